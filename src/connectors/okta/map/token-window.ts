/** When an API token was used last, from when it ends. */
import type { Instant, Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'

const units = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 } as const

/** Weeks, days, hours, minutes and seconds; months and years have no one length, and Okta uses none. */
export function millisecondsOf(duration: string): number | undefined {
  const [, weeks, days, hours, minutes, seconds] =
    /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration) ?? []
  if ([weeks, days, hours, minutes, seconds].every((part) => part === undefined)) return undefined
  return (
    Number(weeks ?? 0) * units.W +
    Number(days ?? 0) * units.D +
    Number(hours ?? 0) * units.H +
    Number(minutes ?? 0) * units.M +
    Number(seconds ?? 0) * units.S
  )
}

/** What lies closer to its making is the making itself. */
const atOnce = 120_000

/**
 * A token ends after a time without use, and each use sets the end anew, so that the end tells of the last use; null:
 * there was none. https://developer.okta.com/docs/guides/create-an-api-token/main/#token-expiration-and-deactivation
 */
export function lastUseOf(token: {
  readonly ends: Instant
  readonly window: string
  readonly createdAt: Instant
}): Known<Instant> {
  const window = millisecondsOf(token.window)
  if (window === undefined) return unknown('unsupported')
  const used = Date.parse(token.ends) - window
  const made = Date.parse(token.createdAt)
  if (used < made - atOnce) return unknown('unsupported')
  return used - made < atOnce ? null : new Date(used).toISOString().replace('.000Z', 'Z')
}
