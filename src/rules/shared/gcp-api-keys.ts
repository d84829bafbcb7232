/** Words for API keys, where they are read, and how they are replaced. */
import { apiKeyFacts } from '../../analysis/effective/gcp-facts.ts'
import { holderIds } from '../../analysis/credentials.ts'
import type { View } from '../../inventory/view.ts'
import type { Credential, Evidence, Remediation } from '../../model/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import type { UnknownOutcome } from '../contract.ts'
import { unknownBecause } from '../contract.ts'
import { accountPermission } from './gcp-accounts.ts'
import { word } from './shell.ts'

export const apiKeyPermission = 'apikeys.keys.list'

export function apiKeyValues(key: Credential): { readonly key: string; readonly project: string } {
  return { key: key.name, project: apiKeyFacts(key).projectId }
}

export function apiKeyEvidence({ nativeId }: Credential, detail: string): readonly Evidence[] {
  return [{ source: 'apikeys.projects.locations.keys.list', detail: `${nativeId} ${detail}` }]
}

/** One that speaks as a disabled account opens nothing. Where accounts were not read is answered here, for bound keys alone. */
export function apiKeyOff(key: Credential, view: View): 'off' | UnknownOutcome | undefined {
  if (key.enabled === false) return 'off'
  const { boundTo } = apiKeyFacts(key)
  if (isUnknown(boundTo)) return unknownBecause(becauseOf(boundTo), [apiKeyPermission])
  if (boundTo === null) return undefined
  const gap = view.gap('gcp.service-accounts')
  const accounts = holderIds(key, view).map((id) => view.identity(id))
  if (accounts.some((account) => account?.enabled === false)) return 'off'
  const unread = gap !== undefined && accounts.every((account) => account === undefined)
  return unread ? unknownBecause(gap.reason, [accountPermission]) : undefined
}

/** Whom it speaks as. */
export function apiKeyRelated(key: Credential, view: View): readonly string[] {
  return holderIds(key, view)
}

/** Its name in commands. */
export function apiKeyName({ nativeId }: Credential): string {
  return word(nativeId)
}

/** https://docs.cloud.google.com/docs/authentication/api-keys */
export function replaceApiKey(key: Credential): readonly Remediation[] {
  const { projectId, services, boundTo } = apiKeyFacts(key)
  const targets = Array.isArray(services) ? services.map((service) => ` --api-target=service=${word(service)}`) : []
  const bound = typeof boundTo === 'string' ? ` --service-account=${word(boundTo)}` : ''
  return [
    {
      text: 'What can sign in as a service account needs no API key: have it do that where the API lets it.',
    },
    {
      text: 'Else make a successor with the same restrictions, and hand it over.',
      command: `gcloud services api-keys create --display-name=${word(key.name)} --project=${word(projectId)}${bound}${targets.join('')}`,
    },
    {
      text: 'Delete the old one when nothing uses it. Within 30 days it can be brought back.',
      command: `gcloud services api-keys delete ${apiKeyName(key)}`,
    },
  ]
}
