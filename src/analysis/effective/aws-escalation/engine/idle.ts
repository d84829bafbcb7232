/** Callers whose policies speak of nothing that a way begins with, as most do: they are told apart before all else. */
import type { Principal } from '../../aws-access/types.ts'
import { catalogue } from '../catalogue/index.ts'
import type { PathEntry } from '../catalogue/types.ts'

/** Ways that are not the same for all callers of a kind: those that ask something of the caller, or try out values. */
const particular = catalogue.filter(({ steps, variables }) => variables || steps.some((step) => 'do' in step))
const actions = [...new Set(particular.flatMap(actionsOf))].map((action) => action.toLowerCase())
const withoutActions = particular.some((entry) => actionsOf(entry).length === 0)

const known = new WeakMap<Principal, boolean>()

/** Whether no way is open to the caller but those that are open to everybody of its kind. */
export function isIdle(caller: Principal): boolean {
  const before = known.get(caller)
  if (before !== undefined) return before
  const idle = !withoutActions && (saysNothing(caller) || !particular.some((entry) => mentionsAll(caller, entry)))
  known.set(caller, idle)
  return idle
}

export function mentionsAll(caller: Principal, entry: PathEntry): boolean {
  return entry.steps.every((step) => !('do' in step) || caller.mentions(step.do))
}

function actionsOf({ steps }: PathEntry): readonly string[] {
  return steps.flatMap((step) => ('do' in step ? [step.do] : []))
}

type Covers = (action: string) => boolean

/** Statements with the same actions share the function that tells them. */
const touching = new WeakMap<Covers, boolean>()

function saysNothing({ caller }: Principal): boolean {
  // Who has no policy of its own may be the root user, to whom everything is open.
  if (caller.identity.length === 0) return false
  return caller.identity.every(({ statements }) =>
    statements.every(({ effect, coversAction }) => effect === 'Deny' || !touches(coversAction)),
  )
}

function touches(covers: Covers): boolean {
  const before = touching.get(covers)
  if (before !== undefined) return before
  const found = actions.some(covers)
  touching.set(covers, found)
  return found
}
