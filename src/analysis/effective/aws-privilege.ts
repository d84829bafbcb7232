/** Short answers of the evaluator for rules whose subject is something else: a key, a trust. */
import type { Credential, Identity, Unknown } from '../../model/index.ts'
import { unknown } from '../../model/index.ts'
import type { View } from '../../inventory/view.ts'
import { holderOf } from '../credentials.ts'
import { accountOf, holdsService, standingOf } from './aws-access/index.ts'
import type { Account, MissingFact, Principal } from './aws-access/index.ts'
import { accountOf as accountIdOf } from './aws-facts.ts'
import { directPaths } from './aws-reach/direct.ts'

/**
 * Whether a user or role administers the account as it is. Unknown when it hangs on a condition, or on its boundary or
 * a policy that was not read; what an organization may take away is not counted.
 */
export function looksAdmin(identity: Identity, view: View): boolean | Unknown {
  if (identity.kind === 'root') return true
  const found = find(identity, view)
  if (!found) return false
  const { tier, verdict, missing } = standingOf(found.principal, found.account)
  if (tier !== 'admin') return hidden(found.principal.missing, grants) ?? false
  if (verdict === 'conditional') return unknown('unsupported')
  return hidden(missing, /^(text of the|permissions) boundary/) ?? true
}

/** True when the identity is known to become an administrator in one step, by its own means or by another identity. */
export function becomesAdmin(identity: Identity, view: View): boolean {
  const found = find(identity, view)
  if (!found || standingOf(found.principal, found.account).tier === 'admin') return false
  return directPaths(view, found.principal).some(
    ({ gain, verdict, missingFacts }) =>
      gain === 'admin' && (verdict === 'proven' || (verdict === 'possible' && missingFacts.every(isControl))),
  )
}

/** True when whoever holds the credential is known to be an administrator, or to be able to become one. */
export function heldByAdmin(credential: Credential, view: View): boolean {
  const holder = holderOf(credential, view)
  return holder !== undefined && (looksAdmin(holder, view) === true || becomesAdmin(holder, view))
}

/** Whether the identity may do everything of one service (`bedrock`) on everything. */
export function controlsService(identity: Identity, view: View, service: string): boolean | Unknown {
  const found = find(identity, view)
  if (!found) return false
  const held = holdsService(found.principal, service)
  if (held === 'conditional') return unknown('unsupported')
  if (!held) return hidden(found.principal.missing, grants) ?? false
  return hidden(found.principal.missing, /^(text of the|permissions) boundary/) ?? true
}

function find(identity: Identity, view: View): { principal: Principal; account: Account } | undefined {
  const account = accountOf(view, accountIdOf(identity))
  const principal = account?.principal(identity.nativeId)
  return account && principal ? { principal, account } : undefined
}

const control = /control polic/
const isControl = (fact: string): boolean => control.test(fact)
/** Whatever could grant more: not boundaries, not control policies. */
const grants = /^(?!.*(boundary|control polic))/

function hidden(missing: readonly MissingFact[], which: RegExp): Unknown | undefined {
  const found = missing.find(({ fact }) => which.test(fact))
  return found && unknown(found.because)
}
