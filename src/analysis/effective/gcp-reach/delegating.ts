/**
 * Tokens are handed on: whoever may delegate over an account asks for tokens of what that one gets tokens of.
 * https://cloud.google.com/iam/docs/create-short-lived-credentials-delegated
 */
import type { View } from '../../../inventory/view.ts'
import { isKnown } from '../../../model/index.ts'
import { accessToken, implicitDelegation } from '../gcp-abilities/index.ts'
import { accountResource } from '../gcp-facts.ts'
import { memberOf } from '../gcp-principals.ts'
import { worldOf } from '../gcp-world/index.ts'
import { decided, settled } from './deciding.ts'
import type { Look } from './deciding.ts'
import { stepOf } from './steps.ts'
import { delegatesOver, takersOf } from './takers.ts'
import type { Target } from './target.ts'
import type { Heeded, Step } from './types.ts'

export function* delegatedSteps(look: Look, target: Target, heeded: Heeded): Generator<Step> {
  const { view } = look
  if (!isDelegatedApart(view)) return
  for (const { member, held } of takersOf(view, target.account, () => true)) {
    const between = memberOf(member)
    if (between.kind !== 'service-account' || !held.has(accessToken) || member === target.member) continue
    const account = worldOf(view).account(between.email)
    if (account === undefined || account.enabled === false) continue
    const last = decided(look, member, [{ permission: accessToken, resource: target.resource }])
    if (last === undefined) continue
    const needs = [{ permission: implicitDelegation, resource: accountResource(account.email, account.projectId) }]
    for (const from of delegatesOver(view, account).filter(heeded)) {
      const first = decided(look, from, needs)
      if (first === undefined) continue
      const does = `has that one ask for tokens of ${target.account.email}`
      const step = stepOf(look, {
        from,
        to: target.member,
        by: 'gcp-sa-implicit-delegation',
        needs,
        does,
        found: first,
      })
      yield {
        ...step,
        ...settled({
          conditions: [...first.conditions, ...last.conditions],
          missing: [...first.missing, ...last.missing],
          statements: [...first.statements, ...last.statements],
        }),
      }
    }
  }
}

/** Whether some role gives the right to delegate without the right to tokens, as Google's own never do. */
function isDelegatedApart(view: View): boolean {
  return view.onceForAll('gcp roles that delegate apart', () => {
    const world = worldOf(view)
    const roles = new Set([...world.bindings()].map(({ role }) => role))
    return [...roles].some((role) => {
      const held = world.permissionsOf(role)
      return isKnown(held) && held.has(implicitDelegation) && !held.has(accessToken)
    })
  })
}
