import type { Instant, Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'

/** Seconds since 1970, as vaults and agents have their times; what was not told is unknown. */
export function secondsIn(seconds: number | null | undefined): Known<Instant> {
  if (seconds == null) return unknown('not-collected')
  const at = new Date(seconds * 1000)
  return Number.isNaN(at.getTime()) ? unknown('failed') : at.toISOString().replace('.000Z', 'Z')
}
