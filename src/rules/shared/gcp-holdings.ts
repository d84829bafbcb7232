/** Words for what identities of Google Cloud hold, and what has to be read to know it. */
import { holderOf } from '../../analysis/credentials.ts'
import { holdingsOf, weightOf } from '../../analysis/effective/gcp-holdings.ts'
import type { GcpHolding, GcpWeight } from '../../analysis/effective/gcp-holdings.ts'
import type { View } from '../../inventory/view.ts'
import type { Credential, Evidence, Identity, Instant, Remediation } from '../../model/index.ts'
import { becauseOf } from '../../model/index.ts'
import type { UnknownOutcome } from '../contract.ts'
import { unknownBecause } from '../contract.ts'
import { bindingEvidence, placeNamed, placeWords, removeGrant } from './gcp-bindings.ts'
import { enumerated } from './lists.ts'

/** Without one of these, an identity may hold something that nobody saw. */
const facets = ['gcp.allow-policies', 'gcp.hierarchy', 'gcp.roles', 'gcp.groups'] as const

/** Roles are handed down, so that what stands above the scope counts as well. */
export function unseenHoldings(view: View): UnknownOutcome | undefined {
  const above = view.scopes().filter(({ provider, kind }) => provider === 'gcp' && kind !== 'project')
  const scopes = [...new Set([view.scope.id, ...above.map(({ id }) => id)])]
  const gaps = scopes.flatMap((scope) => facets.map((facet) => view.gap(facet, scope)))
  const gap = gaps.find((found) => found !== undefined)
  return gap && unknownBecause(gap.reason, gap.permission === undefined ? [] : [gap.permission])
}

/** As policies write it. */
export function memberOf({ kind, nativeId }: Identity): string {
  return kind === 'service-account' ? `serviceAccount:${nativeId}` : nativeId
}

/** What has ended by `now` is not among it. */
export function holdingsFor(view: View, identity: Identity, now: Instant): readonly GcpHolding[] {
  return holdingsOf(view, memberOf(identity), now)
}

/** Of a tier: those that hold for certain, or else those that hang on a condition. */
export function ofTier(holdings: readonly GcpHolding[], tier: GcpWeight): readonly GcpHolding[] {
  const found = holdings.filter(({ rank }) => rank.tier === tier)
  const active = found.filter(({ state }) => state === 'active')
  return active.length > 0 ? active : found
}

export function isSure(holdings: readonly GcpHolding[]): boolean {
  return holdings.some(({ state }) => state === 'active')
}

export function weightIn(view: View, identity: Identity, now: Instant): GcpWeight {
  return weightOf(holdingsFor(view, identity, now))
}

/** It controls a project or more, or can become what does. */
export function isPrivileged(weight: GcpWeight): boolean {
  return weight === 'control' || weight === 'takeover'
}

/** Of a key: whether its account is. */
export function heldByPrivileged(credential: Credential, view: View, now: Instant): boolean {
  const account = holderOf(credential, view)
  return account !== undefined && isPrivileged(weightIn(view, account, now))
}

/** Holdings whose roles nobody could read may be anything. */
export function unreadRole(holdings: readonly GcpHolding[]): UnknownOutcome | undefined {
  const found = holdings.find(({ rank }) => rank.tier === 'unranked')
  return found && unknownBecause(becauseOf(found.permissions), ['iam.roles.get'])
}

export function holdingNames(holdings: readonly GcpHolding[]): readonly string[] {
  return [...new Set(holdings.map(({ role }) => role))].toSorted()
}

/** Where they count: `project acme-dev and project acme-prod` */
export function placesOf(view: View, holdings: readonly GcpHolding[]): string {
  return enumerated(holdings.map(({ over }) => placeNamed(view, over)).toSorted())
}

/** `roles/owner on project acme-prod` */
export function holdingWords(holdings: readonly GcpHolding[]): readonly string[] {
  return [...new Set(holdings.map(({ role, resource }) => `${role} on ${placeWords(resource)}`))].toSorted()
}

/** Where each was read, with the reason for its weight. */
export function holdingEvidence(holdings: readonly GcpHolding[]): readonly Evidence[] {
  return holdings.slice(0, 12).map(({ resource, role, through, rank }) => {
    const { source, detail } = bindingEvidence(resource, role)
    return { source, detail: `${detail}${through === undefined ? '' : ` by ${through}`}: ${rank.reason}` }
  })
}

/** Each binding is taken away where it stands; from a group, the identity is taken. */
export function removeHoldings(holdings: readonly GcpHolding[], member: string): readonly Remediation[] {
  const each = [...new Map(holdings.map((held) => [bindingKey(held), held])).values()]
  return each.slice(0, 10).map(({ resource, role, condition, through }) => {
    const place = placeWords(resource)
    if (through === undefined) return removeGrant({ resource, role, condition, place }, member)
    return { text: `It has ${role} on ${place} by ${through}: take it out of that, or the role from that.` }
  })
}

/** What boundaries keep to several places stands in one binding. */
function bindingKey({ resource, role, condition, through }: GcpHolding): string {
  return JSON.stringify([resource, role, condition, through])
}
