/** Who may become a service account that lies somewhere, by the policies alone: what is found is decided on afterwards. */
import type { View } from '../../../inventory/view.ts'
import { accessToken, becomingMethods, gives, implicitDelegation } from '../gcp-abilities/index.ts'
import { accountResource } from '../gcp-facts.ts'
import type { GcpAccount } from '../gcp-world/index.ts'
import { holdersIn, holdersOn, together } from './holders.ts'
import type { Holders, Permissions } from './holders.ts'
import type { Heeded } from './types.ts'

function takesOver(held: Permissions): boolean {
  return held.has(implicitDelegation) || becomingMethods.some((method) => gives(method, held))
}

/** By the policies of the project and what is above it: the same for each of its service accounts. */
function takersIn(view: View, project: string): Holders {
  return view.once(`gcp takers in ${project}`, () => {
    const kinds = new Map<Permissions, boolean>()
    return new Map(
      [...holdersIn(view, project)].filter(([, held]) => {
        const known = kinds.get(held) ?? takesOver(held)
        kinds.set(held, known)
        return known
      }),
    )
  })
}

export interface Taker {
  readonly member: string
  /** Of what methods ask for, over the account or its project. */
  readonly held: Permissions
}

/** Those of the account's own policy with what they hold of the project, then those of the project. */
export function* takersOf(view: View, { email, projectId }: GcpAccount, heeded: Heeded): Generator<Taker> {
  const project = `projects/${projectId}`
  const around = holdersIn(view, project)
  const own = holdersOn(view, accountResource(email, projectId))
  for (const [member, held] of own) if (heeded(member)) yield { member, held: together(held, around.get(member)) }
  for (const member of remaining(view, project, heeded)) {
    const held = own.has(member) ? undefined : around.get(member)
    if (held !== undefined) yield { member, held }
  }
}

function remaining(view: View, project: string, heeded: Heeded): readonly string[] {
  return stillHeeded(view, heeded, `takers in ${project}`, () => [...takersIn(view, project).keys()])
}

/** Whoever has been told of once is left out from then on, since every account of the project asks for the same list. */
export function stillHeeded(view: View, heeded: Heeded, key: string, all: () => readonly string[]): readonly string[] {
  const lists = listsOf(view, heeded)
  const left = (lists.get(key) ?? all()).filter(heeded)
  lists.set(key, left)
  return left
}

/** A list for each search, which forgets it with the search. */
function listsOf(view: View, heeded: Heeded): Map<string, readonly string[]> {
  const searches = view.once('gcp takers left', () => new WeakMap<Heeded, Map<string, readonly string[]>>())
  const known = searches.get(heeded) ?? new Map<string, readonly string[]>()
  searches.set(heeded, known)
  return known
}

/** Those that may pass tokens of `through` on, and are not let at them themselves. */
export function delegatesOver(view: View, { email, projectId }: GcpAccount): readonly string[] {
  const around = holdersIn(view, `projects/${projectId}`)
  const own = holdersOn(view, accountResource(email, projectId))
  return [...new Set([...own.keys(), ...around.keys()])].filter((member) => {
    const held = together(own.get(member), around.get(member))
    return held.has(implicitDelegation) && !held.has(accessToken)
  })
}
