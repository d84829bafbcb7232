/** Dates as people and programs write them. Nothing is guessed: a date that could be two is none. */
import type { Instant } from '../../../model/index.ts'
import type { InventoryFile } from '../schema.ts'

export interface Dated {
  readonly at: Instant
  /** A day, without a time. */
  readonly day: boolean
}

/** undefined: it is no date, or could be two. */
export function dateIn(text: string, order: InventoryFile['dateOrder']): Dated | undefined {
  if (/^\d{10}(?:\.\d+)?$/.test(text)) return exact(new Date(Number(text) * 1000))
  if (/^\d{13}$/.test(text)) return exact(new Date(Number(text)))
  const iso =
    // With slashes as in Japan and China, where the year comes first as well.
    /^(\d{4})([-/])(\d{2})\2(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    )
  if (iso !== null) {
    const [, year = '', , month = '', day = '', hour, minute = '00', second = '00', zone] = iso
    return dated({ year, month, day }, hour === undefined ? undefined : `${hour}:${minute}:${second}`, zone)
  }
  const [, first = '', second = '', year = '', hours, rest = '', half] =
    /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ ,T]+(\d{1,2})(:\d{2}(?::\d{2})?)(?:\s?([AP]M))?)?$/i.exec(text) ?? []
  if (year === '' || order === undefined) return undefined
  const [day, month] = order === 'day-month-year' ? [first, second] : [second, first]
  const time = hours === undefined ? undefined : `${hourOf(hours, half).padStart(2, '0')}${rest}`
  return dated({ year, month: month.padStart(2, '0'), day: day.padStart(2, '0') }, time, undefined)
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
