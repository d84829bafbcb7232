/** Roles of other accounts that let principals of an account in. */
import type { View } from '../../../inventory/view.ts'
import { entityId } from '../../../model/index.ts'
import { accountOf } from '../aws-access/index.ts'
import type { Account, Principal } from '../aws-access/index.ts'
import { isIdle } from '../aws-escalation/index.ts'

export interface Foreign {
  readonly role: Principal
  readonly account: Account
}

/** In order of id. Accounts that are not in the store have none that can be judged. */
export function foreignRoles(view: View, account: Account): readonly Foreign[] {
  return view.once(`aws foreign roles ${account.id}`, () => {
    const named = [`aws:account:${account.id}`, 'aws:anyone', ...account.principals.map(({ id }) => id)]
    // Most trust stays within its account, and is not looked at further.
    const own = entityId('aws', account.id, 'iam-role', '')
    const ids = new Set<string>()
    for (const id of named) for (const { from } of view.edgesTo(id, 'trusts')) if (!from.startsWith(own)) ids.add(from)
    return [...ids].toSorted().flatMap((id) => foreignRole(view, account, id))
  })
}

/**
 * Whether nothing is open to a role beyond itself, told without a look at the rest of its account: its policies speak of
 * no way to another identity and of no assuming, and no other role trusts it by name or trusts everybody.
 */
export function leadsNowhere(view: View, role: Principal): boolean {
  if (!isIdle(role) || role.mentions('sts:AssumeRole')) return false
  const scope = entityId('aws', role.account, 'iam-role', '')
  // Trust in sessions of the role names it without its path.
  const plain = scope + role.arn.replace(/:role\/.*\//, ':role/')
  const trusting = ['aws:anyone', role.id, plain].flatMap((to) => view.edgesTo(to, 'trusts'))
  return !trusting.some(({ from }) => from.startsWith(scope) && from !== role.id)
}

function foreignRole(view: View, own: Account, id: string): readonly Foreign[] {
  const identity = view.identity(id)
  const owner = /^arn:[^:]+:iam::(\d{12}):role\//.exec(identity?.nativeId ?? '')?.[1]
  if (!identity || owner === undefined || owner === own.id) return []
  const account = accountOf(view, owner)
  const role = account?.principal(identity.nativeId)
  return account && role ? [{ role, account }] : []
}
