/** The principal that an identity of the inventory is. */
import type { View } from '../../../inventory/view.ts'
import type { Identity } from '../../../model/index.ts'
import { accountOf as accountIdOf, roleFacts } from '../aws-facts.ts'
import { accountOf } from './account.ts'
import { guardrailsOf } from './organization.ts'
import { groupsIn, policiesOf } from './policies.ts'
import { principalOf, rootOf } from './principals.ts'
import type { Principal } from './types.ts'

/** A user, a role of any kind, or the root user; `undefined` for other identities. */
export function principalFor(view: View, identity: Identity): Principal | undefined {
  const id = accountIdOf(identity)
  const account = accountOf(view, id)
  const listed = account?.principal(identity.nativeId)
  if (!account || listed) return listed
  const scope = view.scopes().find((each) => each.id === account.scope)
  if (!scope) return undefined
  const around = { accountId: id, partition: account.partition, guardrails: guardrailsOf(view, scope) }
  if (identity.kind === 'root') return rootOf(identity, around)
  if (identity.kind !== 'iam-role' || !roleFacts(identity).serviceLinked) return undefined
  const policies = policiesOf(view, id)
  return principalOf(identity, { ...around, policies, groups: groupsIn(view, account.scope, policies) })
}
