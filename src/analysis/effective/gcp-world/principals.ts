/** Service accounts and groups, and which account is in which group. */
import type { View } from '../../../inventory/view.ts'
import { isKnown, valueOf } from '../../../model/index.ts'
import type { Identity } from '../../../model/index.ts'
import { gcpAccountEntity, gcpGroupFacts, gcpScopes, serviceAccountFacts } from '../gcp-facts.ts'
import type { GcpAccount, GcpGroup, GcpWorld } from './types.ts'

export type Accounts = Pick<GcpWorld, 'account' | 'accounts' | 'accountByUniqueId'>
export type Groups = Pick<GcpWorld, 'group' | 'groupsOf' | 'membersRead'>

/** Of those that are asked for one by one, and of all of them only where somebody wants all. */
export function accountsOf(view: View): Accounts {
  let all: ReadonlyMap<string, GcpAccount> | undefined
  let byUniqueId: ReadonlyMap<string, GcpAccount> | undefined
  const read = (): ReadonlyMap<string, GcpAccount> => {
    if (all !== undefined) return all
    const found = new Map<string, GcpAccount>()
    const ids = new Map<string, GcpAccount>()
    for (const scope of gcpScopes(view))
      for (const identity of view.identities({ kind: 'service-account', scope: scope.id })) {
        const account = accountIn(identity)
        found.set(account.email.toLowerCase(), account)
        const uniqueId = valueOf(serviceAccountFacts(identity).uniqueId)
        if (uniqueId !== undefined) ids.set(uniqueId, account)
      }
    byUniqueId = ids
    all = found
    return found
  }
  return {
    account: (email) => {
      if (all !== undefined) return all.get(email.toLowerCase())
      const identity = view.identity(gcpAccountEntity(email))
      return identity === undefined ? undefined : accountIn(identity)
    },
    accounts: () => read().values(),
    accountByUniqueId: (uniqueId) => {
      read()
      return byUniqueId?.get(uniqueId)
    },
  }
}

function accountIn(identity: Identity): GcpAccount {
  const { id, name, enabled } = identity
  const { email, projectId } = serviceAccountFacts(identity)
  return { id, email, projectId, name, enabled }
}

export function groupsOf(view: View): Groups {
  const groups = new Map<string, GcpGroup>()
  for (const scope of gcpScopes(view))
    for (const resource of view.resources({ kind: 'group', scope: scope.id })) {
      const facts = gcpGroupFacts(resource)
      const email = facts.email.toLowerCase()
      const before = groups.get(email)
      const told = before !== undefined && !isKnown(facts.serviceAccounts) ? before.facts : facts
      groups.set(email, { ids: [...(before?.ids ?? []), resource.id], facts: told })
    }
  const emails = new Map([...groups].flatMap(([email, { ids }]) => ids.map((id) => [id, email] as const)))
  const known = new Map<string, readonly string[]>()
  return {
    group: (email) => groups.get(email.toLowerCase()),
    groupsOf: (account) => {
      if (groups.size === 0) return []
      const before = known.get(account)
      if (before !== undefined) return before
      const found = view.edgesFrom(gcpAccountEntity(account), 'member-of').flatMap(({ to }) => emails.get(to) ?? [])
      const own = [...new Set(found)].toSorted()
      known.set(account, own)
      return own
    },
    membersRead: (email) => isKnown(groups.get(email.toLowerCase())?.facts.serviceAccounts),
  }
}
