/** An entry of JSON or YAML as a row. */
import type { Cell, Row } from './rows.ts'

/** `owner.email` is `email` within `owner`, unless a key is called so as it stands. */
export function rowFrom(entry: unknown, line: number): Row {
  return { line, cell: (column) => cellOf(valueAt(entry, column)) }
}

function valueAt(entry: unknown, path: string): unknown {
  // Only what the entry has itself: a key `__proto__` lends it nothing.
  const within = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
  return within(entry, path) ?? path.split('.').reduce(within, entry)
}

function cellOf(value: unknown): Cell | undefined {
  if (Array.isArray(value)) {
    const texts = value.flatMap((item: unknown) => textOf(item) ?? [])
    return texts.length > 0 ? texts : undefined
  }
  return textOf(value)
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
