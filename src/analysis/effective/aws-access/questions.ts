/** What people ask of users and roles: may it, and who may. What it may at all: see extent.ts. */
import type { View } from '../../../inventory/view.ts'
import type { Identity, PathStatement } from '../../../model/index.ts'
import { accountOf as accountIdOf, roleFacts } from '../aws-facts.ts'
import { compilePolicy } from '../aws-policy/index.ts'
import type { Context } from '../aws-policy/index.ts'
import { accountOf } from './account.ts'
import { ask, askToAssume, joinMissing } from './ask.ts'
import { conditionsOf, describe } from './describe.ts'
import type { Door } from './doors.ts'
import { assumes, doorOf } from './doors.ts'
import { guardrailsOf } from './organization.ts'
import { administratorAccess, groupsIn, policiesOf } from './policies.ts'
import { adopt, principalOf, rootOf } from './principals.ts'
import type { Answer, MissingFact, Principal, Question } from './types.ts'

export interface Verdict {
  /** unknown: facts that were not read could turn what the others say. */
  readonly verdict: 'allowed' | 'denied' | 'conditional' | 'unknown'
  /** What it is by the facts that were read. */
  readonly asRead: 'allowed' | 'denied' | 'conditional'
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

/** The principal of a user, a role of any kind, or the root user; `undefined` for other identities. */
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

/**
 * May the principal do the action on the resource (an ARN, or `*` for all)? The policy of a resource in its own account
 * that nobody read counts as none, but for keys of KMS, which nobody uses without it; that of another account's resource
 * has to let the principal in, so that without it nothing is certain.
 */
export function can(
  view: View,
  principal: Principal,
  action: string,
  resource: string,
  context: Context = {},
): Verdict {
  const door = doorOf(view, principal, action, resource)
  const answer = askAt(view, principal, { action, resource, context }, door)
  const { verdict, explicit } = answer
  const missing = joinMissing(answer.missing, door.missing)
  const carrier = door.policy && { holder: door.holder, policy: door.policy }
  const statements = answer.because.flatMap((ref) => describe(ref, principal, carrier) ?? [])
  const told = {
    asRead: verdict,
    explicit,
    statements: [...new Map(statements.map((each) => [JSON.stringify(each), each])).values()],
    conditions: conditionsOf(answer),
    notes: door.notes,
  }
  const firm = explicit || missing.length === 0 || (verdict === 'denied' && !couldTurn(principal, action, door, told))
  return { verdict: firm ? verdict : 'unknown', missing: firm ? [] : missing, ...told }

  /** Whether all that was not read, had it granted everything and limited nothing, would have let the principal. */
  function couldTurn({ caller, missing: hidden }: Principal, what: string, at: Door, _: object): boolean {
    const { serviceControl, ...rest } = caller
    const grants = hidden.some(({ limit }) => limit !== true)
    const limits = hidden.some(({ limit }) => limit === true)
    const best = {
      ...rest,
      identity: grants ? [...rest.identity, administratorAccess()] : rest.identity,
      ...(serviceControl && !limits ? { serviceControl } : {}),
    }
    const raised = adopt({ ...principal, caller: best }, principal)
    const open = at.missing.length > 0 ? { resourcePolicy: everyone } : at.policy ? { resourcePolicy: at.policy } : {}
    return ask(raised, { action: what, resource, context, ...open }).verdict !== 'denied'
  }
}

/** A resource's policy that lets everyone do everything: what remains is what the caller's own side says. */
const everyone = compilePolicy(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] },
  'policy of the resource',
)

function askAt(view: View, principal: Principal, question: Question, door: Door): Answer {
  const { action, resource, context } = question
  const role = door.role
  if (role && action.toLowerCase() === 'sts:assumerole' && door.policy) {
    return askToAssume(principal, role, door.policy, context)
  }
  if (door.policy) return ask(principal, { ...question, resourcePolicy: door.policy })
  // Of another account's resource, or of a role, the caller's side is all that can be told.
  if (door.missing.length > 0 && (door.foreign || assumes(action))) {
    const { because, ...answer } = ask(principal, { ...question, resourcePolicy: everyone })
    return { ...answer, because: because.filter(({ source }) => source !== 'resource') }
  }
  return ask(principal, { action, resource, ...(context ? { context } : {}) })
}

export interface Holder {
  readonly principal: Principal
  readonly answer: Verdict
}

/**
 * Users and roles of the account that may, or may under conditions, or of whom it is not known, in order of id; for
 * `sts:AssumeRole` on a role also those of other accounts in the store. Others come in by policies of resources.
 */
export function whoCan(
  view: View,
  accountIds: readonly string[],
  action: string,
  resource: string,
): readonly Holder[] {
  return accountIds
    .flatMap((id) => accountOf(view, id)?.principals ?? [])
    .map((principal) => ({ principal, answer: can(view, principal, action, resource) }))
    .filter(({ answer }) => answer.verdict !== 'denied')
}
