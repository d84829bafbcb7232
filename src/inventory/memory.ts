import type { Coverage, InventoryRecord, Scope } from '../model/index.ts'
import { writeRecord } from './records.ts'
import { openStore, replaceScope } from './store.ts'
import type { Facets } from './view-sqlite.ts'
import type { View } from './view.ts'

export interface Facts {
  /** The scope to look at. */
  readonly scope: Scope
  readonly scopes?: readonly Scope[]
  /** Edges and usage belong to `scope`; entities and gaps say their own. */
  readonly records: readonly InventoryRecord[]
  readonly coverage?: readonly Coverage[]
  readonly facets?: Facets
}

/** Without a connector's word, a step fills the facet of its own name, in any scope. */
export const facetsByName: Facets = {
  of: (connector, step) => [`${connector}.${step}`],
  scopeKinds: () => [],
}

/** A view over literal records: the real store, in memory. For tests, and for judging what never touches a disk. */
export function viewOf(facts: Facts): View {
  const store = openStore('sqlite::memory:')
  const all = new Map([...(facts.scopes ?? []), facts.scope].map((scope) => [scope.id, scope]))
  store.db.transaction(() => {
    for (const scope of all.values())
      replaceScope(store.db, scope, {
        connector: scope.provider,
        collectedAt: '1970-01-01T00:00:00Z',
        coverage: [],
        gaps: [],
      })
    for (const record of facts.records) {
      const scope = 'scope' in record && record.scope ? record.scope : facts.scope.id
      writeRecord(store.db, scope, record)
    }
  })
  return store.view(facts.scope.id, facts.facets ?? facetsByName)
}
