/** Where one key, or one rule of federation, opens or was used in more than one project or workspace. */
import type { View } from '../../inventory/view.ts'
import type { AnthropicPlace } from '../../model/facts/anthropic.ts'
import type { Credential, Known } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown } from '../../model/index.ts'
import {
  anthropicAccountFacts,
  anthropicEntity,
  anthropicFederationFacts,
  anthropicKeyFacts,
} from './anthropic-facts.ts'
import { openaiKeyFacts } from './openai-facts.ts'

export interface Sharing {
  /** What it opens by how it is set up; `every`: all there are, and those to come. */
  readonly configured: Known<readonly AnthropicPlace[] | 'every'>
  /** Where it was used, by the report of usage. null: there is no such report of it. */
  readonly observed: Known<readonly AnthropicPlace[]>
  readonly noun: 'projects' | 'workspaces'
  /** What tells of its use, and of what it opens. */
  readonly sources: { readonly configured: string; readonly observed: string }
}

/** undefined: it is none of a vendor of models, or administers them. */
export function sharingOf(credential: Credential, view: View): Sharing | undefined {
  if (credential.provider === 'openai') return ofOpenai(credential)
  if (credential.provider !== 'anthropic') return undefined
  return credential.kind === 'federated' ? ofRule(credential) : ofKey(credential, view)
}

function ofOpenai(key: Credential): Sharing | undefined {
  if (key.kind !== 'api-key') return undefined
  const facts = openaiKeyFacts(key)
  if (facts.form !== 'project') return undefined
  return {
    configured: facts.projects,
    observed: facts.usedIn,
    noun: 'projects',
    sources: {
      configured: 'GET /organization/projects/{project}/api_keys',
      observed: 'GET /organization/usage/completions',
    },
  }
}

const claude = { noun: 'workspaces' } as const
const report = 'GET /v1/organizations/usage_report/messages'

function ofRule(rule: Credential): Sharing {
  const { allWorkspaces, workspaces } = anthropicFederationFacts(rule)
  return {
    ...claude,
    configured: allWorkspaces ? 'every' : workspaces,
    observed: null,
    sources: { configured: 'GET /v1/organizations/federation_rules', observed: report },
  }
}

/** A key of no workspace opens those of its service account; what a person may is theirs. */
function ofKey(key: Credential, view: View): Sharing {
  const { place, workspace, principal, usedIn } = anthropicKeyFacts(key)
  const sources = { configured: 'GET /v1/organizations/api_keys', observed: report }
  if (isUnknown(place)) return { ...claude, configured: unknown(becauseOf(place)), observed: usedIn, sources }
  if (place !== 'organization' || !isKnown(principal) || principal.type === 'user')
    return { ...claude, configured: isKnown(workspace) ? [workspace] : [], observed: usedIn, sources }
  const account = view.identity(anthropicEntity(view.scope, 'anthropic-service-account', principal.id))
  const configured =
    account === undefined
      ? unknown(view.gap('anthropic.service-accounts')?.reason ?? 'not-collected')
      : anthropicAccountFacts(account).workspaces
  const source = 'GET /v1/organizations/service_accounts/{account}/workspaces'
  return { ...claude, configured, observed: usedIn, sources: { ...sources, configured: source } }
}
