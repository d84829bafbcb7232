/** Owners that a file names for what another vendor knows by an id of its own: an ARN, an address, a number. */
import type { OwnershipFacts } from '../model/facts/inventory-file.ts'
import { isKnown } from '../model/index.ts'
import type { Edge } from '../model/index.ts'
import type { View } from '../inventory/view.ts'

/** Edges `owns` from whoever is said to own what has this id, in order. */
export function declaredOwners(nativeId: string, view: View): readonly Edge[] {
  return (declarations(view).get(nativeId) ?? []).flatMap((ownership) => view.edgesTo(ownership, 'owns'))
}

/** Ids of statements by what they are about. A file of them may be long: ids alone are kept. */
function declarations(view: View): ReadonlyMap<string, readonly string[]> {
  return view.onceForAll('owners that files name, by native id', () => {
    const found = new Map<string, string[]>()
    for (const { id: scope } of view.scopes().filter(({ provider }) => provider === 'inventory-file'))
      for (const { id, facts } of view.resources({ kind: 'ownership', scope })) {
        const { ownedNativeId } = facts as Partial<OwnershipFacts>
        if (isKnown(ownedNativeId)) found.set(ownedNativeId, [...(found.get(ownedNativeId) ?? []), id])
      }
    return found
  })
}
