/** The facts of an entity of OpenAI by its kind, typed: the one place that says which shape belongs to which kind. */
import type {
  OpenaiFederationFacts,
  OpenaiGroupFacts,
  OpenaiKeyFacts,
  OpenaiOrganizationFacts,
  OpenaiRoleFacts,
  OpenaiServiceAccountFacts,
  OpenaiUserFacts,
  ProjectFacts,
} from '../../model/facts/openai.ts'
import type { Credential, Identity, Resource, Scope } from '../../model/index.ts'
import { entityId } from '../../model/index.ts'

export const openaiKeyFacts = (key: Credential): OpenaiKeyFacts => key.facts as unknown as OpenaiKeyFacts
export const openaiFederationFacts = (rule: Credential): OpenaiFederationFacts =>
  rule.facts as unknown as OpenaiFederationFacts
export const openaiUserFacts = (user: Identity): OpenaiUserFacts => user.facts as unknown as OpenaiUserFacts
export const openaiAccountFacts = (account: Identity): OpenaiServiceAccountFacts =>
  account.facts as unknown as OpenaiServiceAccountFacts
export const projectFacts = (project: Resource): ProjectFacts => project.facts as unknown as ProjectFacts
export const openaiOrganizationFacts = (organization: Resource): OpenaiOrganizationFacts =>
  organization.facts as unknown as OpenaiOrganizationFacts
export const openaiGroupFacts = (group: Resource): OpenaiGroupFacts => group.facts as unknown as OpenaiGroupFacts
export const openaiRoleFacts = (role: Resource): OpenaiRoleFacts => role.facts as unknown as OpenaiRoleFacts

export function openaiEntity({ nativeId }: Scope, kind: string, native: string): string {
  return entityId('openai', nativeId, kind, native)
}
