/** Who is who in the tenant that holds one of everything. */
import { createHash } from 'node:crypto'

/** Stands in whatever the wire gives away and nobody may keep. */
export const azureCanary = 'MUSTERCANARY'

/** Always the same for the same words. */
export function guidOf(word: string, number: number): string {
  const hex = createHash('sha256').update(`${word} ${number}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const tenant = guidOf('tenant', 1)
export const production = guidOf('subscription', 1)
export const staging = guidOf('subscription', 2)

export const [ci, ciApp, ciPrincipal] = [guidOf('ci', 1), guidOf('ci', 2), guidOf('ci', 3)]
export const [blueprint, blueprintApp, blueprintPrincipal] = [guidOf('bp', 1), guidOf('bp', 2), guidOf('bp', 3)]
export const agent = guidOf('agent', 1)
export const group = guidOf('group', 1)
export const graphApi = guidOf('api', 1)

/** Muster's own application. */
export const scanner = {
  application: guidOf('muster', 1),
  appId: guidOf('muster', 2),
  principal: guidOf('muster', 3),
}

/** Of a resource that it goes with. */
export const systemIdentity = guidOf('system', 1)
export const userIdentity = {
  objectId: guidOf('worker', 1),
  armId: `/subscriptions/${production}/resourceGroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/worker`,
}
