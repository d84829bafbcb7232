/** What a principal of Google Cloud holds: roles by policies, its own and by its groups and sets. */
import type { View } from '../../inventory/view.ts'
import type { GcpCondition } from '../../model/facts/gcp.ts'
import type { Instant, Known } from '../../model/index.ts'
import { isWide } from './gcp-bindings-at.ts'
import { placesBelow } from './gcp-boundaries.ts'
import { evaluate } from './gcp-conditions/index.ts'
import { containerIn, fullNameOf } from './gcp-facts.ts'
import { isAmong } from './gcp-membership.ts'
import { canonicalMember, memberOf } from './gcp-principals.ts'
import type { GcpMember } from './gcp-principals.ts'
import { standingOf } from './gcp-ranks.ts'
import type { GcpRank, Standing } from './gcp-ranks.ts'
import { worldOf } from './gcp-world/index.ts'
import type { GcpBindingAt, GcpWorld } from './gcp-world/index.ts'

export interface GcpHolding {
  /** `roles/owner` */
  readonly role: string
  readonly roleTitle: string
  /** Full name of the resource that the policy is attached to. */
  readonly resource: string
  /** `projects/acme`: what the resource is, or lies in; undefined: nobody knows. */
  readonly container: string | undefined
  /** Full name of where it counts: the resource, or a place below it that a boundary keeps the principal to. */
  readonly over: string
  readonly condition: GcpCondition | null
  /** conditional: nobody can know beforehand whether its condition is met, or whether something keeps all of it back. */
  readonly state: 'active' | 'conditional'
  /** The group or set that it comes by, as policies write it; undefined: it is named itself. */
  readonly through: string | undefined
  /** Those of the role that nothing keeps back for certain. */
  readonly permissions: Known<readonly string[]>
  readonly rank: GcpRank
}

/** Heaviest first. */
const gcpWeights = ['control', 'takeover', 'data', 'management', 'limited', 'none'] as const
export type GcpWeight = (typeof gcpWeights)[number]

/**
 * In order of resource and role. What everybody holds (`allUsers`) is nobody's own, and what `projectOwner:` and the like
 * give is less than the basic role that they stand for: neither is among it. With `now`, neither is what has ended.
 */
export function holdingsOf(view: View, member: string, now?: Instant): readonly GcpHolding[] {
  const own = canonicalMember(member)
  return view.once(`gcp holdings ${now ?? ''} ${own}`, () => {
    const world = worldOf(view)
    const sets = setsOf(view, world, own)
    return [own, ...sets]
      .flatMap((named) =>
        world.bindingsOf(named).map((binding) => ({ binding, through: named === own ? undefined : named })),
      )
      .flatMap(({ binding, through }) => holdingBy(view, world, { member: own, binding, through, now }))
      .toSorted((a, b) => compare(a.resource, b.resource) || compare(a.role, b.role))
  })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Groups and sets that it is in for certain. */
function setsOf(view: View, world: GcpWorld, own: string): readonly string[] {
  const who = memberOf(own)
  const groups = who.kind === 'service-account' ? world.groupsOf(who.email).map((email) => `group:${email}`) : []
  const sets = setsIn(view, world).filter((set) => set !== own && isAmong(world, who, memberOf(set)) === true)
  return [...groups, ...sets]
}

const kinds: readonly string[] = ['pool-set', 'container-set', 'agent-set']

/** All sets that some binding names, but groups, which are found from their members. */
function setsIn(view: View, world: GcpWorld): readonly string[] {
  return view.onceForAll('gcp sets that hold something', () =>
    [...world.members()].filter((member) => isWide(member) && kinds.includes(memberOf(member).kind)).toSorted(),
  )
}

interface Held {
  readonly member: string
  readonly binding: GcpBindingAt
  readonly through: string | undefined
  readonly now: Instant | undefined
}

function holdingBy(view: View, world: GcpWorld, { member, binding, through, now }: Held): readonly GcpHolding[] {
  const { role, resource, container, condition } = binding
  // A condition may let through one of the resources below alone: which one is meant is left open here.
  const judged = condition === null ? { value: true } : evaluate(condition.expression, { now })
  if ('value' in judged && !judged.value) return []
  const roleTitle = world.role(role)?.facts.title ?? role
  return placesOf(view, world, memberOf(member), binding).map(({ over, standing }) => {
    const { permissions, rank, unsure } = standing
    const state = 'residual' in judged || unsure ? 'conditional' : 'active'
    return { role, roleTitle, resource, container, over, condition, state, through, permissions, rank }
  })
}

interface Place {
  readonly over: string
  readonly standing: Standing
}

/** Where boundaries keep the principal to places below the resource, the role is what it is there, if that is more. */
function placesOf(view: View, world: GcpWorld, who: GcpMember, binding: GcpBindingAt): readonly Place[] {
  const { role, resource, container } = binding
  const own = standingOf(view, world, { who, role, resource, container })
  const name = containerIn(resource)
  if (name === undefined) return [{ over: resource, standing: own }]
  const below = placesBelow(world, who, name).map((place) => {
    const over = fullNameOf(place.name)
    return { over, standing: standingOf(view, world, { who, role, resource: over, container: place.name }) }
  })
  const heavier = below.filter(({ standing }) => heaviness(standing) < heaviness(own))
  return heavier.length > 0 ? heavier : [{ over: resource, standing: own }]
}

/** The less, the heavier. */
function heaviness({ rank }: Standing): number {
  return gcpWeights.indexOf(weightIn({ rank }))
}

/** The heaviest of what is active; what hangs on a condition does not count. */
export function weightOf(holdings: readonly GcpHolding[]): GcpWeight {
  const own = new Set(holdings.filter(({ state }) => state === 'active').map(weightIn))
  return gcpWeights.find((weight) => own.has(weight)) ?? 'none'
}

function weightIn({ rank }: Pick<GcpHolding, 'rank'>): GcpWeight {
  return rank.tier === 'unranked' ? 'limited' : rank.tier
}

/** The holdings that make the weight. */
export function weighing(holdings: readonly GcpHolding[], weight: GcpWeight): readonly GcpHolding[] {
  return holdings.filter((holding) => holding.state === 'active' && weightIn(holding) === weight)
}
