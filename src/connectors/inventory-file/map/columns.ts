/** Which column each field is read from, and which are not read because they hold secrets. */
import { passwordWords } from '../../shared/secret-formats.ts'
import { normalName, secretShape, withoutSecrets } from '../../shared/secret-shapes.ts'
import { unreadable } from '../../shared/files/pieces.ts'
import type { Columns } from '../read/rows.ts'
import { fieldsOf, isFieldName, required } from '../fields.ts'
import type { FieldName } from '../fields.ts'
import type { Flaws } from '../flaws.ts'
import type { InventoryFile } from '../schema.ts'

export interface Mapping {
  readonly columnOf: (field: FieldName) => string | undefined
  readonly tags: readonly string[]
  /** Some field is read from the column. */
  readonly reads: (column: string) => boolean
  /** Takes note of what looks like a secret; true: it must not be kept. */
  readonly isSecret: (column: string, value: string, line: number) => boolean
  /** The column held a secret, or promises to: nothing of it is read. */
  readonly refused: (column: string) => boolean
}

/** Rejects with VendorError where a column that is named is not there, or none tells what a row is known by. */
export function mappingFor(file: InventoryFile, { names }: Columns, flaws: Flaws): Mapping {
  const given = new Map(
    Object.entries(file.columns).flatMap(([field, column]) =>
      isFieldName(field) && typeof column === 'string' ? [[field, column] as const] : [],
    ),
  )
  const tags = file.columns.tags ?? []
  if (names !== undefined) demandAll(file, [...given.values(), ...tags], names)
  const found = new Map(fieldsOf(file.kind).flatMap((field) => pairOf(field, given, names)))
  if (names !== undefined) {
    demandRequired(file, found, names)
    tellTwice(found, given, names, flaws)
  }
  const { isSecret, refused } = guard([...found.values(), ...tags], flaws)
  const read = new Set([...found.values(), ...tags])
  return { columnOf: (field) => found.get(field), tags, reads: (column) => read.has(column), isSecret, refused }
}

function pairOf(
  field: string,
  given: ReadonlyMap<FieldName, string>,
  names: Columns['names'],
): readonly (readonly [FieldName, string])[] {
  if (!isFieldName(field)) return []
  const column = given.get(field) ?? (names === undefined ? field : names.find((name) => same(name, field)))
  return column === undefined ? [] : [[field, column]]
}

/** `Created At` and `created_at` are `createdAt`. */
function same(name: string, field: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replaceAll(/[^a-z\d]/g, '')
  return bare(name) === bare(field)
}

function demandAll({ path }: InventoryFile, columns: readonly string[], names: readonly string[]): void {
  const missing = columns.find((column) => !names.includes(column))
  if (missing !== undefined)
    throw unreadable(
      path,
      `has no column "${missing}" in its headings. It has ${listed(names)}; columns says which to take.`,
    )
  const twice = columns.find((column) => names.indexOf(column) !== names.lastIndexOf(column))
  if (twice !== undefined) throw unreadable(path, `has the column "${twice}" twice: give one of them another heading.`)
}

function demandRequired(
  { path, kind }: InventoryFile,
  found: ReadonlyMap<FieldName, string>,
  names: readonly string[],
): void {
  const lacking = required[kind].find((some) => !some.some((field) => found.has(field)))
  if (lacking !== undefined)
    throw unreadable(
      path,
      `has no column for ${lacking.join(' or ')}. It has ${listed(names)}; columns says which to take.`,
    )
}

/** Of two headings that could be one field the first is read: which of them was meant, nobody said. */
function tellTwice(
  found: ReadonlyMap<FieldName, string>,
  given: ReadonlyMap<FieldName, string>,
  names: readonly string[],
  flaws: Flaws,
): void {
  for (const [field, column] of found)
    if (!given.has(field) && names.filter((name) => same(name, field)).length > 1)
      flaws.say(`Several columns could be ${field}; "${column}", the first, is read. columns says which to take.`)
}

/** Headings of a file may be anything, such as the first line of a file that has none. */
function listed(names: readonly string[]): string {
  const told = names.slice(0, 20).map((name) => (secretShape('', name) === undefined ? `"${name.slice(0, 60)}"` : '…'))
  return `${told.join(', ')}${names.length > told.length ? ` and ${names.length - told.length} more` : ''}`
}

function guard(columns: readonly string[], flaws: Flaws): Pick<Mapping, 'isSecret' | 'refused'> {
  const out = new Set<string>()
  for (const column of new Set(columns))
    if (passwordWords.test(normalName(column))) {
      out.add(column)
      flaws.say(`The column "${column}" is called like a password, and is not read. Leave it out of the file.`)
    }
  return {
    refused: (column) => out.has(column),
    isSecret: (column, value, line) => {
      // Nothing so short is taken for a secret, and no day is one.
      if (value.length < 8 || /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+Z?)?$/.test(value)) return false
      const shape = secretShape(column, value)
      if (shape === undefined && withoutSecrets(value) === value) return false
      if (!out.has(column))
        flaws.say(
          `The column "${column}" holds secrets: line ${line} has what looks like ${article(shape?.looksLike ?? 'secret')}. None is kept, and nothing more of this column is read. Leave it out of the file.`,
        )
      out.add(column)
      return true
    },
  }
}

function article(looksLike: string): string {
  const words = looksLike.replaceAll('-', ' ')
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`
}
