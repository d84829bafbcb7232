/** The step that a method makes, where all that it takes is held. */
import { actAs, becomingMethods } from '../gcp-abilities/index.ts'
import type { GcpMethod } from '../gcp-abilities/index.ts'
import { closedBy } from './constraints.ts'
import { decided, settled } from './deciding.ts'
import type { Look, Need } from './deciding.ts'
import { nameOf, rolesIn, whereIn } from './names.ts'
import type { Taker } from './takers.ts'
import { fitsTarget, placesOf } from './target.ts'
import type { Target, Where } from './target.ts'
import { firmness } from './types.ts'
import type { Decided, Step } from './types.ts'

/** The firmest; of those the first of the table. */
export function stepBy(look: Look, target: Target, taker: Taker): Step | undefined {
  let best: Step | undefined
  for (const method of becomingMethods) {
    const step = stepWith(look, target, taker, method)
    if (step === undefined || (best !== undefined && firmness(step) >= firmness(best))) continue
    best = step
    if (step.verdict === 'proven') break
  }
  return best
}

function stepWith(look: Look, target: Target, taker: Taker, method: GcpMethod): Step | undefined {
  const sets = permissionSets(method, taker.held)
  if (sets.length === 0 || !fitsTarget(look.view, target, method)) return undefined
  const closed = closedBy(look.view, target.project, method.closedBy ?? [])
  if (closed === 'closed') return undefined
  const missing = closed === 'unknown' ? ['constraints of the organization policy on its project'] : []
  let best: Step | undefined
  for (const where of placesOf(look.view, target, method))
    for (const permissions of sets) {
      const step = stepAt(look, { target, taker, method, where, permissions, missing })
      if (step !== undefined && (best === undefined || firmness(step) < firmness(best))) best = step
      if (best?.verdict === 'proven') return best
    }
  return best
}

/** Sets of permissions at the place, any of which will do; none where the policies do not give one. */
function permissionSets({ all, oneOf, actAs: acts }: GcpMethod, held: Taker['held']): readonly (readonly string[])[] {
  if (acts && !held.has(actAs)) return []
  if (!all.every((each) => held.has(each))) return []
  return oneOf === undefined ? [all] : oneOf.filter((each) => held.has(each)).map((each) => [...all, each])
}

interface Tried {
  readonly target: Target
  readonly taker: Taker
  readonly method: GcpMethod
  readonly where: Where
  readonly permissions: readonly string[]
  readonly missing: readonly string[]
}

function stepAt(look: Look, { target, taker, method, where, permissions, missing }: Tried): Step | undefined {
  const needs: readonly Need[] = [
    ...permissions.map((permission) => ({ permission, resource: where.resource, ...givingOf(method) })),
    ...(method.actAs ? [{ permission: actAs, resource: target.resource }] : []),
  ]
  const found = decided(look, taker.member, needs)
  if (found === undefined) return undefined
  const whole = settled({
    ...found,
    conditions: [...found.conditions, ...(method.hangsOn === undefined ? [] : [method.hangsOn])],
    missing: [...found.missing, ...where.missing, ...missing],
  })
  const what = method.gives === 'policy' ? 'gives itself the right to tokens of' : method.does
  const does = `${what} ${target.account.email}${where.name === undefined ? '' : ` (${where.name})`}`
  return stepOf(look, { from: taker.member, to: target.member, by: method.id, needs, does, found: whole })
}

/** Of the roles that it may give away, the one that it needs. */
function givingOf({ all }: GcpMethod): Pick<Need, 'giving'> {
  return all.some((each) => each.endsWith('.setIamPolicy')) ? { giving: 'roles/iam.serviceAccountTokenCreator' } : {}
}

interface Made {
  readonly from: string
  readonly to: string
  readonly by: string
  readonly needs: readonly Need[]
  readonly does: string
  readonly found: Decided
}

export function stepOf({ view }: Look, { from, to, by, needs, does, found }: Made): Step {
  const name = nameOf(view, from)
  const roles = `${rolesIn(found.statements)}${whereIn(view, found.statements)}`
  return {
    ...found,
    from,
    to,
    by,
    actions: [...new Set(needs.map(({ permission }) => permission))],
    text: `${name} holds ${roles}: it ${does}.`,
    mend: `Take ${roles} from ${name}, or hold it to service accounts without power.`,
  }
}
