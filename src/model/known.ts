/**
 * Facts that a vendor may withhold. A fact is one of three things, and the three are never mixed up:
 * the value · `null` (the vendor says there is none) · `{ unknown: reason }` (nobody could read it).
 *
 * The shape in memory is the shape in the inventory document (docs/decisions/0002-known-is-plain-data.md).
 */
export const gapReasons = ['denied', 'unsupported', 'unlicensed', 'not-collected', 'throttled', 'failed'] as const
export type GapReason = (typeof gapReasons)[number]

/** A type, not an interface: so that it counts as plain data (`Json`). */
/** An alias, not an interface: only so does it count as plain data where `Json` is asked for. */
export type Unknown = {
  readonly unknown: GapReason
}
export type Known<T> = T | null | Unknown

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export function unknown(because: GapReason): Unknown {
  return { unknown: because }
}

/** True when the fact could not be read. An absent property (`undefined`) was never collected, hence unknown as well. */
export function isUnknown(fact: unknown): fact is Unknown | undefined {
  if (fact === undefined) return true
  return typeof fact === 'object' && fact !== null && 'unknown' in fact && Object.keys(fact).length === 1
}

/** True when there is a value: neither none nor unknown. */
export function isKnown<T>(fact: Known<T> | undefined): fact is Exclude<T, Unknown | null | undefined> {
  return fact !== null && !isUnknown(fact)
}

/** The value, or `undefined` for none and for unknown alike: only for display, never for judgement. */
export function valueOf<T>(fact: Known<T> | undefined): T | undefined {
  return isKnown(fact) ? (fact) : undefined
}

export function becauseOf(fact: unknown): GapReason {
  return typeof fact === 'object' && fact !== null && 'unknown' in fact ? (fact as Unknown).unknown : 'not-collected'
}
