import { UsageError } from '../../config/errors.ts'
import type { Holder, Principal, Verdict } from '../../analysis/effective/aws-access/index.ts'
import { can, whoCan } from '../../analysis/effective/aws-access/index.ts'
import type { Store } from '../../inventory/store.ts'
import { clean } from '../../report/lines.ts'
import { gapWords } from '../../report/words.ts'
import { exits } from '../exit.ts'
import { facets } from '../house.ts'
import type { CommonOptions } from '../options.ts'
import { toStdout } from '../output.ts'
import { checkResource, doubtOf } from '../questions/actions.ts'
import type { Doubt } from '../questions/actions.ts'
import { asContext } from '../questions/context.ts'
import type { GivenContext } from '../questions/context.ts'
import { lines, statementsLines } from '../questions/statements.ts'
import { emptyStore, lookingIn, principalIn } from '../questions/whom.ts'
import { say } from '../say.ts'

export interface CanFlags extends CommonOptions {
  readonly context?: GivenContext
  readonly format: 'text' | 'json'
  readonly who?: boolean
}

/** May the principal do this? With `--who` the words are one to the left: who may. */
export async function canDo(words: readonly string[], flags: CanFlags): Promise<number> {
  const [principal, action, resource, document, ...more] = flags.who ? ['', ...words] : words
  if (action === undefined || resource === undefined || principal === undefined || more.length > 0)
    throw new UsageError(
      `muster can takes ${flags.who ? 'an action and a resource with --who' : 'a principal, an action and a resource'}.`,
      flags.who ? 'Try: muster can --who iam:PassRole "*".' : 'Try: muster can deploy-role iam:PassRole "*".',
    )
  const doubt = doubtOf(action)
  checkResource(resource)
  await lookingIn(document, flags, (store) =>
    flags.who ? who(store, action, resource, flags) : whether(store, principal, action, resource, flags),
  )
  return doubt ? hesitate(doubt, flags) : exits.done
}

/** An action that is likely misspelt was answered for as it stands, but is no good usage. */
function hesitate({ message, meant }: Doubt, flags: CanFlags): number {
  if (meant === undefined) say(`${message} It was asked as it stands.`, flags, 'warn')
  else say(message, flags, 'error', `Did you mean ${meant}?`)
  return meant === undefined ? exits.done : exits.usage
}

async function whether(store: Store, what: string, action: string, resource: string, flags: CanFlags): Promise<void> {
  const { principal, view } = principalIn(store, what)
  const context = asContext(flags.context)
  const answer = can(view, principal, action, resource, context)
  const asked = { principal: principal.arn, action, resource, context }
  if (flags.format === 'json') await toStdout([`${JSON.stringify(asJson(answer, asked), null, 2)}\n`])
  else await toStdout(answerLines(answer, principal, action, resource))
}

function asJson({ verdict, missing, ...answer }: Verdict, asked: object): object {
  const { asRead, explicit, statements, conditions, notes } = answer
  return { verdict, ...asked, asRead, explicit, statements, conditions, notRead: missing.map(plain), notes }
}

function plain({ fact, because }: Verdict['missing'][number]): object {
  return { fact, because }
}

function* answerLines(answer: Verdict, principal: Principal, action: string, resource: string): Generator<string> {
  const { verdict, asRead, statements, conditions, missing, notes } = answer
  yield `${verdict}\n\n`
  // An ARN stands alone on its line, to be copied.
  yield* lines(
    `${principal.identity.name} ${sayings[verdict]} ${action} on${resource === '*' ? ' all resources (*).' : ''}`,
  )
  if (resource !== '*') yield `  ${clean(resource)}\n`
  if (verdict === 'unknown') yield* lines(`By what was read it is ${asRead}.`)
  const reason = reasonOf(answer, principal, resource)
  if (reason !== undefined) {
    yield '\n'
    yield* lines(reason)
  }
  yield* statementsLines(statements, principal.arn, '  ')
  if (conditions.length > 0) yield '\nOnly\n'
  for (const condition of conditions) yield* lines(condition, '  ', '    ')
  if (missing.length > 0) yield '\nNot read, and it could turn the answer\n'
  for (const { fact, because } of missing) yield* lines(`${fact}: ${gapWords[because]}`, '  ', '    ')
  if (notes.length > 0) yield '\n'
  for (const note of notes) yield* lines(note)
}

const sayings: { readonly [V in Verdict['verdict']]: string } = {
  allowed: 'may do',
  denied: 'may not do',
  conditional: 'may, under conditions, do',
  unknown: 'may or may not do',
}

function reasonOf(
  { asRead, explicit, statements }: Verdict,
  { identity }: Principal,
  resource: string,
): string | undefined {
  if (asRead !== 'denied') {
    if (identity.kind === 'root') return 'A root user needs no policy that allows it; what limits it leaves it this:'
    return statements.length > 0 ? 'By' : undefined
  }
  if (explicit) return 'By a Deny, which no Allow outweighs'
  if (statements.length === 0)
    return `No statement that was read allows it${resource === '*' ? ' on all resources' : ''}.`
  return 'These allow it, but not all that has to: a permissions boundary, the organisation or the resource’s own policy does not.'
}

async function who(store: Store, action: string, resource: string, flags: CanFlags): Promise<void> {
  const accounts = store.scopes().filter(({ provider, kind }) => provider === 'aws' && kind === 'account')
  const [first] = accounts
  if (!first) throw emptyStore()
  const view = store.view(first.id, facets)
  const owner = /^\d{12}$/.exec(resource.split(':')[4] ?? '')?.[0]
  const ids = accounts.map(({ nativeId }) => nativeId)
  // A trust policy tells of other accounts as well; other resources are used from there by policies that few inventories hold.
  const across = /^sts:AssumeRole$/i.test(action)
  if (owner !== undefined && !across && !ids.includes(owner))
    throw new UsageError(`Account ${owner} is not in the store.`, `There are: ${ids.join(', ')}.`)
  const asked = owner === undefined || across ? ids : [owner]
  const holders = whoCan(view, asked, action, resource, asContext(flags.context))
  const door = holders.flatMap(({ answer }) => answer.notes).filter((note) => note.startsWith('The policy of'))
  const notes = [...new Set(door), ...whoNotes(asked, owner, across)]
  if (flags.format === 'text') return toStdout(holderLines(holders, action, resource, notes))
  const found = holders.map(({ principal, answer }) => asJson(answer, { principal: principal.arn }))
  await toStdout([`${JSON.stringify({ action, resource, accounts: asked, principals: found, notes }, null, 2)}\n`])
}

function whoNotes(asked: readonly string[], owner: string | undefined, across: boolean): readonly string[] {
  const inside = `Asked: users and roles of ${asked.join(', ')}.`
  if (across)
    return [`${inside} Callers of accounts that are not in the store are left out: muster explain ROLE names them.`]
  const whose =
    owner === undefined && asked.length > 1 ? ' Each was asked as if the resource were of its own account.' : ''
  return [
    `${inside}${whose} Left out are root users, and callers of other accounts, who need the policy of the resource as well.`,
  ]
}

function* holderLines(
  holders: readonly Holder[],
  action: string,
  resource: string,
  notes: readonly string[],
): Generator<string> {
  const sure = holders.filter(({ answer }) => answer.verdict !== 'unknown')
  const open = holders.filter(({ answer }) => answer.verdict === 'unknown')
  const total = sure.length === 0 ? 'Nobody may for certain' : `${sure.length} may`
  const rest = open.length > 0 ? `; of ${open.length} it is not known` : ''
  const what = resource === '*' ? 'all resources (*)' : resource
  yield* lines(`${open.length === 0 && sure.length === 0 ? 'Nobody may' : total} do ${action} on ${what}${rest}.`)
  if (sure.length > 0) yield '\n'
  for (const { principal, answer } of sure) {
    yield `${answer.verdict.padEnd(12)}${clean(principal.arn)}\n`
    for (const condition of answer.conditions) yield* lines(condition, ' '.repeat(14), ' '.repeat(16))
  }
  yield* unknownLines(open)
  if (notes.length > 0) yield '\n'
  for (const note of notes) yield* lines(note)
}

/** Those of whom the same was not read stand together; whom nothing allows so far are counted, not named. */
function* unknownLines(open: readonly Holder[]): Generator<string> {
  const factsOf = ({ answer }: Holder): string => JSON.stringify(answer.missing.map(plain))
  for (const same of Map.groupBy(open, factsOf).values()) {
    yield '\nNot read, and it could turn the answer\n'
    for (const { fact, because } of same[0]?.answer.missing ?? [])
      yield* lines(`${fact}: ${gapWords[because]}`, '  ', '    ')
    const so = same.filter(({ answer }) => answer.asRead !== 'denied')
    for (const { principal } of so) yield `unknown     ${clean(principal.arn)}\n`
    const rest = same.length - so.length
    const others = rest === same.length ? '' : ' further'
    if (rest <= mostNamed) {
      for (const { principal } of same)
        if (!so.some((each) => each.principal === principal)) yield `unknown     ${clean(principal.arn)}\n`
    } else yield* lines(`unknown     ${rest}${others}, whom nothing that was read allows it (all with -f json)`)
  }
}

const mostNamed = 8
