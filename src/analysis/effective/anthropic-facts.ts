/** The facts of an entity of Anthropic by its kind, typed: the one place that says which shape belongs to which kind. */
import type {
  AnthropicFederationFacts,
  AnthropicKeyFacts,
  AnthropicServiceAccountFacts,
  AnthropicUserFacts,
  WorkspaceFacts,
} from '../../model/facts/anthropic.ts'
import type { Credential, Identity, Resource, Scope } from '../../model/index.ts'
import { entityId } from '../../model/index.ts'

export const anthropicKeyFacts = (key: Credential): AnthropicKeyFacts => key.facts as unknown as AnthropicKeyFacts
export const anthropicFederationFacts = (rule: Credential): AnthropicFederationFacts =>
  rule.facts as unknown as AnthropicFederationFacts
export const anthropicUserFacts = (user: Identity): AnthropicUserFacts => user.facts as unknown as AnthropicUserFacts
export const anthropicAccountFacts = (account: Identity): AnthropicServiceAccountFacts =>
  account.facts as unknown as AnthropicServiceAccountFacts
export const claudeWorkspaceFacts = (workspace: Resource): WorkspaceFacts =>
  workspace.facts as unknown as WorkspaceFacts

export function anthropicEntity({ nativeId }: Scope, kind: string, native: string): string {
  return entityId('anthropic', nativeId, kind, native)
}
