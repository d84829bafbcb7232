/** Proves a proposal by the evaluator: what stays is answered as before, what goes is denied, nothing comes on top. */
import type { PolicyDocument, PolicyStatement } from '../../../model/facts/aws.ts'
import type { Account, Principal, Question } from '../aws-access/index.ts'
import { ask } from '../aws-access/index.ts'
import { adopt } from '../aws-access/principals.ts'
import { compilePolicy } from '../aws-policy/index.ts'
import { listOf } from '../aws-statements.ts'
import { grantsOf, type Grants } from './grants.ts'
import type { Judgement } from './stays.ts'
import type { Cut, Held, ReduceOptions, Verified } from './types.ts'

export interface Proposal {
  readonly held: Held
  readonly cuts: readonly Cut[]
  readonly after: PolicyDocument | null
}

/** The proof, or in a sentence what does not hold. */
export function verify(
  principal: Principal,
  account: Account,
  proposals: readonly Proposal[],
  judgement: Judgement,
  options: ReduceOptions,
): Verified | string {
  for (const { held, cuts } of proposals)
    for (const [place, { statement }] of cuts.entries()) {
      const flaw = compare(held.document.Statement[place], statement, judgement)
      if (flaw !== undefined) return `${held.policy} Statement[${place}]: ${flaw}`
    }
  const reduced = reducedPrincipal(principal, proposals)
  const asked = askAll(principal, reduced, account, proposals, judgement)
  if (typeof asked === 'string') return asked
  const paths = pathsOf(principal, reduced, account, options)
  return { ...asked, ...paths }
}

/** Statement by statement, over every known action: resource and conditions are the same, so this holds of any request. */
function compare(
  before: PolicyStatement | undefined,
  after: PolicyStatement | undefined,
  judgement: Judgement,
): string | undefined {
  if (before === undefined || before === after) return undefined
  const had = grantsOf(before)
  const has: Grants = after ? grantsOf(after) : new Map()
  for (const [service, actions] of had)
    for (const action of actions) {
      const stays = judgement.stays(action, service) !== undefined
      if (stays !== (has.get(service)?.has(action) ?? false)) return `${action} ${stays ? 'is lost' : 'is left'}`
    }
  for (const [service, actions] of has)
    for (const action of actions) if (!had.get(service)?.has(action)) return `${action} is new`
  return undefined
}

/** The principal as it would be. */
export function reducedPrincipal(principal: Principal, proposals: readonly Proposal[]): Principal {
  const identity = proposals.map(({ held, after }) =>
    after === held.document ? held.compiled : compilePolicy(after ?? { Statement: [] }, held.policy),
  )
  const mentions = (action: string): boolean => {
    const lower = action.toLowerCase()
    return identity.some(({ statements }) =>
      statements.some((statement) => statement.effect === 'Allow' && statement.coversAction(lower)),
    )
  }
  return adopt({ ...principal, caller: { ...principal.caller, identity }, mentions }, principal)
}

/** So many actions of a service are asked about in each statement; the comparison above has looked at all. */
const mostAsked = { stay: 24, go: 3 }

function askAll(
  before: Principal,
  after: Principal,
  account: Account,
  proposals: readonly Proposal[],
  judgement: Judgement,
): Verified | string {
  const seen = { stay: new Set<string>(), go: new Set<string>() }
  for (const { statement, removed } of touched(proposals)) {
    for (const each of removed) for (const action of each.actions) seen.go.add(action)
    const questions = probesOf(statement).map((resource) => ({ resource, ...ownAccount(resource, account) }))
    for (const actions of grantsOf(statement).values())
      for (const { action, stays } of sample(actions, judgement)) {
        for (const each of questions) {
          const question: Question = { action, ...each }
          const place = `${action} on ${each.resource}`
          if (stays && !sameAnswer(before, after, question)) return `${place} is not answered as before`
          if (!stays && ask(after, question).verdict !== 'denied') return `${place} is still allowed`
        }
        if (stays) seen.stay.add(action)
      }
  }
  return { allowedAsBefore: seen.stay.size, gone: seen.go.size }
}

function* sample(actions: ReadonlySet<string>, judgement: Judgement) {
  const left = { ...mostAsked }
  for (const action of actions) {
    const stays = judgement.stays(action) !== undefined
    const kind = stays ? 'stay' : 'go'
    if (left[kind] === 0) continue
    left[kind] -= 1
    yield { action, stays }
  }
}

function touched(
  proposals: readonly Proposal[],
): readonly { readonly statement: PolicyStatement; readonly removed: Cut['removed'] }[] {
  return proposals.flatMap(({ held, cuts }) =>
    cuts.flatMap(({ removed }, place) => {
      const statement = held.document.Statement[place]
      return removed.length === 0 || statement === undefined ? [] : [{ statement, removed }]
    }),
  )
}

function sameAnswer(before: Principal, after: Principal, question: Question): boolean {
  const [had, has] = [ask(before, question), ask(after, question)]
  const tests = (answer: typeof had): string =>
    answer.residual
      .map(({ operator, key, values }) => `${operator} ${key} ${values.join(' ')}`)
      .toSorted()
      .join('\n')
  return had.verdict === has.verdict && tests(had) === tests(has)
}

const mostProbes = 3

/** Resources that the statement speaks of, its wildcards filled with a name that nobody has. */
export function probesOf(statement: PolicyStatement): readonly string[] {
  const patterns = listOf(statement.Resource).slice(0, mostProbes)
  return patterns.length === 0
    ? ['*']
    : patterns.map((pattern) => pattern.replaceAll(/(?<=.)[*?]|[*?](?=.)/g, 'muster-probe'))
}

function ownAccount(resource: string, { id }: Account): Pick<Question, 'resourceAccount'> {
  return /^arn:[^:]*:s3:::/.test(resource) ? { resourceAccount: id } : {}
}

function pathsOf(
  before: Principal,
  after: Principal,
  account: Account,
  { paths }: ReduceOptions,
): Pick<Verified, 'pathsGone' | 'pathsLeft'> {
  if (!paths) return {}
  const ids = (principal: Principal): readonly string[] => [...new Set(paths(principal, account).map(({ id }) => id))]
  const left = ids(after).toSorted()
  return {
    pathsGone: ids(before)
      .filter((id) => !left.includes(id))
      .toSorted(),
    pathsLeft: left,
  }
}
