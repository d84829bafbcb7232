/** Keys of service accounts: whose they are, and whether anybody can sign in with them. */
import type { View } from '../../inventory/view.ts'
import type { Credential, Identity, Instant, Unknown } from '../../model/index.ts'
import { becauseOf, isUnknown, unknown } from '../../model/index.ts'
import { credentialsOf, holderOf } from '../credentials.ts'
import { gcpKeyFacts } from './gcp-facts.ts'

/** Whether it works as of `now`: a key of a disabled account does not, and comes back with the account. */
export function isLive(credential: Credential, view: View, now: Instant): boolean | Unknown {
  const { enabled, expiresAt } = credential
  if (enabled === false || (typeof expiresAt === 'string' && expiresAt <= now)) return false
  const account = holderOf(credential, view)
  if (account?.enabled === false) return false
  if (account === undefined) return unknown(view.gap('gcp.service-accounts')?.reason ?? 'not-collected')
  const unread = [enabled, account.enabled, expiresAt].find(isUnknown)
  return unread === undefined ? true : unknown(becauseOf(unread))
}

/** Key pairs whose private half is outside Google; those that Google manages never leave it. */
export function leavesGoogle(key: Credential): boolean {
  const facts = gcpKeyFacts(key)
  return key.kind === 'access-key' && facts.form === 'key-pair' && facts.managed === 'user'
}

/** Its key pairs that work, or may. */
export function liveKeys(account: Identity, view: View, now: Instant): readonly Credential[] {
  return credentialsOf(account, view, 'access-key').filter(
    (key) => leavesGoogle(key) && isLive(key, view, now) !== false,
  )
}
