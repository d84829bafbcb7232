/**
 * How much a scope of Google's OAuth lets an application do.
 * `admin`: it administers the domain, or the cloud; `restricted` and `sensitive`: as Google sorts them; `plain`: neither.
 */
export type ScopeWeight = 'restricted' | 'sensitive' | 'admin' | 'plain'

export interface ScopeGroup {
  readonly weight: ScopeWeight
  /** One sentence: what an application can do with any of them. */
  readonly reason: string
  /** It does something to an administrator's account alone: others that give it give nothing away. */
  readonly needsAdmin?: true
  /** Without `https://www.googleapis.com/auth/`; a star stands for the rest of the name. */
  readonly values: readonly string[]
}
