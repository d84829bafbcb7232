/** Dates as people and programs write them. Nothing is guessed: a date that could be two is none. */
import type { Instant } from '../../../model/index.ts'
import type { InventoryFile } from '../schema.ts'

export interface Dated {
  readonly at: Instant
  /** A day, without a time. */
  readonly day: boolean
}

const zones = String.raw`(?<zone>Z|UTC|[+-]\d{2}:?\d{2})?`
/** ISO 8601, with slashes as in Japan and China as well, where the year comes first too. */
const extended = new RegExp(
  String.raw`^(?<year>\d{4})([-/])(?<month>\d{2})\2(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d+)?)?\s*${zones})?$`,
  'i',
)
const basic = new RegExp(
  String.raw`^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:T(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?${zones})?$`,
  'i',
)

/** undefined: it is no date, or could be two. */
export function dateIn(text: string, order: InventoryFile['dateOrder']): Dated | undefined {
  if (/^\d{10}(?:\.\d+)?$/.test(text)) return exact(new Date(Number(text) * 1000))
  if (/^\d{13}$/.test(text)) return exact(new Date(Number(text)))
  const iso = (extended.exec(text) ?? basic.exec(text))?.groups
  if (iso !== undefined) {
    const { year = '', month = '', day = '', hour, minute = '00', second = '00', zone } = iso
    return dated({ year, month, day }, hour === undefined ? undefined : `${hour}:${minute}:${second}`, zone)
  }
  const named = monthNamed(text)
  if (named !== undefined) return named
  const [, first = '', second = '', year = '', hours, rest = '', half] =
    /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ ,T]+(\d{1,2})(:\d{2}(?::\d{2})?)(?:\s?([AP]M))?)?$/i.exec(text) ?? []
  if (year === '' || order === undefined) return undefined
  const [day, month] = order === 'day-month-year' ? [first, second] : [second, first]
  const time = hours === undefined ? undefined : `${hourOf(hours, half).padStart(2, '0')}${rest}`
  return dated({ year, month: month.padStart(2, '0'), day: day.padStart(2, '0') }, time, undefined)
}

const monthNames = 'january february march april may june july august september october november december'.split(' ')
const clock = String.raw`(?:[ ,T]+(?:at )?(\d{1,2})(:\d{2}(?::\d{2})?)(?:\s?([AP]M))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`
const dayFirst = new RegExp(String.raw`^(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})${clock}$`, 'i')
const monthFirst = new RegExp(String.raw`^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})${clock}$`, 'i')

/** `12 Nov 2026`, `Nov 12, 2026`, `Thu, 12 Nov 2026 10:11:12 GMT`: with its name, a month is none of the days. */
function monthNamed(text: string): Dated | undefined {
  const bare = text.replace(/^[a-z]{3,9}, /i, '')
  const [, first = '', second = '', year = '', hours, rest = '', half, zone] =
    dayFirst.exec(bare) ?? monthFirst.exec(bare) ?? []
  const [day, name] = /^\d/.test(first) ? [first, second] : [second, first]
  const word = name.toLowerCase()
  const month = monthNames.findIndex((each) => [each, each.slice(0, 3), each.slice(0, 4)].includes(word)) + 1
  if (month === 0) return undefined
  const time = hours === undefined ? undefined : `${hourOf(hours, half).padStart(2, '0')}${rest}`
  const at = { year, month: String(month).padStart(2, '0'), day: day.padStart(2, '0') }
  return dated(at, time, zone?.toUpperCase() === 'GMT' ? 'Z' : zone)
}

/** Of the clock with two halves: `12:30 AM` is half past midnight. */
function hourOf(hours: string, half: string | undefined): string {
  if (half === undefined) return hours
  return String((Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0))
}

/** Nothing that is still there was made before; such a date is what a program writes where it has none (0001, 1601, 1970). */
const earliest = 1980

interface Day {
  readonly year: string
  readonly month: string
  readonly day: string
}

/** Without a zone it is taken for UTC. */
function dated({ year, month, day }: Day, time: string | undefined, zone: string | undefined): Dated | undefined {
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`)
  // The 30th of February is taken for a day of March.
  if (Number.isNaN(midnight.getTime()) || midnight.getUTCDate() !== Number(day)) return undefined
  if (Number(year) < earliest) return undefined
  if (time === undefined) return { at: instantOf(midnight), day: true }
  const full = time.length === 5 ? `${time}:00` : time
  const offset = zone === undefined || /^(?:Z|UTC)$/i.test(zone) ? 'Z' : zone.replace(/^(...)(\d\d)$/, '$1:$2')
  return exact(new Date(`${year}-${month}-${day}T${full}${offset}`))
}

function exact(date: Date): Dated | undefined {
  return Number.isNaN(date.getTime()) ? undefined : { at: instantOf(date), day: false }
}

function instantOf(date: Date): Instant {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z')
}
