/**
 * Deny policies, which no role gets past. They take away alone, so that those which nobody read hide nothing that a rule
 * could have found: what was found stands as it is, and what was not read is told beside it (`unchecked`).
 * https://cloud.google.com/iam/docs/deny-overview
 */
import type { DenyPolicyFacts } from '../../model/facts/gcp.ts'
import { evaluate } from './gcp-conditions/index.ts'
import type { ConditionContext } from './gcp-conditions/index.ts'
import { isAmong } from './gcp-membership.ts'
import { covers, qualified } from './gcp-permissions.ts'
import { memberOf } from './gcp-principals.ts'
import type { GcpMember } from './gcp-principals.ts'
import type { GcpWorld } from './gcp-world/index.ts'

type DenyRule = DenyPolicyFacts['rules'][number]

/** A rule that stands where something lies, and how sure it is that it holds the principal. */
export interface StandingDenial {
  readonly policy: DenyPolicyFacts
  readonly index: number
  readonly rule: DenyRule
  /** denied: for certain · conditional: its condition is not known to be true · possible: nobody can tell whom it holds. */
  readonly state: 'denied' | 'conditional' | 'possible'
  /** Of conditional: a sentence. Of possible: what was not collected. */
  readonly reason: string
}

/** Rules at the container and above that hold, or may hold, the principal; whatever the permission is. */
export function denialsAt(
  world: GcpWorld,
  who: GcpMember,
  container: string,
  context: ConditionContext = {},
): readonly StandingDenial[] {
  if (world.denials().length === 0) return []
  const byContainer = attached(world)
  return world
    .chain(container)
    .names.flatMap((name) => byContainer.get(name) ?? [])
    .flatMap((policy) => policy.rules.flatMap((rule, index) => standing(world, who, { policy, rule, index }, context)))
}

const known = new WeakMap<readonly DenyPolicyFacts[], ReadonlyMap<string, readonly DenyPolicyFacts[]>>()

/** By the container that they are attached to. What two scopes have read counts once. */
function attached(world: GcpWorld): ReadonlyMap<string, readonly DenyPolicyFacts[]> {
  const all = world.denials()
  const before = known.get(all)
  if (before !== undefined) return before
  const own = new Map(all.map((policy) => [policy.policyName, policy])).values()
  const made = Map.groupBy(own, ({ attachedTo }) => world.container(attachedTo)?.name ?? attachedTo)
  known.set(all, made)
  return made
}

function standing(
  world: GcpWorld,
  who: GcpMember,
  at: Pick<StandingDenial, 'policy' | 'rule' | 'index'>,
  context: ConditionContext,
): readonly StandingDenial[] {
  const { deniedPrincipals, exceptionPrincipals, condition } = at.rule
  const named = amongAny(world, who, deniedPrincipals)
  if (named === false) return []
  const excepted = amongAny(world, who, exceptionPrincipals)
  if (excepted === true) return []
  const judged = condition === null ? { value: true } : evaluate(condition.expression, context)
  if ('value' in judged && !judged.value) return []
  if (named === undefined || excepted === undefined)
    return [{ ...at, state: 'possible', reason: `whom the deny policy ${nameOf(at.policy)} holds` }]
  if ('residual' in judged)
    return [
      {
        ...at,
        state: 'conditional',
        reason: `The deny policy ${nameOf(at.policy)} does not apply: ${condition?.expression ?? ''}`,
      },
    ]
  return [{ ...at, state: 'denied', reason: '' }]
}

function amongAny(world: GcpWorld, who: GcpMember, named: readonly string[]): boolean | undefined {
  let unsure = false
  for (const each of named) {
    const among = isAmong(world, who, memberOf(each))
    if (among === true) return true
    unsure ||= among === undefined
  }
  return unsure ? undefined : false
}

/** Whether the rule is about the permission. */
export function denies({ deniedPermissions, exceptionPermissions }: DenyRule, permission: string): boolean {
  const full = qualified(permission)
  return (
    deniedPermissions.some((pattern) => covers(pattern, full)) &&
    !exceptionPermissions.some((pattern) => covers(pattern, full))
  )
}

/** The last part of `policies/cloudresourcemanager.googleapis.com%2Forganizations%2F1/denypolicies/no-keys`. */
function nameOf({ policyName }: DenyPolicyFacts): string {
  return policyName.split('/').at(-1) ?? policyName
}
