/** Words for owners of applications, and where they are read. */
import type { Ownership } from '../../analysis/effective/entra-owners.ts'
import type { View } from '../../inventory/view.ts'
import type { Evidence } from '../../model/index.ts'
import type { UnknownOutcome } from '../contract.ts'
import { unknownBecause } from '../contract.ts'
import { objectIdOf } from './entra-commands.ts'

export const ownersPermission = 'Application.Read.All'

export function ownershipEvidence(
  ownerships: readonly Ownership[],
  detail: (ownership: Ownership) => string,
): readonly Evidence[] {
  return ownerships.map((ownership) => ({
    source: isRegistration(ownership) ? 'GET /applications?$expand=owners' : 'GET /servicePrincipals?$expand=owners',
    detail: `${objectIdOf({ id: ownership.owned })} > owners > ${objectIdOf({ id: ownership.owner })}: ${detail(ownership)}`,
  }))
}

/** Owned is the registration, not the service principal that acts for it. */
export function isRegistration({ owned }: Pick<Ownership, 'owned'>): boolean {
  return /:(?:application|agent-blueprint):/.test(owned)
}

/** An owner of whom nothing is known. */
export function unreadOwner(ownerships: readonly Ownership[], view: View): UnknownOutcome | undefined {
  if (ownerships.every(({ identity }) => identity !== undefined)) return undefined
  const gap = ['azure.application-owners', 'azure.service-principal-owners']
    .map((facet) => view.gap(facet))
    .find((found) => found !== undefined)
  return unknownBecause(gap?.reason ?? 'not-collected', [gap?.permission ?? ownersPermission])
}
