/** How far a principal gets: to control of a project, a folder or the organization. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath, Instant } from '../../../model/index.ts'
import { pathVerdicts } from '../../../model/index.ts'
import { canonicalMember } from '../gcp-principals.ts'
import { worldOf } from '../gcp-world/index.ts'
import { chainOf } from './chain.ts'
import { controlsOf, widest } from './controls.ts'
import type { Look } from './deciding.ts'
import { stepsIntoAccount } from './into-account.ts'
import { chainIn, treeTo } from './tree.ts'
import type { Chain } from './tree.ts'
import { accountMember, firmness, levels } from './types.ts'
import type { Control, Level } from './types.ts'

export const usualHops = 6

export interface ReachOptions {
  /** How many others a chain may lead over. */
  readonly hops?: number
  /** As of when; left out: limits of time stay open. */
  readonly now?: Instant
}

/** Control that it has itself, the widest; undefined: none. */
export function controlOf(view: View, member: string, { now }: ReachOptions = {}): Control | undefined {
  return widest(grantedOf({ view, now }, canonicalMember(member)))
}

function grantedOf(look: Look, member: string): readonly Control[] {
  return (controlsOf(look).get(member) ?? []).filter(({ by }) => by === 'grant')
}

/** The same as a path without a step; by a role that it rewrites, a path with one. */
export function controlPath(view: View, member: string, { now }: ReachOptions = {}): FoundPath | undefined {
  const control = widest(controlsOf({ view, now }).get(canonicalMember(member)) ?? [])
  return control && chainOf(view, [], control)
}

/**
 * To control of something that it does not control itself and that is no narrower, one path a level: the firmest chain,
 * and of those the shortest. The firmest of them comes first, and of those the widest.
 */
export function reachOf(
  view: View,
  member: string,
  { hops = usualHops, now }: ReachOptions = {},
): readonly FoundPath[] {
  const look: Look = { view, now }
  const from = canonicalMember(member)
  const held = grantedOf(look, from)
  const own = widest(held)
  const worthwhile = own === undefined ? levels : levels.slice(0, levels.indexOf(own.level) + 1)
  return worthwhile
    .flatMap((level) => chainTo(look, { from, level, hops, held }) ?? [])
    .map(({ steps, control }) => chainOf(view, steps, control))
    .toSorted((a, b) => firmness(a) - firmness(b))
}

/** Of a principal that becomes this one service account first; undefined: it does not, or gets nowhere with it. */
export function pathOver(view: View, member: string, email: string): FoundPath | undefined {
  const look: Look = { view, now: undefined }
  const account = worldOf(view).account(email)
  const first = account && stepsIntoAccount(look, account, (each) => each === member)[0]
  if (first === undefined) return undefined
  const from = accountMember(email)
  const control = widest(controlsOf(look).get(from) ?? [])
  if (control !== undefined) return chainOf(view, [first], control)
  const rest = levels
    .map((level) => chainTo(look, { from, level, hops: usualHops, held: [] }))
    .find((found) => found !== undefined)
  return rest && chainOf(view, [first, ...rest.steps], rest.control)
}

interface Wanted {
  readonly from: string
  readonly level: Level
  readonly hops: number
  /** What it controls already, and needs nobody for. */
  readonly held: readonly Control[]
}

function chainTo(look: Look, { from, level, hops, held }: Wanted): Chain | undefined {
  const { holds } = worldOf(look.view)
  const has = (container: string): boolean => held.some((own) => holds(own.container, container) === true)
  // A long chain that is certain tells more than a short one that may not be there.
  for (const verdict of pathVerdicts) {
    const tree = treeTo(look, { level, verdict, hops })
    const way = tree.get(from)?.find(({ container }) => !has(container))
    if (way !== undefined) return chainIn(tree, from, way.container)
  }
  return undefined
}
