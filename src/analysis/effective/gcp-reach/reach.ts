/** The way of everybody to control of a project, a folder or the organization, looked for once, from the end. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath, Instant, PathVerdict } from '../../../model/index.ts'
import { pathVerdicts } from '../../../model/index.ts'
import { canonicalMember, memberOf } from '../gcp-principals.ts'
import { worldOf } from '../gcp-world/index.ts'
import { chainOf } from './chain.ts'
import { acts, controlsOf, widest } from './controls.ts'
import type { Look } from './deciding.ts'
import { stepsIntoAccount } from './into-account.ts'
import { stepsIntoPrincipal } from './into-principal.ts'
import { accountMember, firmness, levels } from './types.ts'
import type { Control, Heeded, Level, Step } from './types.ts'

export const usualHops = 6

export interface ReachOptions {
  /** How many others a chain may lead over. */
  readonly hops?: number
  /** As of when; left out: limits of time stay open. */
  readonly now?: Instant
}

/** Control that it has itself, the widest; undefined: none. */
export function controlOf(view: View, member: string, { now }: ReachOptions = {}): Control | undefined {
  return grantedOf({ view, now }, canonicalMember(member))
}

function grantedOf(look: Look, member: string): Control | undefined {
  return widest((controlsOf(look).get(member) ?? []).filter(({ by }) => by === 'grant'))
}

/** The same as a path without a step; by a role that it rewrites, a path with one. */
export function controlPath(view: View, member: string, { now }: ReachOptions = {}): FoundPath | undefined {
  const control = widest(controlsOf({ view, now }).get(canonicalMember(member)) ?? [])
  return control && chainOf(view, [], control)
}

/**
 * To control of something wider than it has itself, one path a level: the firmest chain, and of those the shortest. The
 * firmest of them comes first, and of those the widest.
 */
export function reachOf(
  view: View,
  member: string,
  { hops = usualHops, now }: ReachOptions = {},
): readonly FoundPath[] {
  const look: Look = { view, now }
  const from = canonicalMember(member)
  const held = grantedOf(look, from)?.level
  const wider = held === undefined ? levels : levels.slice(0, levels.indexOf(held))
  return wider
    .flatMap((level) => chainTo(look, from, level, hops) ?? [])
    .map(({ steps, control }) => chainOf(view, steps, control))
    .toSorted((a, b) => firmness(a) - firmness(b))
}

/** Of a principal that becomes this one service account first; undefined: it does not, or gets nowhere with it. */
export function pathOver(view: View, member: string, email: string): FoundPath | undefined {
  const look: Look = { view, now: undefined }
  const account = worldOf(view).account(email)
  const first = account && stepsIntoAccount(look, account, (each) => each === member)[0]
  if (first === undefined) return undefined
  const to = accountMember(email)
  const control = widest(controlsOf(look).get(to) ?? [])
  if (control !== undefined) return chainOf(view, [first], control)
  const rest = levels.map((level) => chainTo(look, to, level, usualHops)).find((found) => found !== undefined)
  return rest && chainOf(view, [first, ...rest.steps], rest.control)
}

interface Chain {
  readonly steps: readonly Step[]
  readonly control: Control
}

function chainTo(look: Look, from: string, level: Level, hops: number): Chain | undefined {
  // A long chain that is certain tells more than a short one that may not be there.
  for (const verdict of pathVerdicts) {
    const { ends, next } = treeTo(look, { level, verdict, hops })
    const steps: Step[] = []
    let at = from
    for (let step = next.get(at); step !== undefined; step = next.get(at)) {
      steps.push(step)
      at = step.to
    }
    const control = ends.get(at)
    // A role that it rewrites is a way to control without another's help.
    if (control !== undefined && (steps.length > 0 || control.by !== 'grant')) return { steps, control }
  }
  return undefined
}

interface Bounds {
  readonly level: Level
  /** The least firm that a step may be. */
  readonly verdict: PathVerdict
  readonly hops: number
}

interface Tree {
  readonly ends: ReadonlyMap<string, Control>
  /** The first step of everyone who gets to one of the ends. */
  readonly next: ReadonlyMap<string, Step>
}

/** Layer by layer; of one layer the firmest wins, then the order of names. */
function treeTo(look: Look, { level, verdict, hops }: Bounds): Tree {
  const { view, now } = look
  return view.onceForAll(`gcp reach ${level} ${verdict} ${hops} ${now ?? ''}`, () => {
    const least = firmness({ verdict })
    const ends = endsAt(look, level, least)
    const next = new Map<string, Step>()
    let frontier: readonly string[] = [...ends.keys()].toSorted()
    for (let depth = 0; depth < hops && frontier.length > 0; depth += 1) {
      const layer = new Map<string, Step>()
      const heeded: Heeded = (member) =>
        !ends.has(member) && !next.has(member) && layer.get(member)?.verdict !== 'proven' && acts(view, member)
      for (const target of frontier)
        for (const step of stepsInto(look, target, heeded)) {
          const known = layer.get(step.from)
          if (firmness(step) <= least && (known === undefined || firmness(step) < firmness(known)))
            layer.set(step.from, step)
        }
      for (const [member, step] of layer) next.set(member, step)
      frontier = [...layer.keys()].toSorted()
    }
    return { ends, next }
  })
}

function endsAt(look: Look, level: Level, least: number): ReadonlyMap<string, Control> {
  return new Map(
    [...controlsOf(look)].flatMap(([member, controls]) => {
      const found = controls.find((each) => each.level === level && firmness(each) <= least)
      return found === undefined ? [] : [[member, found] as const]
    }),
  )
}

function stepsInto(look: Look, target: string, heeded: Heeded): readonly Step[] {
  const member = memberOf(target)
  if (member.kind !== 'service-account') return stepsIntoPrincipal(look, target, heeded)
  const account = worldOf(look.view).account(member.email)
  return account === undefined ? [] : stepsIntoAccount(look, account, heeded)
}
