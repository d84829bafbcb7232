import { entityId, type Emission, type Evidence, type Instant } from '../../../model/index.ts'

/** Where what is mapped belongs, and where it was read. */
export interface Place {
  /** The scope's id. */
  readonly scope: string
  readonly accountId: string
  readonly now: Instant
}

/** What a mapper makes of one answer. `flaws` are sentences about what could not be read; each becomes a gap. */
export interface Mapped {
  readonly records: readonly Emission[]
  readonly flaws: readonly string[]
}

export function idIn(place: Pick<Place, 'accountId'>, kind: string, nativeId: string): string {
  return entityId('aws', place.accountId, kind, nativeId)
}

export function readBy(operation: string, detail?: string): readonly Evidence[] {
  return [detail === undefined ? { source: operation } : { source: operation, detail }]
}

/** The instant of a date as the SDK or the CLI gives it; `undefined` where there is none to read. */
export function instantOf(date: Date | string | undefined): Instant | undefined {
  if (!date) return undefined
  const parsed = date instanceof Date ? date : new Date(date)
  if (Number.isNaN(parsed.getTime())) return undefined
  return parsed.toISOString().replace('.000Z', 'Z')
}

/** `daysBefore(now, 400)`: the start of a window that ends now. */
export function daysBefore(now: Instant, days: number): Instant {
  return new Date(Date.parse(now) - days * 86_400_000).toISOString().replace('.000Z', 'Z')
}

export function laterOf(one: Instant, other: Instant | undefined): Instant {
  return other !== undefined && Date.parse(other) > Date.parse(one) ? other : one
}
