/** Words for keys of Anthropic, where they are read, and how to do without them. */
import { holderIds } from '../../analysis/credentials.ts'
import { anthropicEntity, anthropicKeyFacts } from '../../analysis/effective/anthropic-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { AnthropicKeyFacts } from '../../model/facts/anthropic.ts'
import type { Credential, Evidence, Remediation } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { word } from './shell.ts'

export const adminKeyNeed = 'Admin API key'
export const keySource = 'GET /v1/organizations/api_keys'

/** `in workspace Shop`, `in the default workspace`, `of the organization` */
export function whereInWords({ place, workspace }: AnthropicKeyFacts): string {
  if (place === 'default') return 'in the default workspace'
  if (place === 'organization') return 'of the organization'
  return isKnown(workspace) ? `in workspace ${workspace.name}` : 'in some workspace'
}

export function claudeKeyValues(key: Credential) {
  return { key: key.name, where: whereInWords(anthropicKeyFacts(key)) }
}

export function claudeKeyEvidence(key: Credential, detail: string): readonly Evidence[] {
  return [{ source: keySource, detail: `${key.nativeId} ${detail}` }]
}

/** Its workspace, and whoever it acts as or was made by. */
export function claudeKeyRelated(key: Credential, view: View): readonly string[] {
  const { place, workspace } = anthropicKeyFacts(key)
  const owners = view.edgesTo(key.id, 'owns').map(({ from }) => from)
  const where =
    place === 'workspace' && isKnown(workspace) ? [anthropicEntity(view.scope, 'workspace', workspace.id)] : []
  return [...new Set([...holderIds(key, view), ...owners, ...where])]
}

/** A call of the Admin API. */
export function anthropicCall(path: string, body: object): string {
  const headers =
    '-H "x-api-key: $ANTHROPIC_ADMIN_KEY" -H "anthropic-version: 2023-06-01" -H "content-type: application/json"'
  return `curl -X POST ${headers} -d ${word(JSON.stringify(body))} ${word(`https://api.anthropic.com/v1/organizations${path}`)}`
}

/** Off first: a key that is inactive can be made active again, one that is archived cannot. */
export function disableKey(key: Credential, text: string): readonly Remediation[] {
  return [
    { text, command: anthropicCall(`/api_keys/${key.nativeId}`, { status: 'inactive' }) },
    {
      text: 'Archive it when nobody has missed it for some days. That cannot be undone.',
      command: anthropicCall(`/api_keys/${key.nativeId}`, { status: 'archived' }),
    },
  ]
}

/** https://platform.claude.com/docs/en/manage-claude/workload-identity-federation */
export const withoutClaudeKeys: Remediation = {
  text: 'What runs in a cloud, a cluster or GitHub Actions needs no key: let it become a service account with its own token, by a federation rule.',
}
