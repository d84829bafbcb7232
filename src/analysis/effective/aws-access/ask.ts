/** Asks the evaluator on behalf of a principal, and answers what it leaves open as far as facts reach. */
import { becauseOf, isUnknown } from '../../../model/index.ts'
import { obeysResourceControl } from '../aws-actions/index.ts'
import { decideFor } from '../aws-policy/index.ts'
import type { Ask, Caller, CompiledPolicy, Condition, Context, Decision } from '../aws-policy/index.ts'
import { valueOf } from './context.ts'
import { innerOf } from './principals.ts'
import type { Answer, MissingFact, Principal, Question } from './types.ts'

/** May the principal do this? Keys that the action can never carry count as absent, others that nobody gave as unknown. */
export function ask(principal: Principal, question: Question): Answer {
  const { guardrails } = innerOf(principal)
  const service = question.action.slice(0, question.action.indexOf(':')).toLowerCase()
  const own = accountIn(question.resource) ?? question.resourceAccount ?? principal.account
  const resourceControl =
    own === principal.account && guardrails.resourceControl.length > 0 && obeysResourceControl(service)
      ? { resourceControl: guardrails.resourceControl }
      : {}
  const decision = settle(principal.caller, { ...question, ...resourceControl }, (key) =>
    valueOf(key, principal, question),
  )
  return answerOf(decision, principal.missing)
}

/** May the principal become the role by sts:AssumeRole, by the role's own trust policy (or `trust` in its stead)? */
export function askToAssume(principal: Principal, role: Principal, trust?: CompiledPolicy, context?: Context): Answer {
  const resourcePolicy = trust ?? role.trust
  if (resourcePolicy === undefined || isUnknown(resourcePolicy)) {
    return denied([{ fact: `trust policy of ${role.arn}`, because: becauseOf(resourcePolicy) }])
  }
  const { guardrails } = innerOf(role)
  const question: Question = {
    action: 'sts:AssumeRole',
    resource: role.arn,
    resourcePolicy,
    ...(context ? { context } : {}),
  }
  const decision = settle(
    principal.caller,
    { ...question, ...(guardrails.resourceControl.length > 0 ? { resourceControl: guardrails.resourceControl } : {}) },
    (key) => valueOf(key, principal, question),
  )
  const foreign = role.account === principal.account ? [] : guardrails.missing
  return answerOf(decision, joinMissing(principal.missing, foreign))
}

interface ServiceRequest {
  /** Left out: sts:AssumeRole. */
  readonly action?: 'sts:AssumeRole' | 'sts:TagSession'
  /** What the service sends along beside. */
  readonly context?: Context
}

/** Does the role's trust let the service in for a resource of its own account (`sourceArn` if it is known)? */
export function trustsService(
  role: Principal,
  service: string,
  sourceArn?: string,
  { action = 'sts:AssumeRole', context: further }: ServiceRequest = {},
): Answer {
  const { trust } = role
  if (trust === undefined || isUnknown(trust)) {
    return denied([{ fact: `trust policy of ${role.arn}`, because: becauseOf(trust) }])
  }
  const { organization, resourceControl } = innerOf(role).guardrails
  const context: Context = {
    'aws:SourceAccount': role.account,
    ...(sourceArn === undefined ? {} : { 'aws:SourceArn': sourceArn }),
    ...(organization === undefined ? {} : { 'aws:SourceOrgID': organization }),
    ...further,
  }
  const caller: Caller = { principal: service, identity: [] }
  const request: Ask = {
    action,
    resource: role.arn,
    resourcePolicy: trust,
    context,
    ...(resourceControl.length > 0 ? { resourceControl } : {}),
  }
  return answerOf(
    settle(caller, request, (key) => broughtBy(key.toLowerCase())),
    [],
  )
}

/** A service's own request is of no account, and external ids are for callers of other accounts. */
function broughtBy(key: string): Context[string] | undefined {
  if (key === 'aws:securetransport') return 'true'
  return /^sts:|^aws:(principal(account|arn)$|viaawsservice$)/.test(key) ? null : undefined
}

/** Decides, and decides again with the keys it hung on, as long as any of them can be found out. */
function settle(caller: Caller, request: Ask, find: (key: string) => Context[string] | undefined): Decision {
  let context: Context = request.context ?? {}
  let decision = decideFor(caller, { ...request, context })
  for (let round = 0; round < 4 && decision.verdict === 'conditional'; round += 1) {
    const found: { [key: string]: Context[string] } = {}
    for (const key of decision.residual.flatMap(keysIn)) {
      const value = key in context ? undefined : find(key)
      if (value !== undefined) found[key] = value
    }
    if (Object.keys(found).length === 0) break
    context = { ...context, ...found }
    decision = decideFor(caller, { ...request, context })
  }
  return decision
}

/** A test asks for its own key, and for those that its values name as variables: `${aws:PrincipalTag/team, 'none'}`. */
function keysIn({ key, values }: Condition): readonly string[] {
  const named = values.flatMap((value) => [...value.matchAll(/\$\{\s*([^\s,}]+)/g)].map(([, name = '']) => name))
  return [key, ...named.filter((name) => name.includes(':'))]
}

function answerOf(decision: Decision, missing: readonly MissingFact[]): Answer {
  const { verdict, because, residual } = decision
  if (verdict === 'explicitly-denied') return { verdict: 'denied', explicit: true, because, residual: [], missing: [] }
  if (verdict === 'implicitly-denied') return { verdict: 'denied', explicit: false, because, residual, missing }
  // What could only add takes nothing from what is allowed already.
  const turning = missing.every(({ adds }) => adds !== true) ? missing : missing.filter(({ adds }) => adds !== true)
  return { verdict, explicit: false, because, residual, missing: turning }
}

function denied(missing: readonly MissingFact[]): Answer {
  return { verdict: 'denied', explicit: false, because: [], residual: [], missing }
}

export function joinMissing(...lists: readonly (readonly MissingFact[])[]): readonly MissingFact[] {
  const all = lists.flat()
  return all.length < 2 ? all : [...new Map(all.map((missing) => [missing.fact, missing])).values()]
}

function accountIn(arn: string): string | undefined {
  const account = arn.split(':')[4]
  return account === undefined || !/^\d{12}$/.test(account) ? undefined : account
}
