/**
 * Principal access boundaries: whoever one holds may work in what is listed alone. Of several that hold somebody, it is
 * enough that one lists a place. https://cloud.google.com/iam/docs/principal-access-boundary-policies
 */
import type { AccessBoundaryFacts } from '../../model/facts/gcp.ts'
import { canBlock } from './gcp-boundary-versions.ts'
import { evaluate } from './gcp-conditions/index.ts'
import { containerIn } from './gcp-facts.ts'
import { isAmong } from './gcp-membership.ts'
import { memberOf } from './gcp-principals.ts'
import type { GcpMember } from './gcp-principals.ts'
import type { GcpContainer, GcpWorld } from './gcp-world/index.ts'

/** blocked: for certain · unsure: nobody can tell, and why not, as a sentence · free: nothing is in the way. */
export type Bounds =
  | { readonly state: 'free' }
  | { readonly state: 'blocked' | 'unsure'; readonly boundary: AccessBoundaryFacts; readonly reason: string }

/** Bounds on whatever a principal does at one place. */
export interface BoundsAt {
  /** The same for all whom the same holds. */
  readonly key: string
  readonly of: (permission: string) => Bounds
}

/** One that holds the principal, or may. */
interface Holding {
  readonly boundary: AccessBoundaryFacts
  /** For certain. */
  readonly sure: boolean
  readonly lists: boolean | undefined
}

/** undefined: nothing holds the principal back there, whatever it does. */
export function boundsAt(world: GcpWorld, who: GcpMember, container: string): BoundsAt | undefined {
  const holding = holdingOn(world, who, container)
  const [first] = holding
  if (first === undefined || holding.some(({ sure, lists }) => sure && lists === true)) return undefined
  // Whether it holds the principal or not: it is not in the way.
  if (holding.every(({ sure }) => !sure) && holding.some(({ lists }) => lists === true)) return undefined
  const key = holding.map(({ boundary, sure, lists }) => `${boundary.policyName} ${sure} ${lists}`).join(' ')
  return { key: `${key} ${container}`, of: (permission) => judged(holding, first.boundary, { container, permission }) }
}

function judged(
  holding: readonly Holding[],
  one: AccessBoundaryFacts,
  { container, permission }: { readonly container: string; readonly permission: string },
): Bounds {
  const blocks = holding.map(({ boundary }) => canBlock(boundary.enforcementVersion, permission))
  // What no version of those that hold it can hold back, nothing is in the way of.
  if (blocks.every((each) => each === false)) return { state: 'free' }
  // Another one that may hold it as well may list the place, and then nothing is blocked.
  const closed = holding.every(({ lists }) => lists === false)
  const blocking = holding.find(({ sure }, at) => sure && blocks[at] === true)
  if (closed && blocking !== undefined) {
    const { boundary } = blocking
    return { state: 'blocked', boundary, reason: `${nameOf(boundary)} does not list ${container}.` }
  }
  return { state: 'unsure', boundary: one, reason: `The boundary ${nameOf(one)} does not hold it back.` }
}

function holdingOn(world: GcpWorld, who: GcpMember, container: string): readonly Holding[] {
  return boundariesOn(world, who).map((bound) => ({ ...bound, lists: listsPlace(world, bound.boundary, container) }))
}

const widest = ['organization', 'folder', 'project'] as const
/** Nobody has to be told of more. */
const most = 100

/** What boundaries that hold the principal list below the container, the widest first: of what it holds there, this is left. */
export function placesBelow(world: GcpWorld, who: GcpMember, container: string): readonly GcpContainer[] {
  const listed = boundariesOn(world, who).flatMap(({ boundary }) => boundary.resources)
  return [...new Set(listed.map((each) => containerIn(each) ?? each))]
    .flatMap((name) => world.container(name) ?? [])
    .filter(({ name }) => name !== container && world.holds(container, name) === true)
    .toSorted((a, b) => widest.indexOf(a.kind) - widest.indexOf(b.kind) || (a.name < b.name ? -1 : 1))
    .slice(0, most)
}

type Bound = Pick<Holding, 'boundary' | 'sure'>
/** A principal is asked about for each place and each permission; what holds it stays the same. */
const known = new WeakMap<readonly AccessBoundaryFacts[], WeakMap<GcpMember, readonly Bound[]>>()

function boundariesOn(world: GcpWorld, who: GcpMember): readonly Bound[] {
  const all = world.boundaries()
  const byMember = known.get(all) ?? new WeakMap<GcpMember, readonly Bound[]>()
  known.set(all, byMember)
  const before = byMember.get(who)
  if (before !== undefined) return before
  const found = all.flatMap((boundary): readonly Bound[] => {
    const answers = boundary.bindings.map((binding) => isBound(world, who, binding))
    const sure = answers.includes(true)
    return sure || answers.includes(undefined) ? [{ boundary, sure }] : []
  })
  byMember.set(who, found)
  return found
}

function isBound(
  world: GcpWorld,
  who: GcpMember,
  { principalSet, condition }: AccessBoundaryFacts['bindings'][number],
): boolean | undefined {
  const among = isAmong(world, who, memberOf(asMember(principalSet)))
  if (among === false || condition === null) return among
  const met = evaluate(condition.expression, { principal: attributesOf(who) })
  if ('value' in met) return met.value ? among : false
  return undefined
}

/** `//cloudresourcemanager.googleapis.com/projects/acme`, as policies write it: all of a pool are `…/*` of it. */
function asMember(principalSet: string): string {
  const plain = principalSet.replace(/^principalSet:/, '').replace(/^\/\//, '')
  return plain.includes('/workloadIdentityPools/') || plain.includes('/workforcePools/')
    ? `principalSet://${plain.replace(/\/\*$/, '')}/*`
    : `principalSet://${plain}`
}

/** https://cloud.google.com/iam/docs/conditions-attribute-reference#principals */
function attributesOf(who: GcpMember): { readonly type: string; readonly subject: string } | undefined {
  const type = (name: string): string => `iam.googleapis.com/${name}`
  if (who.kind === 'service-account') return { type: type('ServiceAccount'), subject: who.email }
  if (who.kind === 'pool-subject') return { type: type('WorkloadPoolIdentity'), subject: who.subject }
  return who.kind === 'user' ? { type: type('WorkspaceIdentity'), subject: who.email } : undefined
}

function listsPlace(world: GcpWorld, { resources }: AccessBoundaryFacts, container: string): boolean | undefined {
  const answers = resources.map((resource) => world.holds(containerIn(resource) ?? resource, container))
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false
}

function nameOf({ policyName }: AccessBoundaryFacts): string {
  return policyName.split('/').at(-1) ?? policyName
}
