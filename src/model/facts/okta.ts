/** Facts of what the Okta connector writes, by type and kind. */
import type { Instant } from '../inventory.ts'
import type { Known } from '../known.ts'

/**
 * identity `user`: everybody in the directory, because owners of other things are looked up here; `nativeId` is the
 * login. Addresses are kept, names and the rest of the profile are not.
 */
export type OktaUserFacts = {
  readonly userId: string
  readonly login: string
  readonly email: Known<string>
  /** `ACTIVE`, `SUSPENDED`, `DEPROVISIONED`, …: https://developer.okta.com/docs/reference/api/users/#user-status */
  readonly status: string
  /** null: never since it was made. */
  readonly statusChangedAt: Known<Instant>
  /** null: never. */
  readonly lastLoginAt: Known<Instant>
  /** Why it is taken for a machine's account: `login svc-deploy@acme.example`; empty: nothing says so. */
  readonly machineSigns: readonly string[]
}
