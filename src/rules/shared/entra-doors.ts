/** What the rules about doors into Entra ID share. */
import type { View } from '../../inventory/view.ts'
import type { UnknownOutcome } from '../contract.ts'
import { unknownBecause } from '../contract.ts'

/** Tenants in the store; without any there are no doors to judge. */
export function tenants(view: View): readonly string[] {
  return view.scopes().flatMap(({ provider, kind, id }) => (provider === 'azure' && kind === 'tenant' ? [id] : []))
}

/** What makes a door, and where it leads: facets of the tenant. */
const doorFacets = [
  'azure.service-principals',
  'azure.federated-credentials',
  'azure.managed-identity-federation',
  'azure.app-role-assignments',
  'azure.directory-roles',
  'azure.role-assignments',
] as const

/** Federated credentials or grants that could not be read may hold a door that nobody saw. */
export function unseenFederation(view: View): UnknownOutcome | undefined {
  const gap = tenants(view)
    .flatMap((scope) => doorFacets.map((facet) => view.gap(facet, scope)))
    .find((found) => found !== undefined)
  return gap && unknownBecause(gap.reason, gap.permission === undefined ? [] : [gap.permission])
}

/** The name of what signs in with an application id; the id where it is not in the store. */
export function applicationNamed(view: View, appId: string): string {
  return namesOf(view).get(appId.toLowerCase()) ?? appId
}

function namesOf(view: View): ReadonlyMap<string, string> {
  return view.onceForAll('entra names by application id', () => {
    const names = new Map<string, string>()
    for (const scope of tenants(view))
      for (const { nativeId, name } of view.identities({ scope })) names.set(nativeId.toLowerCase(), name)
    return names
  })
}
