/** A way that is open, told to a reader: who does what, by which statements, and the one change that ends it. */
import type { FoundPath, PathStatement } from '../../../../model/index.ts'
import { isUnknown, pathVerdicts } from '../../../../model/index.ts'
import { describe } from '../../aws-access/index.ts'
import type { Principal } from '../../aws-access/types.ts'
import type { PathEntry, Step } from '../catalogue/types.ts'
import { furtherGrants } from './grants.ts'
import type { Outcome } from './outcomes.ts'
import type { Said } from './scene.ts'

export function foundPath(
  entry: PathEntry,
  caller: Principal,
  target: Principal,
  outcome: Outcome,
  gain: FoundPath['gain'],
): FoundPath {
  const hop = {
    from: caller.arn,
    to: target.arn,
    by: entry.id,
    actions: actionsOf(entry),
    text: textOf(entry, caller, target, outcome),
  }
  return {
    id: entry.id,
    verdict: outcome.verdict,
    target: target.arn,
    gain,
    hops: [hop],
    statements: statementsIn(outcome.all),
    conditions: outcome.conditions,
    missingFacts: outcome.missing,
    ...mendOf(entry, caller, outcome),
  }
}

function actionsOf({ steps }: PathEntry): readonly string[] {
  return [...new Set(steps.flatMap((step) => ('do' in step ? [step.do] : 'assume' in step ? ['sts:AssumeRole'] : [])))]
}

function textOf({ text }: PathEntry, { account }: Principal, target: Principal, { values }: Outcome): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, variable: string) => {
    const value = variable === 'target' ? { is: target.arn } : values[variable]
    return value?.name ?? nameFrom(value?.is ?? '', account)
  })
}

/** `role/deploy` of an ARN; what is no ARN stays as it is. */
export function nameOf(arn: string): string {
  return arn.startsWith('arn:') ? arn.split(':').slice(5).join(':') : arn
}

/** Names in another account say so: `role/OrganizationAccountAccessRole of account 444455556666`. */
function nameFrom(arn: string, own: string): string {
  const account = arn.split(':')[4] ?? ''
  return /^\d{12}$/.test(account) && account !== own ? `${nameOf(arn)} of account ${account}` : nameOf(arn)
}

function statementsIn(said: readonly Said[]): readonly PathStatement[] {
  const found = new Map<string, PathStatement>()
  const answers = new Map(said.map((each) => [each.answer, each]))
  for (const each of answers.values())
    for (const statement of statementsOf(each))
      found.set(`${statement.source} ${statement.holder} ${statement.policy} ${statement.index}`, statement)
  return [...found.values()]
}

const told = new WeakMap<Said['answer'], readonly PathStatement[]>()

function statementsOf(said: Said): readonly PathStatement[] {
  const { answer, by, of } = said
  const known = told.get(answer)
  if (known) return known
  const carrier = of?.trust && !isUnknown(of.trust) ? { holder: of.arn, policy: of.trust } : undefined
  const refs = [...answer.because, ...furtherGrants(said)]
  const found = refs.flatMap((ref) => describe(ref, ref.source === 'rcp' && of ? of : by, carrier) ?? [])
  told.set(answer, found)
  return found
}

function mendOf(entry: PathEntry, caller: Principal, outcome: Outcome): Pick<FoundPath, 'mend' | 'mendPolicy'> {
  const step = breaking(entry)
  const said = outcome.all.filter((each) => matches(each, step))
  const action = said[0]?.action ?? ''
  const patterns = [...new Set(said.map(({ pattern }) => pattern))].toSorted()
  const resource = patterns.length === 1 ? patterns[0]! : patterns
  const condition = conditionOf(step, outcome)
  const statement = { Effect: 'Deny', Action: action, Resource: resource, ...condition }
  const allows = statementsIn(said).filter(({ effect }) => effect === 'Allow')
  const own = allows.filter(({ source }) => source === 'identity')
  return {
    mend: mendText(
      action,
      patterns,
      own.length > 0 ? own : allows.filter(({ source }) => source === 'resource'),
      caller,
    ),
    mendPolicy: { principal: caller.arn, statement },
  }
}

/** The step that is most particular to the way. */
function breaking({ steps, breakAt }: PathEntry): Step {
  const first = steps.find((step) => 'do' in step) ?? steps.find((step) => 'assume' in step)
  return steps[breakAt ?? -1] ?? first ?? steps[0]!
}

/** Of the resources that one call takes together, to deny the first is enough. */
function matches({ step, action }: Said, wanted: Step): boolean {
  if (!('do' in wanted)) return step === wanted
  return 'do' in step && action === wanted.do && step.on[0] === wanted.on[0]
}

/** A role may still be passed to other services. */
function conditionOf(
  step: Step,
  { all }: Outcome,
): { readonly Condition?: { readonly StringEquals: { readonly [key: string]: string } } } {
  const bound = 'do' in step ? step.with?.['iam:PassedToService'] : undefined
  if (bound === undefined) return {}
  const services = new Set(
    all.flatMap((each) => ('trusts' in each.step && each.service !== undefined ? [each.service] : [])),
  )
  const [service] = bound.startsWith('$') ? services : [bound]
  if (service === undefined || (bound.startsWith('$') && services.size > 1)) return {}
  return { Condition: { StringEquals: { 'iam:PassedToService': service } } }
}

function mendText(
  action: string,
  patterns: readonly string[],
  statements: readonly PathStatement[],
  caller: Principal,
): string {
  const name = (arn: string): string => nameFrom(arn, caller.account)
  const what = `${action} on ${patterns.map(name).join(' and ')}`
  if (statements.length === 0) return `Deny ${what} to ${nameOf(caller.arn)}.`
  if (statements.every(({ source }) => source === 'resource')) {
    return `Take ${nameOf(caller.arn)} out of ${statements.map((each) => place(each, name)).join(' and ')}.`
  }
  return `Take ${what} out of ${statements.map((each) => place(each, name)).join(' and ')}.`
}

function place({ holder, policy, index, sid }: PathStatement, name: (arn: string) => string): string {
  const named = sid === undefined ? `statement ${index + 1}` : `statement ${index + 1} (${sid})`
  return `${named} of ${nameOf(policy)} of ${name(holder)}`
}

export function byVerdict(a: FoundPath, b: FoundPath): number {
  const rank = ({ verdict }: FoundPath): number => pathVerdicts.indexOf(verdict)
  return rank(a) - rank(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
