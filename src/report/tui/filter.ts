/**
 * The filter language: words that must all be found (`deploy prod`), words that must not (`!test`), quoted words
 * (`"two words"`), and `key:value` with `,` for or and `> >= < <=` for what has an order (`sev:>=high age:>90`).
 */
import { severities } from '../../model/index.ts'

export const filterKeys = {
  provider: 'Vendor, such as aws',
  scope: 'Account, tenant, project or organisation, by id or name',
  sev: 'Severity: critical, high, medium, low, info',
  kind: 'Kind of thing, such as access-key',
  class: 'human, machine, ai, unknown',
  age: 'Days since it was made: age:>90, age:unknown',
  used: 'Days since it was last used: used:>30, used:never, used:unknown',
  rule: 'Rule id or title',
  confidence: 'proven or possible',
  owner: 'Who answers for it; owner:none',
  status: 'Coverage: complete, partial, denied …',
} as const
export type FilterKey = keyof typeof filterKeys
export const filterKeyNames: readonly FilterKey[] = Object.keys(filterKeys).filter(isFilterKey)

/** What a row says to a key: text, a number, several texts; `undefined` for unknown. */
export type FilterValue = string | number | undefined

interface Word {
  readonly negated: boolean
  readonly test: (text: string) => boolean
}
interface Pair {
  readonly negated: boolean
  readonly key: FilterKey
  readonly test: (value: FilterValue) => boolean
}
export interface Filter {
  readonly words: readonly Word[]
  readonly pairs: readonly Pair[]
  /** What was not understood, and is therefore left out of the filter. */
  readonly problems: readonly string[]
}

export interface Searchable<Row> {
  /** Tries the row's texts one after the other, until one passes. */
  readonly search: (row: Row, test: (text: string) => boolean) => boolean
  readonly keys: { readonly [K in FilterKey]?: (row: Row) => FilterValue }
}

const token = /(!?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/gi
const comparison = /^(>=|<=|>|<|=)?(.*)$/

export function parseFilter(text: string): Filter {
  const words: Word[] = []
  const pairs: Pair[] = []
  const problems: string[] = []
  for (const [whole, bang, name, quoted, bare] of text.matchAll(token)) {
    const negated = bang === '!'
    const value = quoted ?? bare ?? ''
    const key = name?.toLowerCase()
    if (key !== undefined && isFilterKey(key)) {
      const test = testOf(key, value.toLowerCase())
      if (typeof test === 'string') problems.push(test)
      else pairs.push({ negated, key, test })
      continue
    }
    const word = name === undefined ? value : whole.slice(negated ? 1 : 0).replaceAll('"', '')
    // `sev:` with nothing behind it yet is somebody still typing.
    if (word === '' || word === '!' || (word.endsWith(':') && isFilterKey(word.slice(0, -1).toLowerCase()))) continue
    words.push({ negated, test: contains(word) })
  }
  return { words, pairs, problems }
}

function isFilterKey(name: string): name is FilterKey {
  return Object.hasOwn(filterKeys, name)
}

function contains(word: string): (text: string) => boolean {
  const pattern = new RegExp(word.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`), 'i')
  return (text) => pattern.test(text)
}

function testOf(key: FilterKey, value: string): ((value: FilterValue) => boolean) | string {
  if (key === 'sev') return severityTest(value)
  if (key === 'age' || key === 'used') return daysTest(key, value)
  const wanted = value.split(',').filter((part) => part !== '')
  return (given) => {
    const text = String(given ?? 'unknown').toLowerCase()
    return wanted.some((part) => text.includes(part))
  }
}

function severityTest(value: string): ((value: FilterValue) => boolean) | string {
  const [, operator = '=', rest = ''] = comparison.exec(value) ?? []
  const wanted = rest.split(',').filter((part) => part !== '')
  const ranks = wanted.map((part) => severities.findIndex((severity) => severity.startsWith(part)))
  if (ranks.length === 0 || ranks.includes(-1)) return `sev takes ${severities.join(', ')}: sev:>=high`
  return (given) => {
    const rank = severities.findIndex((severity) => severity === given)
    return rank !== -1 && ranks.some((wantedRank) => compares(operator, wantedRank, rank))
  }
}

function daysTest(key: 'age' | 'used', value: string): ((value: FilterValue) => boolean) | string {
  if (value === 'unknown') return (given) => given === undefined
  if (value === 'never') return (given) => given === 'never'
  const [, operator = '=', rest = ''] = comparison.exec(value) ?? []
  if (!/^\d+d?$/.test(rest)) return `${key} takes days: ${key}:>90`
  const days = Number.parseInt(rest, 10)
  return (given) => typeof given === 'number' && compares(operator, given, days)
}

function compares(operator: string, left: number, right: number): boolean {
  if (operator === '>') return left > right
  if (operator === '>=') return left >= right
  if (operator === '<') return left < right
  if (operator === '<=') return left <= right
  return left === right
}

/** Whether the row passes. A key that this kind of row does not have passes nothing. */
export function passes<Row>(filter: Filter, row: Row, searchable: Searchable<Row>): boolean {
  for (const { key, negated, test } of filter.pairs) {
    const read = searchable.keys[key]
    if (read === undefined || test(read(row)) === negated) return false
  }
  return filter.words.every(({ negated, test }) => searchable.search(row, test) !== negated)
}

/** Keys of the filter that this kind of row does not have. */
export function strangers(filter: Filter, keys: Searchable<never>['keys']): readonly FilterKey[] {
  return [...new Set(filter.pairs.map(({ key }) => key))].filter((key) => keys[key] === undefined)
}
