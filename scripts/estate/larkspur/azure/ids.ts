import { createHash } from 'node:crypto'

/** A GUID that is the same each time, made of a word. */
export function guid(word: string): string {
  const hex = createHash('sha256').update(`larkspur ${word}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const tenantId = guid('tenant')
export const microsoftTenant = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

export const subscriptions = {
  production: guid('subscription production'),
  lab: guid('subscription lab'),
} as const

export function inGroup(subscription: string, group: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}`
}
