import type { Known } from '../../../model/index.ts'
import type { TagRow } from './rows.ts'

export type Tags = { readonly [key: string]: string }

export function tagsOf(rows: readonly TagRow[] | undefined): Tags {
  const pairs = (rows ?? []).flatMap(({ Key, Value }): [string, string][] =>
    Key === undefined ? [] : [[Key, Value ?? '']],
  )
  return Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** What the tags say of the environment; none where no tag names one. */
export function environmentOf(tags: Tags): Known<string> {
  return tagged(tags, ['environment', 'env', 'stage']) ?? null
}

export function purposeOf(tags: Tags): string | undefined {
  return tagged(tags, ['purpose', 'description'])
}

function tagged(tags: Tags, names: readonly string[]): string | undefined {
  const byName = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]))
  return names.map((name) => byName.get(name)).find((value) => value !== undefined && value !== '')
}
