/** Words for keys of OpenAI, where they are read, and how to do without them. */
import { holderIds } from '../../analysis/credentials.ts'
import { openaiEntity, openaiKeyFacts } from '../../analysis/effective/openai-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { ProjectKeyFacts } from '../../model/facts/openai.ts'
import type { Credential, Evidence, Remediation } from '../../model/index.ts'
import { enumerated } from './lists.ts'
import { word } from './shell.ts'

export const managementScope = 'api.management.read'
export const projectKeySource = 'GET /organization/projects/{project}/api_keys'
export const adminKeySource = 'GET /organization/admin_api_keys'

const base = 'https://api.openai.com/v1'

/** undefined: it is none, or it has run out. */
export function liveProjectKey(key: Credential): ProjectKeyFacts | undefined {
  const facts = openaiKeyFacts(key)
  return facts.form === 'project' && key.enabled !== false ? facts : undefined
}

export function isLiveAdminKey(key: Credential): boolean {
  return openaiKeyFacts(key).form === 'admin' && key.enabled !== false
}

export function projectKeyValues(key: Credential, { projects }: ProjectKeyFacts) {
  return { key: key.name, project: enumerated(projects.map(({ name }) => name)) }
}

export function keyEvidence(key: Credential, detail: string): readonly Evidence[] {
  const source = openaiKeyFacts(key).form === 'admin' ? adminKeySource : projectKeySource
  return [{ source, detail: `key ${key.nativeId} ${detail}` }]
}

/** Its projects and whoever it stands for. */
export function keyRelated(key: Credential, view: View): readonly string[] {
  const facts = openaiKeyFacts(key)
  const projects =
    facts.form === 'project' ? facts.projects.map(({ id }) => openaiEntity(view.scope, 'project', id)) : []
  return [...holderIds(key, view), ...projects]
}

/** A call of the admin API, with an admin key that may write. */
export function openaiCall(method: 'DELETE' | 'POST', path: string, body?: object): string {
  const sent = body === undefined ? '' : ` -H "Content-Type: application/json" -d ${word(JSON.stringify(body))}`
  return `curl -X ${method} -H "Authorization: Bearer $OPENAI_ADMIN_KEY"${sent} ${word(`${base}${path}`)}`
}

export function deleteKey(key: Credential, text: string): readonly Remediation[] {
  const facts = openaiKeyFacts(key)
  if (facts.form === 'admin')
    return [{ text, command: openaiCall('DELETE', `/organization/admin_api_keys/${key.nativeId}`) }]
  return facts.projects.slice(0, 1).map(({ id }) => ({
    text,
    command: openaiCall('DELETE', `/organization/projects/${id}/api_keys/${key.nativeId}`),
  }))
}

/** https://developers.openai.com/api/docs/guides/workload-identity-federation */
export const withoutKeys: Remediation = {
  text: 'What runs in a cloud, a cluster or GitHub Actions needs no key: let it sign in as the service account with its own token, by a workload identity provider.',
}

export function makeServiceAccount(key: Credential): readonly Remediation[] {
  const facts = openaiKeyFacts(key)
  const projects = facts.form === 'project' ? facts.projects.slice(0, 1) : []
  return projects.map(({ id }) => ({
    text: 'Make a service account in the project, which comes with a key of its own, and hand that over.',
    command: openaiCall('POST', `/organization/projects/${id}/service_accounts`, { name: key.name }),
  }))
}
