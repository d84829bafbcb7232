/** Who owns what acts in a tenant: owners of its registration and of its service principal. */
import type { View } from '../../inventory/view.ts'
import type { Identity, Resource } from '../../model/index.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import { applicationFacts, entraUserFacts } from './entra-facts.ts'

export interface Ownership {
  /** Entity id of the owner. */
  readonly owner: string
  /** Who it is; undefined: nobody that was read. */
  readonly identity: Identity | undefined
  /** Entity id of the registration or of the service principal. */
  readonly owned: string
}

/** Applications and agent blueprints that act as this service principal. */
export function registrationsOf(principal: Identity, view: View): readonly Resource[] {
  const all = view.once('entra registrations by service principal', () => {
    const found = new Map<string, Resource[]>()
    for (const kind of ['application', 'agent-blueprint'])
      for (const registration of view.resources({ kind })) {
        const { servicePrincipal } = applicationFacts(registration)
        if (isKnown(servicePrincipal))
          found.set(servicePrincipal, [...(found.get(servicePrincipal) ?? []), registration])
      }
    return found
  })
  return all.get(principal.id) ?? []
}

/** Owners may change what they own. In order of id; who owns both stands twice. */
export function ownershipsOf(principal: Identity, view: View): readonly Ownership[] {
  return edgesInto(principal, view).filter(({ via }) => via !== 'sponsor')
}

/** Sponsors answer for agents, and may change nothing. */
export function sponsorshipsOf(principal: Identity, view: View): readonly Ownership[] {
  return edgesInto(principal, view).filter(({ via }) => via === 'sponsor')
}

function edgesInto(principal: Identity, view: View): readonly (Ownership & { readonly via?: string | undefined })[] {
  const owned = [...registrationsOf(principal, view).map(({ id }) => id), principal.id]
  return owned
    .flatMap((to) => view.edgesTo(to, 'owns'))
    .map(({ from, to, via }) => ({ owner: from, identity: view.identity(from), owned: to, via }))
}

/** Somebody of another organization; undefined: nobody told. */
export function isGuest(user: Identity): boolean | undefined {
  const { userType, userPrincipalName } = entraUserFacts(user)
  // Entra ID names invited people so: https://learn.microsoft.com/entra/external-id/user-properties
  const invited = isKnown(userPrincipalName) && userPrincipalName.includes('#EXT#')
  if (isUnknown(userType)) return invited ? true : undefined
  return userType === 'Guest'
}
