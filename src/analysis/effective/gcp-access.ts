/**
 * Whether a principal may do something: deny policies first, then the boundaries that hold it, then what any policy from
 * the organization down to the resource grants it. https://cloud.google.com/iam/docs/policy-types#evaluation
 */
import type { View } from '../../inventory/view.ts'
import type { Instant, PathStatement } from '../../model/index.ts'
import { roleHas } from './gcp-basic-roles.ts'
import { namingAt, placeOf } from './gcp-bindings-at.ts'
import type { Naming, Place } from './gcp-bindings-at.ts'
import { boundsAt } from './gcp-boundaries.ts'
import { evaluate } from './gcp-conditions/index.ts'
import type { ConditionContext } from './gcp-conditions/index.ts'
import { denialsAt, denies } from './gcp-denials.ts'
import { memberOf } from './gcp-principals.ts'
import { allowStatement, boundaryStatement, denyStatement } from './gcp-statements.ts'
import { worldOf } from './gcp-world/index.ts'
import type { GcpBindingAt, GcpWorld } from './gcp-world/index.ts'

export interface GcpAsk {
  /** As allow policies write it: `serviceAccount:deploy@acme.iam.gserviceaccount.com`. */
  readonly principal: string
  /** As roles write it: `iam.serviceAccounts.getAccessToken`. */
  readonly permission: string
  /** Full resource name. */
  readonly resource: string
  /** Left out: limits of time stay open. */
  readonly now?: Instant
  /** What `api.getAttribute` answers, of requests that say more than what they are for. */
  readonly attributes?: ConditionContext['attributes']
  /** A binding whose role the principal rewrites first: it counts as if it gave the permission. */
  readonly rewriting?: GcpBindingAt
}

/** Weakest first. */
const gcpVerdicts = ['none', 'denied', 'possible', 'conditional', 'allowed'] as const
/**
 * allowed: for certain · conditional: it hangs on the request · possible: it hangs on what was not collected · denied: it
 * is granted or not, and something keeps it back for certain · none: nothing that was read grants it, which is final
 * where nothing is missing.
 */
export type GcpVerdict = (typeof gcpVerdicts)[number]

export interface GcpDecision {
  readonly verdict: GcpVerdict
  /** Bindings that grant it; of denied, what keeps it back. */
  readonly statements: readonly PathStatement[]
  /** Sentences. */
  readonly conditions: readonly string[]
  /** What was not collected, in a few words each. */
  readonly missing: readonly string[]
  /** What would have taken it away and was not read. It weakens no verdict: see gcp-denials.ts. */
  readonly unchecked: readonly string[]
}

export function decideGcp(view: View, ask: GcpAsk): GcpDecision {
  const world = worldOf(view)
  const place = placeOf(world, ask.resource)
  const context = contextOf(world, ask, place)
  const limits = limitsOf(world, ask, place, context)
  const unchecked = [...place.missing, ...(place.container === undefined ? [] : uncheckedAt(world, place.container))]
  if (limits.denied !== undefined)
    return { verdict: 'denied', statements: [limits.denied], conditions: [], missing: [], unchecked }
  const granted = place.resources.flatMap((resource) =>
    namingAt(world, ask.principal, resource).flatMap((naming) => grantBy(world, naming, ask, context)),
  )
  const best = granted.toSorted(firmestFirst)[0]?.verdict
  if (best === undefined) {
    const missing = [...new Set([...place.missing, ...unreadPolicies(world, place)])]
    return { verdict: 'none', statements: [], conditions: [], missing, unchecked }
  }
  const chosen = granted.filter(({ verdict }) => verdict === best)
  const conditions = best === 'conditional' ? chosen.flatMap((grant) => grant.reason) : []
  const missing = best === 'possible' ? chosen.flatMap((grant) => grant.reason) : []
  return {
    verdict: [best, limits.verdict].toSorted((a, b) => gcpVerdicts.indexOf(a) - gcpVerdicts.indexOf(b))[0] ?? best,
    statements: [...chosen.slice(0, 3).map(({ statement }) => statement), ...limits.statements],
    conditions: [...new Set([...conditions, ...limits.conditions])],
    missing: [...new Set([...missing, ...limits.missing])],
    unchecked,
  }
}

function contextOf(world: GcpWorld, { resource, now, attributes }: GcpAsk, { container }: Place): ConditionContext {
  const number = container === undefined ? undefined : world.container(container)?.number
  return { now, attributes, resource: world.canonical(resource), number }
}

interface Limits {
  /** What keeps it back for certain. */
  readonly denied?: PathStatement
  readonly verdict: 'allowed' | 'conditional' | 'possible'
  readonly statements: readonly PathStatement[]
  readonly conditions: readonly string[]
  readonly missing: readonly string[]
}

const unlimited: Limits = { verdict: 'allowed', statements: [], conditions: [], missing: [] }

const free = { state: 'free' } as const

function limitsOf(
  world: GcpWorld,
  { principal, permission }: GcpAsk,
  { container }: Place,
  context: ConditionContext,
): Limits {
  if (container === undefined) return unlimited
  const who = memberOf(principal)
  const standing = denialsAt(world, who, container, context).filter(({ rule }) => denies(rule, permission))
  const certain = standing.find(({ state }) => state === 'denied')
  if (certain !== undefined) return { ...unlimited, denied: denyStatement(certain) }
  const bounds = boundsAt(world, who, container)?.of(permission) ?? free
  if (bounds.state === 'blocked') return { ...unlimited, denied: boundaryStatement(bounds.boundary) }
  const of = (state: string): readonly string[] =>
    standing.filter((denial) => denial.state === state).map(({ reason }) => reason)
  const conditions = [...of('conditional'), ...(bounds.state === 'unsure' ? [bounds.reason] : [])]
  const missing = of('possible')
  const verdict = missing.length > 0 ? 'possible' : conditions.length > 0 ? 'conditional' : 'allowed'
  return { verdict, statements: standing.map(denyStatement), conditions, missing }
}

interface Granted {
  readonly verdict: 'allowed' | 'conditional' | 'possible'
  readonly reason: readonly string[]
  readonly statement: PathStatement
}

function firmestFirst(a: Granted, b: Granted): number {
  return gcpVerdicts.indexOf(b.verdict) - gcpVerdicts.indexOf(a.verdict)
}

function grantBy(
  world: GcpWorld,
  { binding, member, sure }: Naming,
  { permission, rewriting }: GcpAsk,
  context: ConditionContext,
): readonly Granted[] {
  const has = binding === rewriting || roleHas(binding.role, world.permissionsOf(binding.role), permission)
  if (has === false) return []
  const { condition } = binding
  const judged = condition === null ? { value: true } : evaluate(condition.expression, context)
  if ('value' in judged && !judged.value) return []
  const statement = allowStatement(binding, member)
  const missing = [
    ...(has === undefined ? [`permissions of the role ${binding.role}`] : []),
    ...(sure ? [] : [membersOf(member)]),
  ]
  if (missing.length > 0) return [{ verdict: 'possible', reason: missing, statement }]
  if ('residual' in judged)
    return [{ verdict: 'conditional', reason: [conditionWords(binding.role, condition?.expression ?? '')], statement }]
  return [{ verdict: 'allowed', reason: [], statement }]
}

function membersOf(member: string): string {
  const named = memberOf(member)
  return named.kind === 'group' ? `members of the group ${named.email}` : `who is among ${member}`
}

/** A sentence. */
function conditionWords(role: string, expression: string): string {
  return `The condition on ${role} is met: ${expression.trim().replaceAll(/\s+/g, ' ')}`
}

/** Policies that count at the place and that nobody read. */
function unreadPolicies(world: GcpWorld, { container }: Place): readonly string[] {
  if (container === undefined) return []
  return world.chain(container).names.flatMap((name) => world.unread('allow-policies', name, container) ?? [])
}

function uncheckedAt(world: GcpWorld, container: string): readonly string[] {
  const denials = world.chain(container).names.flatMap((name) => world.unread('deny-policies', name, container) ?? [])
  const boundaries = world.unread('access-boundaries', container)
  return [...denials, ...(boundaries === undefined ? [] : [boundaries])]
}
