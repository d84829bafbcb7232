import type { Known } from '../../../model/index.ts'

export type Tags = { readonly [key: string]: string }

export function tagsOf(tags: { readonly [key: string]: string | null } | null | undefined): Tags {
  const pairs = Object.entries(tags ?? {}).map(([key, value]): [string, string] => [key, value ?? ''])
  return Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** What the tags say of the environment; none where no tag names one. Names of tags are compared without regard to case. */
export function environmentOf(tags: Tags): Known<string> {
  const byName = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]))
  return ['environment', 'env', 'stage'].map((name) => byName.get(name)).find((value) => value) ?? null
}
