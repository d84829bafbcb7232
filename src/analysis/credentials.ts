import type { Credential, CredentialKind, Identity } from '../model/index.ts'
import type { View } from '../inventory/view.ts'

/** What an identity proves itself with, in order of id. */
export function credentialsOf(identity: Identity, view: View, kind?: CredentialKind): readonly Credential[] {
  return view
    .edgesTo(identity.id, 'authenticates')
    .map((edge) => view.credential(edge.from))
    .filter((credential) => credential !== undefined)
    .filter((credential) => kind === undefined || credential.kind === kind)
}

/** The identity a credential stands for; the first by id when several share it. */
export function holderOf(credential: Credential, view: View): Identity | undefined {
  return view
    .edgesFrom(credential.id, 'authenticates')
    .map((edge) => view.identity(edge.to))
    .find((identity) => identity !== undefined)
}

/** Ids of the identities a credential stands for, whether or not they were read. */
export function holderIds(credential: Credential, view: View): readonly string[] {
  return view.edgesFrom(credential.id, 'authenticates').map((edge) => edge.to)
}
