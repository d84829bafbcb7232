/**
 * The AWS policy evaluator, published as `nhi-muster/aws-policy`: pure, without I/O.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
import { knowsNoResource, needsNoPermission } from './actions.ts'
import { combine } from './combine.ts'
import { compile } from './compile.ts'
import type { Inquiry } from './context.ts'
import type { Ask, Caller, CompiledPolicy, DecideInput, Decision, Policy } from './types.ts'
import { readPrincipal, type Who } from './who.ts'

export type * from './types.ts'

/**
 * Decides one request against policies as they were written.
 *
 * - Where neither the resource's ARN nor `resourceAccount` names an account, the resource is taken to be the caller's own.
 * - A missing `resourcePolicy` means that there is none: another account's resources are out of reach, and so are roles
 *   and keys of the own account, which only their own policy opens, alone or together with identity policies.
 * - `sts:GetCallerIdentity` is allowed to everybody with credentials and `sts:GetSessionToken` to users, even against a
 *   Deny; what AWS keeps to itself, such as its managed policies, is changed by nobody.
 * - An action that knows no resource but `*` is asked on `*`, whatever resource is given.
 * - Session policies count as one: what any of them allows. Each level of service control policies has to allow; of
 *   resource control policies only Denies count, as `RCPFullAWSAccess` cannot be taken away.
 * - The identity policies of a federated user are those of the user who asked for it; without a session policy it holds
 *   nothing of them, only what resources grant it themselves.
 * - Services, identity providers and anonymous callers are let in by the resource's policy alone.
 * - The ARN of a session does not tell its role's path; where `aws:PrincipalArn` matters, give it in the context.
 */
export function decide(input: DecideInput): Decision {
  const { request } = input
  if (needsNoPermission(request.action.toLowerCase(), readPrincipal(request.principal))) {
    return { verdict: 'allowed', because: [], residual: [] }
  }
  const caller: Caller = {
    principal: request.principal,
    identity: compileAll(input.identityPolicies),
    ...(input.boundary ? { boundary: compilePolicy(input.boundary) } : {}),
    ...(input.sessionPolicies ? { session: compileAll(input.sessionPolicies) } : {}),
    ...(input.serviceControlPolicies ? { serviceControl: input.serviceControlPolicies.map(compileAll) } : {}),
  }
  return decideFor(caller, {
    action: request.action,
    resource: request.resource,
    ...(request.resourceAccount === undefined ? {} : { resourceAccount: request.resourceAccount }),
    ...(request.context ? { context: request.context } : {}),
    resourcePolicy: compilePolicy(input.resourcePolicy ?? { Statement: [] }),
    ...(input.resourceControlPolicies ? { resourceControl: input.resourceControlPolicies.map(compileAll) } : {}),
    ...(input.unknownContext ? { unknownContext: input.unknownContext } : {}),
  })
}

function compileAll(policies: readonly Policy[]): readonly CompiledPolicy[] {
  return policies.map((policy) => compilePolicy(policy))
}

/** Reads a policy once, for many decisions. Never throws: what cannot be read as a statement matches nothing. */
export function compilePolicy(policy: Policy, name?: string): CompiledPolicy {
  return compile(policy, name)
}

/**
 * The same as `decide`, for a caller that was compiled: at least 100,000 decisions a second on one core. It tells what
 * policies say, so that actions which need no permission are like all others; and a missing `resourcePolicy` of a role
 * or key counts as not read: the other policies decide, as far as the role or key lets the caller in.
 */
export function decideFor(caller: Caller, ask: Ask): Decision {
  const action = ask.action.toLowerCase()
  const inquiry: Inquiry = {
    who: whoIs(caller),
    action,
    resource: knowsNoResource(action) ? '*' : ask.resource,
    resourceAccount: ask.resourceAccount,
    context: ask.context,
    symbolic: ask.unknownContext !== 'absent',
    bounded: caller.boundary !== undefined,
    given: undefined,
  }
  return combine(inquiry, caller, ask)
}

const known = new WeakMap<Caller, Who>()

function whoIs(caller: Caller): Who {
  let who = known.get(caller)
  if (!who) known.set(caller, (who = readPrincipal(caller.principal)))
  return who
}
