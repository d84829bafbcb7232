/** Ids of what a step emits, and what every record of the tenant has in common. */
import { entityId } from '../../model/index.ts'
import type { Identity, Instant, Known } from '../../model/index.ts'
import type { StepContext } from '../contract.ts'
import type { AzureSession } from './session.ts'

export type AzureContext = StepContext<AzureSession>

/** By object id or ARM id: neither changes when the thing is renamed. */
export function idOf({ scope }: Pick<AzureContext, 'scope'>, kind: string, native: string): string {
  return entityId('azure', scope.nativeId, kind, native.toLowerCase())
}

export function placeOf({ scope }: Pick<AzureContext, 'scope'>) {
  return { provider: 'azure', scope: scope.id } as const
}

/** Graph and Azure give ISO 8601, with up to seven digits of a second; the year 1 and the year 9999 mean never. */
export function instantOf(time: string | null | undefined): Known<Instant> {
  if (time === null || time === undefined || time === '' || time.startsWith('0001-')) return null
  const at = Date.parse(time)
  return Number.isNaN(at) ? { unknown: 'failed' } : new Date(at).toISOString().replace('.000Z', 'Z')
}

/** What identities have that Entra ID knows nothing of. */
export const untold = { environment: null, purpose: null, tags: null } as const satisfies Partial<Identity>

/** What was not in the answer is none; Graph leaves out what is not set. */
export function orNone<T>(value: T | null | undefined): T | null {
  return value ?? null
}

/** The subscription and resource group of an ARM id. */
export function partsOf(armId: string): { readonly subscriptionId: string; readonly resourceGroup: string | null } {
  const [, subscriptionId = ''] = /^\/subscriptions\/([^/]+)/i.exec(armId) ?? []
  const [, resourceGroup] = /\/resourceGroups\/([^/]+)/i.exec(armId) ?? []
  return { subscriptionId: subscriptionId.toLowerCase(), resourceGroup: resourceGroup ?? null }
}
