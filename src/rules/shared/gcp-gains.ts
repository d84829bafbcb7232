/** What a role on a resource makes of whoever holds it, where that is a lot. */
import { tierOf } from '../../analysis/effective/gcp-abilities/index.ts'
import { containerIn } from '../../analysis/effective/gcp-facts.ts'
import { holdingsOf } from '../../analysis/effective/gcp-holdings.ts'
import { worldOf } from '../../analysis/effective/gcp-world/index.ts'
import type { View } from '../../inventory/view.ts'
import type { Instant, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, unknown } from '../../model/index.ts'
import { placeWords } from './gcp-bindings.ts'
import { isSure, ofTier, unreadRole } from './gcp-holdings.ts'
import { becomingBy } from './gcp-impersonation.ts'

interface Look {
  readonly view: View
  readonly now: Instant
}

export interface Gain {
  /** After `may`. */
  readonly words: string
  /** It hangs on no condition of what the account holds. */
  readonly sure: boolean
}

/** null: nothing that is privileged. */
export function gainedBy(role: string, resource: string, { view, now }: Look): Gain | null | Unknown {
  const [, email] = /^\/\/iam\.googleapis\.com\/projects\/[^/]+\/serviceAccounts\/(.+)$/.exec(resource) ?? []
  return email === undefined ? overContainer(role, resource, view) : asAccount(role, email, { view, now })
}

function asAccount(role: string, email: string, { view, now }: Look): Gain | null | Unknown {
  const account = worldOf(view).account(email)
  const gap = account === undefined ? view.gap('gcp.service-accounts') : undefined
  if (gap) return unknown(gap.reason)
  if (account?.enabled === false) return null
  const by = becomingBy(role, view)
  if (!Array.isArray(by)) return unknown(becauseOf(by))
  if (by.length === 0) return null
  const holdings = holdingsOf(view, `serviceAccount:${email}`, now)
  // What is held for certain is told before what hangs on a condition, and that before what nobody could read.
  for (const held of [holdings.filter(({ state }) => state === 'active'), holdings])
    for (const [tier, words] of gains) {
      const found = ofTier(held, tier)
      if (found.length > 0) return { words: `become ${email}, which ${words}`, sure: isSure(found) }
    }
  const unread = unreadRole(holdings)
  return unread === undefined ? null : unknown(unread.because)
}

const gains = [
  ['control', 'gives roles away'],
  ['takeover', 'can become other service accounts'],
] as const

function overContainer(role: string, resource: string, view: View): Gain | null | Unknown {
  const over = (containerIn(resource) ?? '').split('/')[0]
  if (over !== 'projects' && over !== 'folders' && over !== 'organizations') return null
  const permissions = worldOf(view).permissionsOf(role)
  if (!isKnown(permissions)) return unknown(becauseOf(permissions))
  const kind = over === 'projects' ? 'project' : over === 'folders' ? 'folder' : 'organization'
  const { tier } = tierOf([...permissions], kind)
  if (tier === 'control') return { words: `give roles away over ${placeWords(resource)}`, sure: true }
  return tier === 'takeover' ? { words: `become service accounts of ${placeWords(resource)}`, sure: true } : null
}
