/** Who a role's trust policy names, each judged. */
import { askToAssume, askToEnter, conditionsOf, principalFor } from '../../analysis/effective/aws-access/index.ts'
import type { Answer, Principal } from '../../analysis/effective/aws-access/index.ts'
import { strangerOf, whoIs } from '../../analysis/effective/aws-reach/entries.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import type { View } from '../../inventory/view.ts'
import { gapWords } from '../../report/words.ts'
import { lines } from './statements.ts'

/** Users of an account that may take the role are told of among its paths, so that the account itself is not repeated. */
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
  if (stranger) yield* judged(whoIs(id), askToEnter(stranger, role))
  else if (principal) {
    // Principals of the same account stand among the paths.
    if (principal.account !== role.account) yield* judged(principal.arn, askToAssume(principal, role))
  } else yield* absent(id)
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
  const words = { allowed: 'gets in', conditional: 'gets in under conditions', denied: 'is named, but does not get in' }
  yield* lines(`${who} ${words[verdict]}${hidden}.`, '  ', '    ')
  for (const condition of conditionsOf(answer)) yield* lines(condition, '      ', '        ')
}
