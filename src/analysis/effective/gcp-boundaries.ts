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
import type { GcpWorld } from './gcp-world/index.ts'

/** blocked: for certain · unsure: nobody can tell, and why not, as a sentence · free: nothing is in the way. */
export type Bounds =
  | { readonly state: 'free' }
  | { readonly state: 'blocked' | 'unsure'; readonly boundary: AccessBoundaryFacts; readonly reason: string }

/** Those that hold the principal, or may. `sure`: for certain. */
interface Holding {
  readonly boundary: AccessBoundaryFacts
  readonly sure: boolean
}

export function boundsOf(
  world: GcpWorld,
  who: GcpMember,
  { container, permission }: { readonly container: string; readonly permission: string },
): Bounds {
  const holding = holdingOn(world, who)
  if (holding.length === 0) return { state: 'free' }
  const lists = holding.map((each) => ({ ...each, listed: listsPlace(world, each.boundary, container) }))
  if (lists.some(({ listed, sure }) => listed === true && sure)) return { state: 'free' }
  const blocking = lists.map((each) => ({ ...each, blocks: canBlock(each.boundary.enforcementVersion, permission) }))
  const certain = blocking.filter(({ sure, listed }) => sure && listed === false)
  const [first] = certain.length === 0 ? blocking : certain
  // What no version of those that hold it can hold back, nothing is in the way of.
  if (first === undefined || blocking.every(({ blocks }) => blocks === false)) return { state: 'free' }
  const { boundary } = first
  const settled = blocking.every(({ sure, listed }) => listed === false || (!sure && listed !== true))
  if (settled && certain.some(({ blocks }) => blocks === true))
    return { state: 'blocked', boundary, reason: `${nameOf(boundary)} does not list ${container}.` }
  return { state: 'unsure', boundary, reason: `The boundary ${nameOf(boundary)} does not hold it back.` }
}

/** Rules about a principal are asked for each permission; what holds it does not change. */
function holdingOn(world: GcpWorld, who: GcpMember): readonly Holding[] {
  return world.boundaries().flatMap((boundary) => {
    const answers = boundary.bindings.map(({ principalSet, condition }) => {
      const among = isAmong(world, who, memberOf(asMember(principalSet)))
      if (among === false || condition === null) return among
      const judged = evaluate(condition.expression, { principal: attributesOf(who) })
      if ('value' in judged) return judged.value ? among : false
      return undefined
    })
    if (answers.includes(true)) return [{ boundary, sure: true }]
    return answers.includes(undefined) ? [{ boundary, sure: false }] : []
  })
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
