/** Who holds a role or a permission, by what the store has of it. */
import type { Store } from '../../inventory/store.ts'
import { parse } from '../../inventory/view-sqlite.ts'
import type { Edge, InventoryRecord, Resource } from '../../model/index.ts'
import { count } from '../../report/words.ts'
import { lines, listed, some } from './statements.ts'

/** Of every tenant in the store; by native id or name, in any case, or all of the kind. */
export function collected(store: Store | undefined, kind: string, name?: string): readonly Resource[] {
  if (!store) return []
  const all = `SELECT json FROM record WHERE type='resource' AND kind=?`
  const rows =
    name === undefined
      ? store.db.all(`${all} ORDER BY id`, kind)
      : store.db.all(
          `${all} AND (lower(json_extract(json, '$.nativeId'))=? OR lower(json_extract(json, '$.name'))=?) ORDER BY id`,
          kind,
          name.toLowerCase(),
          name.toLowerCase(),
        )
  return rows.map((row) => parse<Resource>(row))
}

/** Nothing where there is no store, or nothing of that vendor in it. */
export function* holderLines(
  store: Store | undefined,
  given: readonly Resource[],
  what: 'role' | 'permission',
  vendor: 'azure' | 'gcp' = 'azure',
): Generator<string> {
  if (!store?.scopes().some(({ provider }) => provider === vendor)) return
  yield '\nWho holds it\n'
  const grants = given.flatMap(({ id }) => grantsOf(store, id))
  const holders = [...Map.groupBy(grants, ({ from }) => from)].map(([from, of]) => ({
    ...named(store, from),
    eligible: of.every(({ conditions }) => isEligible(conditions)),
  }))
  if (holders.length === 0) yield* lines(`Nobody that was read holds the ${what}.`, '  ')
  for (const [group, plural] of [
    [false, 'identity'],
    [true, 'group'],
  ] as const) {
    const those = holders.filter((holder) => holder.group === group)
    if (those.length === 0) continue
    const waiting = those.filter(({ eligible }) => eligible).length
    const later = waiting === 0 ? '' : `, ${waiting} of them once it is activated`
    const names = those.map(({ name }) => name).toSorted()
    yield* lines(`${count(those.length, plural)}${later}: ${some(names, listed)}`, '  ', '    ')
  }
}

function grantsOf(store: Store, id: string): readonly Edge[] {
  return store.db
    .all(`SELECT json FROM edge WHERE target=? AND kind='grants' ORDER BY source`, id)
    .map((row) => parse<Edge>(row))
}

function named(store: Store, id: string): { readonly name: string; readonly group: boolean } {
  const [row] = store.db.all(`SELECT json FROM record WHERE id=? AND type IN ('identity', 'resource') LIMIT 1`, id)
  const record = row && parse<InventoryRecord>(row)
  const name = record && 'name' in record && record.name !== '' ? record.name : (id.split(':').at(-1) ?? id)
  return { name, group: id.includes(':group:') }
}

function isEligible(conditions: unknown): boolean {
  return typeof conditions === 'object' && conditions !== null && Reflect.get(conditions, 'state') === 'eligible'
}
