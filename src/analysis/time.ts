import type { Instant } from '../model/index.ts'

export const dayMilliseconds = 86_400_000

/** Whole days from one instant to a later one, rounded down; negative when `to` is the earlier. */
export function daysBetween(from: Instant, to: Instant): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / dayMilliseconds)
}

/** The calendar day in UTC: `2026-11-21`. */
export function dayOf(instant: Instant): string {
  return new Date(instant).toISOString().slice(0, 10)
}

/** `1 day`, `412 days`. */
export function daysInWords(days: number): string {
  return counted(days, 'day')
}

/** `today`, `1 day ago`, `412 days ago`. */
export function agoInWords(instant: Instant, now: Instant): string {
  const days = daysBetween(instant, now)
  return days <= 0 ? 'today' : `${daysInWords(days)} ago`
}

/** `1 secret`, `3 secrets`, `2 policies`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`
}
