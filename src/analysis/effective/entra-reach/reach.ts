/** The way of everybody to control of the tenant or of a subscription, looked for once, from the end. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath, PathVerdict } from '../../../model/index.ts'
import { pathVerdicts } from '../../../model/index.ts'
import { canSignIn, holdersOf } from './holders.ts'
import { stepsInto } from './into.ts'
import { chainOf } from './chain.ts'
import { firmness } from './types.ts'
import type { Step } from './types.ts'

export interface Reach {
  /** Whether it is there already, by what it holds. */
  readonly controls: (id: string) => boolean
  /** The firmest chain, and of those the shortest; undefined: none, or none is needed. */
  readonly chain: (id: string) => FoundPath | undefined
  /** Entity id of where the chain ends; nothing where there is none. */
  readonly end: (id: string) => readonly string[]
}

export const usualHops = 6

export function reachOf(view: View, tenant: string, hops: number = usualHops): Reach {
  return view.once(`entra reach ${tenant} ${hops}`, () => {
    const there = new Set(holdersOf(view, tenant).control)
    // A long chain that is certain tells more than a short one that may not be there.
    const trees = pathVerdicts.map((verdict) => stepsTowards(view, there, { hops, verdict }))
    const stepsFrom = (id: string): readonly Step[] => {
      const next = trees.find((tree) => tree.has(id))
      const steps: Step[] = []
      for (let step = next?.get(id); step !== undefined; step = next?.get(step.to)) steps.push(step)
      return steps
    }
    return {
      controls: (id) => there.has(id),
      chain: (id) => {
        const steps = stepsFrom(id)
        return steps.length === 0 ? undefined : chainOf(view, steps)
      },
      end: (id) =>
        stepsFrom(id)
          .slice(-1)
          .map(({ to }) => to),
    }
  })
}

interface Bounds {
  readonly hops: number
  /** The least firm that a step may be. */
  readonly verdict: PathVerdict
}

/** The first step of everyone who gets to one of `ends`, layer by layer; of one layer the firmest wins, then the order of ids. */
function stepsTowards(view: View, ends: ReadonlySet<string>, { hops, verdict }: Bounds): ReadonlyMap<string, Step> {
  const next = new Map<string, Step>()
  const least = firmness({ verdict })
  let frontier: readonly string[] = [...ends].toSorted()
  for (let depth = 0; depth < hops && frontier.length > 0; depth += 1) {
    const layer = new Map<string, Step>()
    const heeded = (from: string): boolean =>
      !ends.has(from) && !next.has(from) && layer.get(from)?.verdict !== 'proven'
    for (const id of frontier)
      for (const step of stepsInto(view, id, heeded)) {
        if (!heeded(step.from) || firmness(step) > least || !acts(view, step.from)) continue
        const known = layer.get(step.from)
        if (known === undefined || firmness(step) < firmness(known)) layer.set(step.from, step)
      }
    for (const [id, step] of layer) next.set(id, step)
    frontier = [...layer.keys()].toSorted()
  }
  return next
}

/** What cannot sign in takes no step; groups are what their members are. */
function acts(view: View, id: string): boolean {
  const identity = view.identity(id)
  return identity === undefined || canSignIn(identity)
}
