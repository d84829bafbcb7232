/** What is said of a user of an invented account. */
import type { Document } from './documents.ts'

export interface KeySpec {
  readonly id: string
  readonly created: string
  /** When, by which service, where; left out: never. */
  readonly used?: readonly [when: string, service: string, region: string]
  readonly active?: boolean
}

export interface UserSpec {
  readonly created: string
  readonly path?: string
  /** Left out: no password. */
  readonly password?: { readonly changed: string; readonly used?: string }
  readonly mfa?: boolean
  readonly keys?: readonly KeySpec[]
  readonly groups?: readonly string[]
  readonly attached?: readonly string[]
  readonly inline?: { readonly [name: string]: Document }
  readonly boundary?: string
  readonly tags?: { readonly [key: string]: string }
  /** Day of upload of an active signing certificate. */
  readonly certificate?: string
}
