/** Words for what identities of Microsoft hold, and what has to be read to know it. */
import { holdingsOf, weightOf } from '../../analysis/effective/entra-holdings.ts'
import type { Holding, Weight } from '../../analysis/effective/entra-holdings.ts'
import type { View } from '../../inventory/view.ts'
import type { Evidence } from '../../model/index.ts'
import type { UnknownOutcome } from '../contract.ts'
import { unknownBecause } from '../contract.ts'

/** Without one of these, an identity may hold something that nobody saw. */
const facets = [
  'azure.app-role-assignments',
  'azure.directory-roles',
  'azure.role-assignments',
  'azure.role-definitions',
  'azure.groups',
] as const

export function unseenHoldings(view: View, also: readonly string[] = []): UnknownOutcome | undefined {
  const gap = [...facets, ...also].map((facet) => view.gap(facet)).find((found) => found !== undefined)
  return gap && unknownBecause(gap.reason, gap.permission === undefined ? [] : [gap.permission])
}

export function weightIn(view: View, principal: string): Weight {
  return weightOf(holdingsOf(view, principal))
}

/** It administers the tenant or a subscription, or can take over what does. */
export function isPrivileged(weight: Weight): boolean {
  return weight === 'control' || weight === 'takeover'
}

const sources = {
  'directory-role': 'GET /roleManagement/directory/roleAssignments',
  'app-role': 'GET /servicePrincipals/{id}/appRoleAssignedTo',
  delegated: 'GET /oauth2PermissionGrants',
  'azure-role': 'POST /providers/Microsoft.ResourceGraph/resources',
} as const satisfies { readonly [K in Holding['kind']]: string }

/** Where each was read, with the reason for its weight. */
export function holdingEvidence(holdings: readonly Holding[]): readonly Evidence[] {
  return holdings
    .map(({ kind, name, ranked, grant }) => ({
      source: sources[kind],
      detail: `${name}${grant.via === undefined ? '' : ` by ${grant.via}`}: ${ranked.reason}`,
    }))
    .slice(0, 12)
}

export function holdingNames(holdings: readonly Holding[]): readonly string[] {
  return [...new Set(holdings.map(({ name }) => name))].toSorted()
}
