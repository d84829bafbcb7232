/** What users let a client do, and which of it counts. */
import type { View } from '../../inventory/view.ts'
import type { Identity, Instant, Resource } from '../../model/index.ts'
import { weighScopes } from './google-scopes.ts'
import type { WeighedScope } from './google-scopes.ts'
import { oauthGrantOf, workspaceUserFacts } from './gws-facts.ts'

export interface Grant {
  /** Entity id of the user. */
  readonly userId: string
  /** Undefined where the list of users does not know who it is. */
  readonly user: Resource | undefined
  readonly scopes: readonly string[]
  readonly grantedAt: Instant | null
}

/** Of a client, by all its users. */
export function grantsOf(client: Identity, view: View): readonly Grant[] {
  return view.edgesFrom(client.id, 'grants').map((edge) => {
    const { scopes, grantedAt } = oauthGrantOf(edge)
    return { userId: edge.to, user: view.resource(edge.to), scopes, grantedAt }
  })
}

/** While an account is suspended or archived, nothing acts in its name. */
export function isAsleep(user: Resource): boolean {
  const { suspended, archived } = workspaceUserFacts(user)
  return suspended || archived
}

/** Grants that can be used: whoever is not known to be asleep counts. */
export function liveGrants(client: Identity, view: View): readonly Grant[] {
  return grantsOf(client, view).filter(({ user }) => user === undefined || !isAsleep(user))
}

export function isAdmin(user: Resource): boolean {
  const { superAdmin, delegatedAdmin } = workspaceUserFacts(user)
  return superAdmin || delegatedAdmin
}

export interface Held {
  /** Heaviest first, each once; scopes that only do something to administrators, only where one gave them. */
  readonly scopes: readonly WeighedScope[]
  /** Such scopes, given by somebody of whom it is not known whether they administer. */
  readonly untold: readonly WeighedScope[]
}

/** What a client can do with the grants: scopes that take an administrator are worth as much as who gave them. */
export function heldBy(grants: readonly Grant[]): Held {
  const [counting, untold] = [new Set<string>(), new Set<string>()]
  for (const { scopes, user } of grants)
    for (const { scope, needsAdmin } of weighScopes(scopes)) {
      if (!needsAdmin || (user !== undefined && isAdmin(user))) counting.add(scope)
      else if (user === undefined) untold.add(scope)
    }
  return {
    scopes: weighScopes([...counting]),
    untold: weighScopes([...untold].filter((scope) => !counting.has(scope))),
  }
}

/** Who gave any of the scopes. */
export function giversOf(grants: readonly Grant[], scopes: readonly WeighedScope[]): readonly Grant[] {
  const wanted = new Set(scopes.map(({ scope }) => scope))
  return grants.filter((grant) => grant.scopes.some((scope) => wanted.has(scope)))
}
