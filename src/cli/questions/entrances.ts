/** Who a role's trust policy names, each judged. */
import {
  accountOf,
  askToAssume,
  askToEnter,
  conditionsOf,
  principalFor,
} from '../../analysis/effective/aws-access/index.ts'
import type { Answer, Principal } from '../../analysis/effective/aws-access/index.ts'
import { strangerOf, whoIs } from '../../analysis/effective/aws-reach/entries.ts'
import { listOf } from '../../analysis/effective/aws-statements.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import type { View } from '../../inventory/view.ts'
import { shortName } from '../../report/paths/words.ts'
import { gapWords } from '../../report/words.ts'
import { lines, some } from './statements.ts'

/** Users of an account that may take the role are told of among its paths, so that its own account is not repeated. */
export function* entrances(view: View, role: Principal): Generator<string> {
  if (role.kind !== 'role') return
  if (isUnknown(role.trust)) {
    yield* lines(`Not known: its trust policy was not read (${gapWords[becauseOf(role.trust)]}).`, '  ')
    return
  }
  const named = new Set(view.edgesFrom(role.id, 'trusts').map(({ to }) => to))
  for (const id of named) if (id !== `aws:account:${role.account}`) yield* entrance(view, id, role)
}

function* entrance(view: View, id: string, role: Principal): Generator<string> {
  const stranger = strangerOf(view, id)
  const identity = view.identity(id)
  const principal = identity && principalFor(view, identity)
  if (stranger) {
    const answer = askToEnter(stranger, role)
    const conditions = stranger.type === 'service' && refusedByConditions(answer) ? askedOf(stranger.service, role) : []
    if (conditions.length > 0) yield* underConditions(whoIs(id), conditions)
    else yield* judged(whoIs(id), answer)
    if (stranger.type === 'account') yield* callersOf(view, stranger.account, role)
  } else if (principal) {
    // Principals of the same account stand among the paths.
    if (principal.account !== role.account) yield* judged(principal.arn, askToAssume(principal, role))
  } else yield* absent(id)
}

function refusedByConditions({ verdict, explicit }: Answer): boolean {
  return verdict === 'denied' && !explicit
}

/**
 * What the trust asks of the service. An answer of no is one about the role's own account and no certificate: on behalf
 * of another account, or of who holds the certificate, the service gets in all the same.
 */
function askedOf(service: string, { trust }: Principal): readonly string[] {
  if (trust === undefined || isUnknown(trust)) return []
  return trust.statements.flatMap(({ effect, source: { Principal: named, Condition = {} } }) =>
    effect === 'Allow' && typeof named === 'object' && listOf(named['Service']).includes(service)
      ? Object.entries(Condition).flatMap(([operator, tests]) =>
          Object.entries(tests).map(
            ([key, values]) => `if ${operator} ${key} ${listOf(values).map(String).join(' or ')}`,
          ),
        )
      : [],
  )
}

/** Identities of a trusted account that is in the store as well: its name alone does not say who may. */
function* callersOf(view: View, id: string, role: Principal): Generator<string> {
  const account = accountOf(view, id)
  if (!account) return
  const callers = account.principals.filter((caller) => askToAssume(caller, role).verdict !== 'denied')
  const names = callers.length === 0 ? 'nobody' : some(callers.map(({ arn }) => shortName(arn)))
  yield* lines(`there: ${names}, by what was read`, '      ', '        ')
}

function* absent(id: string): Generator<string> {
  const arn = /^aws:\d{12}:iam-(?:user|role):(.+)$/.exec(id)?.[1] ?? id
  const gone = /^aws:deleted:(.+)$/.exec(id)?.[1]
  if (gone !== undefined) yield* lines(`Nobody by ${gone}, whose identity is gone.`, '  ')
  else yield* lines(`${arn}: named, but not in the store, so that its own policies are not known.`, '  ', '    ')
}

function* judged(who: string, answer: Answer): Generator<string> {
  const { verdict, missing } = answer
  const hidden = missing.length > 0 && verdict !== 'denied' ? ', as far as was read' : ''
  const words = { allowed: 'gets in', denied: 'is named, but does not get in' }
  if (verdict === 'conditional') yield* underConditions(who, conditionsOf(answer), hidden)
  else yield* lines(`${who} ${words[verdict]}${hidden}.`, '  ', '    ')
}

function* underConditions(who: string, conditions: readonly string[], hidden = ''): Generator<string> {
  yield* lines(`${who} gets in under conditions${hidden}.`, '  ', '    ')
  for (const condition of conditions) yield* lines(condition, '      ', '        ')
}
