/** What people ask of users and roles: may it, and who may. What it may at all: see extent.ts. */
import type { View } from '../../../inventory/view.ts'
import type { PathStatement } from '../../../model/index.ts'
import { compilePolicy } from '../aws-policy/index.ts'
import type { Context } from '../aws-policy/index.ts'
import { listOf } from '../aws-statements.ts'
import { accountOf } from './account.ts'
import { ask, askToAssume, joinMissing } from './ask.ts'
import { conditionsOf, describe } from './describe.ts'
import type { Door } from './doors.ts'
import { assumes, doorOf } from './doors.ts'
import { administratorAccess } from './policies.ts'
import { adopt } from './principals.ts'
import type { Answer, MissingFact, Principal, Question } from './types.ts'

export interface Verdict {
  /** unknown: facts that were not read could turn what the others say. */
  readonly verdict: 'allowed' | 'denied' | 'conditional' | 'unknown'
  /** What it is by the facts that were read. */
  readonly asRead: Answer['verdict']
  /** Denied by a Deny statement. */
  readonly explicit: boolean
  /** Those that decide, each once. */
  readonly statements: readonly PathStatement[]
  /** Conditions that remain, as sentences. */
  readonly conditions: readonly string[]
  /** For `unknown`: facts that could turn it. */
  readonly missing: readonly MissingFact[]
  /** What was not asked, though it may have a say, in sentences. */
  readonly notes: readonly string[]
}

/** A resource's policy that lets everyone do everything: what remains is what the caller's own side says. */
const everyone = compilePolicy(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] },
  'policy of the resource',
)

/**
 * May the principal do the action on the resource (an ARN, or `*` for all)? The policy of a resource of its own account
 * counts as none when nobody read it, but for keys of KMS, which nobody uses without it; that of another account's
 * resource has to let the principal in, so that nothing is certain without it.
 */
export function can(
  view: View,
  principal: Principal,
  action: string,
  resource: string,
  context: Context = {},
): Verdict {
  const question: Question = { action, resource, context }
  const door = doorOf(view, principal, action, resource)
  const answer = askAt(principal, question, door)
  const { verdict, explicit } = answer
  const missing = joinMissing(answer.missing, door.missing)
  const firm = explicit || missing.length === 0 || (verdict === 'denied' && !couldTurn(principal, question, door))
  return {
    verdict: firm ? verdict : 'unknown',
    asRead: verdict,
    explicit,
    statements: statementsOf(answer, principal, door),
    conditions: conditionsOf(answer),
    missing: firm ? [] : missing,
    notes: [...door.notes, ...narrower(principal, question, answer)],
  }
}

/** Who asks for all resources is told of the single ones that policies name. */
function narrower(
  { caller }: Principal,
  { action, resource }: Question,
  { verdict, explicit }: Answer,
): readonly string[] {
  if (resource !== '*' || verdict !== 'denied' || explicit) return []
  const named = caller.identity
    .flatMap(({ statements }) => statements)
    .filter(({ effect, coversAction }) => effect === 'Allow' && coversAction(action.toLowerCase()))
    .flatMap(({ source }) => listOf(source.Resource))
    .filter((pattern) => pattern !== '*')
  return named.length === 0
    ? []
    : [`Its policies allow it on some resources, to be asked one by one: ${named.join(', ')}`]
}

function statementsOf({ because }: Answer, principal: Principal, door: Door): readonly PathStatement[] {
  const carrier = door.policy && { holder: door.holder, policy: door.policy }
  const statements = because.flatMap((ref) => describe(ref, principal, carrier) ?? [])
  return [...new Map(statements.map((each) => [JSON.stringify(each), each])).values()]
}

function askAt(principal: Principal, question: Question, door: Door): Answer {
  const { action, context } = question
  if (door.role && door.policy && action.toLowerCase() === 'sts:assumerole')
    return askToAssume(principal, door.role, door.policy, context)
  if (door.policy) return ask(principal, { ...question, resourcePolicy: door.policy })
  if (door.missing.length === 0 || !(door.foreign || assumes(action))) return ask(principal, question)
  // Of another account's resource the caller's own side is all that can be told.
  const { because, ...answer } = ask(principal, { ...question, resourcePolicy: everyone })
  return { ...answer, because: because.filter(({ source }) => source !== 'resource') }
}

/** Whether all that was not read would let the principal, if it granted everything and limited nothing. */
function couldTurn(principal: Principal, question: Question, door: Door): boolean {
  const { serviceControl, ...rest } = principal.caller
  const grants = principal.missing.some(({ limit }) => limit !== true)
  const limits = principal.missing.some(({ limit }) => limit === true)
  const caller = {
    ...rest,
    identity: grants ? [...rest.identity, administratorAccess()] : rest.identity,
    ...(serviceControl && !limits ? { serviceControl } : {}),
  }
  const resourcePolicy = door.missing.length > 0 ? everyone : door.policy
  const raised = adopt({ ...principal, caller }, principal)
  return ask(raised, { ...question, ...(resourcePolicy ? { resourcePolicy } : {}) }).verdict !== 'denied'
}

export interface Holder {
  readonly principal: Principal
  readonly answer: Verdict
}

/** Users and roles of the accounts of whom it is not certain that they may not, in order of account and id. */
export function whoCan(
  view: View,
  accountIds: readonly string[],
  action: string,
  resource: string,
  context: Context = {},
): readonly Holder[] {
  return accountIds
    .flatMap((id) => accountOf(view, id)?.principals ?? [])
    .map((principal) => ({ principal, answer: can(view, principal, action, resource, context) }))
    .filter(({ answer }) => answer.verdict !== 'denied')
}
