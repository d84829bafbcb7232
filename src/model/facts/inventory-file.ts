/**
 * Facts of what files of inventory say, by type and kind: exports of vaults, of tools for privileged access, of gateways
 * and of services that have no connector. Ids are built on the file's source, so that files of one source meet.
 */
import type { Known } from '../known.ts'

/** Where in which file it stood. */
type Row = {
  readonly file: string
  /** From 1, the line of headings included. */
  readonly line: number
}

/** identity `principal`; `nativeId` is the id that the file gives. */
export type PrincipalFacts = Row & {
  readonly source: string
  /** The file's own word for what it is: `service account`, `gateway route` */
  readonly principalType: Known<string>
  /** The file's own words for what it may do. */
  readonly privileges: Known<readonly string[]>
  readonly owner: Known<string>
}

/** A credential of any kind; `nativeId` is the id that the file gives. Edge `authenticates` to its principal. */
export type FileCredentialFacts = Row & {
  readonly source: string
  /** The file's own word for its kind. */
  readonly credentialType: Known<string>
  /** Where it is kept: `kv/shop/stripe` */
  readonly storedIn: Known<string>
  readonly owner: Known<string>
}

/** identity `user`: who a file says owns something, known by an address; `nativeId` is the address in small letters. */
export type FileUserFacts = {
  readonly email: string
}

/** resource `team`: an owner that has no address; `nativeId` is its name. */
export type FileTeamFacts = {
  readonly team: string
}

/** resource `ownership`: who answers for what another vendor knows by this id. Edge `owns` where Muster's own id is given. */
export type OwnershipFacts = Row & {
  readonly source: string
  /** What the vendor's own tools print: an ARN, an e-mail address, a number. */
  readonly ownedNativeId: Known<string>
  /** Muster's id of it. */
  readonly ownedId: Known<string>
  /** Address or name. */
  readonly owner: string
}
