/**
 * The way of everybody to control of some level, looked for once, from the end. Beside what it controls itself, each gets
 * two ways to two places at most: one of them may lie in what it controls.
 */
import type { PathVerdict } from '../../../model/index.ts'
import { memberOf } from '../gcp-principals.ts'
import { worldOf } from '../gcp-world/index.ts'
import { acts, controlsOf } from './controls.ts'
import type { Look } from './deciding.ts'
import { stepsIntoAccount } from './into-account.ts'
import { stepsIntoPrincipal } from './into-principal.ts'
import { firmness } from './types.ts'
import type { Control, Heeded, Level, Step } from './types.ts'

export interface Bounds {
  readonly level: Level
  /** The least firm that a step may be. */
  readonly verdict: PathVerdict
  readonly hops: number
}

/** Where a way begins: with control, or with a step to who has a way to the same container. */
type Way = { readonly container: string } & ({ readonly control: Control } | { readonly step: Step })

/** By member, the nearest first. */
export type Tree = ReadonlyMap<string, readonly Way[]>

const most = 2

export function treeTo(look: Look, bounds: Bounds): Tree {
  const { level, verdict, hops } = bounds
  return look.view.onceForAll(`gcp reach ${level} ${verdict} ${hops} ${look.now ?? ''}`, () => {
    const tree = endsAt(look, bounds)
    let frontier = pairsIn(tree)
    for (let depth = 0; depth < hops && frontier.length > 0; depth += 1) {
      const layer = layerInto(look, bounds, tree, frontier)
      frontier = layer.flatMap((step) => addTo(tree, step))
    }
    return tree
  })
}

interface Pair {
  readonly member: string
  readonly container: string
}

type Growing = Map<string, Way[]>

function endsAt(look: Look, { level, verdict }: Bounds): Growing {
  const least = firmness({ verdict })
  const ends: Growing = new Map()
  for (const [member, controls] of controlsOf(look)) {
    const ways = controls
      .filter((each) => each.level === level && firmness(each) <= least)
      .map((control) => ({ container: control.container, control }))
    if (ways.length > 0) ends.set(member, ways)
  }
  return ends
}

function pairsIn(tree: Tree): readonly Pair[] {
  return [...tree].flatMap(([member, ways]) => ways.map(({ container }) => ({ member, container })))
}

interface Found extends Pair {
  readonly step: Step
}

/** Of one layer the firmest comes first, then the order of names. */
function layerInto(look: Look, { verdict }: Bounds, tree: Tree, frontier: readonly Pair[]): readonly Found[] {
  const least = firmness({ verdict })
  const layer = new Map<string, Found>()
  for (const [container, pairs] of Map.groupBy(frontier, (pair) => pair.container)) {
    const heeded: Heeded = (member) =>
      isOpen(tree.get(member), container) &&
      layer.get(`${container} ${member}`)?.step.verdict !== 'proven' &&
      acts(look.view, member)
    for (const target of pairs.map(({ member }) => member).toSorted())
      for (const step of stepsInto(look, target, heeded)) {
        const key = `${container} ${step.from}`
        const known = layer.get(key)?.step
        if (firmness(step) <= least && (known === undefined || firmness(step) < firmness(known)))
          layer.set(key, { member: step.from, container, step })
      }
  }
  return [...layer.values()].toSorted((a, b) => firmness(a.step) - firmness(b.step) || order(a, b))
}

function order(a: Pair, b: Pair): number {
  const [one, other] = [`${a.member} ${a.container}`, `${b.member} ${b.container}`]
  return one < other ? -1 : one > other ? 1 : 0
}

function isOpen(ways: readonly Way[] | undefined, container: string): boolean {
  if (ways === undefined) return true
  return ways.filter((way) => 'step' in way).length < most && !ways.some((way) => way.container === container)
}

/** Those that were added go on. */
function addTo(tree: Growing, { member, container, step }: Found): readonly Pair[] {
  const ways = tree.get(member) ?? []
  if (!isOpen(ways, container)) return []
  tree.set(member, [...ways, { container, step }])
  return [{ member, container }]
}

function stepsInto(look: Look, target: string, heeded: Heeded): readonly Step[] {
  const member = memberOf(target)
  if (member.kind !== 'service-account') return stepsIntoPrincipal(look, target, heeded)
  const account = worldOf(look.view).account(member.email)
  return account === undefined ? [] : stepsIntoAccount(look, account, heeded)
}

export interface Chain {
  readonly steps: readonly Step[]
  readonly control: Control
}

/** From `from` on, to the container. */
export function chainIn(tree: Tree, from: string, container: string): Chain | undefined {
  const steps: Step[] = []
  let at = from
  for (;;) {
    const way = tree.get(at)?.find((each) => each.container === container)
    if (way === undefined) return undefined
    if ('control' in way) return { steps, control: way.control }
    steps.push(way.step)
    at = way.step.to
  }
}
