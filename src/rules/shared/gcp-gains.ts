/** What a role on a resource makes of whoever holds it, where that is a lot. */
import { tierOf } from '../../analysis/effective/gcp-abilities/index.ts'
import { containerIn } from '../../analysis/effective/gcp-facts.ts'
import { holdingsOf, weightOf } from '../../analysis/effective/gcp-holdings.ts'
import { worldOf } from '../../analysis/effective/gcp-world/index.ts'
import type { View } from '../../inventory/view.ts'
import type { Instant, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, unknown } from '../../model/index.ts'
import { placeWords } from './gcp-bindings.ts'
import { isPrivileged } from './gcp-holdings.ts'
import { becomingBy } from './gcp-impersonation.ts'

interface Look {
  readonly view: View
  readonly now: Instant
}

/** In words, after `may`; null: nothing that is privileged. */
export function gainedBy(role: string, resource: string, { view, now }: Look): string | null | Unknown {
  const [, email] = /^\/\/iam\.googleapis\.com\/projects\/[^/]+\/serviceAccounts\/(.+)$/.exec(resource) ?? []
  return email === undefined ? overContainer(role, resource, view) : asAccount(role, email, { view, now })
}

function asAccount(role: string, email: string, { view, now }: Look): string | null | Unknown {
  const account = worldOf(view).account(email)
  const gap = account === undefined ? view.gap('gcp.service-accounts') : undefined
  if (gap) return unknown(gap.reason)
  if (account?.enabled === false) return null
  const by = becomingBy(role, view)
  if (!Array.isArray(by)) return unknown(becauseOf(by))
  if (by.length === 0) return null
  const weight = weightOf(holdingsOf(view, `serviceAccount:${email}`, now))
  if (!isPrivileged(weight)) return null
  return weight === 'control'
    ? `become ${email}, which gives roles away`
    : `become ${email}, which can become other service accounts`
}

function overContainer(role: string, resource: string, view: View): string | null | Unknown {
  const over = (containerIn(resource) ?? '').split('/')[0]
  if (over !== 'projects' && over !== 'folders' && over !== 'organizations') return null
  const permissions = worldOf(view).permissionsOf(role)
  if (!isKnown(permissions)) return unknown(becauseOf(permissions))
  const kind = over === 'projects' ? 'project' : over === 'folders' ? 'folder' : 'organization'
  const { tier } = tierOf([...permissions], kind)
  if (tier === 'control') return `give roles away over ${placeWords(resource)}`
  return tier === 'takeover' ? `become service accounts of ${placeWords(resource)}` : null
}
