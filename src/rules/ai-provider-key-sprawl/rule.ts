import { z } from 'zod'
import { aiKeys, holdingScopes, keyHolders } from '../../analysis/effective/ai-keys.ts'
import type { KeptKey, KeyGroup } from '../../analysis/effective/ai-keys.ts'
import type { View } from '../../inventory/view.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import type { UnknownOutcome } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { enumerated } from '../shared/lists.ts'

/** It judges places of several vendors, so that it asks for the facets of each itself. */
export const rule = defineRule({
  id: 'ai-provider-key-sprawl',
  title: 'Key of a vendor of models is kept in many places',
  severity: 'high',
  subject: 'resource',
  kinds: [...new Set(keyHolders.flatMap(({ kinds }) => kinds))],
  reads: [],
  options: z.strictObject({
    minNamed: z
      .int()
      .min(2)
      .default(3)
      .describe('Places that keep a key of one name, in more than one store, from which on it is sprawling.'),
  }),
  messages: {
    value: 'One {what} stands in {count} places: {places}.',
    name: 'Key {what} is kept in {count} places of {stores} stores: {places}.',
  },
  frameworks: modelControls('shared-identity', { 'owasp-nhi-2025': ['NHI9:2025', 'NHI2:2025'] }),
  remediation: () => [
    { text: 'Give each place a key of its own: then a bill, a log and a revocation tell them apart.' },
    { text: 'Keep what stands in the clear in a store for secrets, and refer to it.' },
    { text: 'Revoke the old key at its vendor when its report of usage says that nothing calls with it.' },
  ],
  check(resource, { view, options }) {
    const { groups, groupsOf } = aiKeys(view)
    const own = (groupsOf.get(resource.id) ?? []).flatMap((id) => groups.get(id) ?? [])
    if (own.length === 0) return undefined
    const sprawling = own.filter((group) => sprawls(group, options.minNamed))
    if (sprawling.length === 0) return unseen(view) ?? pass
    // It is told once for a key, of the first place that has it; what is equal says more than what is called alike.
    const [worst] = sprawling.filter(({ kept }) => kept[0]?.resource === resource.id).toSorted(valuesFirst)
    if (worst === undefined) return undefined
    const places = distinct(worst)
    return fail(worst.by, {
      values: {
        what: worst.what,
        count: places.length,
        stores: storesOf(worst),
        places: enumerated(
          places.map(({ words }) => words),
          5,
        ),
      },
      // Equal names are no proof of equal values, which nobody sees.
      ...(worst.by === 'name' ? { severity: 'medium', confidence: 'possible' } : {}),
      evidence: worst.kept.slice(0, 20).map(({ evidence }) => evidence),
      related: worst.kept.map((kept) => kept.resource).filter((id) => id !== resource.id),
      data: { by: worst.by, what: worst.what, count: places.length, places: places.map(({ words }) => words) },
    })
  },
})

function sprawls(group: KeyGroup, minNamed: number): boolean {
  const places = distinct(group).length
  return group.by === 'value' ? places > 1 : places >= minNamed && storesOf(group) > 1
}

function distinct({ kept }: KeyGroup): readonly KeptKey[] {
  return [...new Map(kept.toReversed().map((each) => [each.place, each])).values()].toReversed()
}

function storesOf({ kept }: KeyGroup): number {
  return new Set(kept.map(({ store }) => store)).size
}

function valuesFirst(a: KeyGroup, b: KeyGroup): number {
  if (a.by !== b.by) return a.by === 'value' ? -1 : 1
  return a.what < b.what ? -1 : 1
}

/** A place that was not read may hold the same key. */
function unseen(view: View): UnknownOutcome | undefined {
  for (const { facets, ...holder } of keyHolders)
    for (const scope of holdingScopes(view, holder))
      for (const facet of facets) {
        const gap = view.gap(facet, scope.id)
        if (gap !== undefined) return unknownBecause(gap.reason, gap.permission === undefined ? [] : [gap.permission])
      }
  return undefined
}
