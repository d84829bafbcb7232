/** Chains that a workflow begins and another cloud than the first ends: on from whom it becomes by its own doors. */
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity } from '../../model/index.ts'
import { chained } from './aws-reach/paths.ts'
import type { Limits } from './aws-reach/reach.ts'
import { enter } from './aws-reach/entries.ts'
import { crossedPaths, joined } from './cloud-crossings.ts'
import type { Cloud } from './cloud-crossings.ts'
import { pathToDoor } from './entra-federation.ts'
import type { FederatedDoor, Taken } from './entra-federation.ts'
import { pathToGcpDoor } from './gcp-federation.ts'
import type { OpenGcpDoor } from './gcp-federation.ts'
import { accountsSpeakingFor } from './gcp-speakers.ts'
import type { Opening } from './github-doors.ts'

export interface ApplicationDoor {
  readonly door: FederatedDoor
  readonly taken: Exclude<Taken, 'no'>
}

export interface PrincipalDoor {
  readonly open: OpenGcpDoor
  /** The e-mail of the service account that the steps become, where they say which. */
  readonly as?: string
}

/** From a run's token to administration of a cloud. */
export interface Inside {
  /** Where it ends. */
  readonly cloud: Cloud
  /** Whose door the token opens. */
  readonly through: Cloud
  /** What closes each door into a further cloud, as sentences. */
  readonly crossings: readonly string[]
  readonly inside: FoundPath
}

export interface RunDoors {
  readonly openings: readonly Opening[]
  readonly applications: readonly ApplicationDoor[]
  readonly principals: readonly PrincipalDoor[]
}

/** `from`: whose the token is. */
export function crossedInside(view: View, from: string, doors: RunDoors, limits: Limits): readonly Inside[] {
  const on = (through: Cloud, first: FoundPath, identity: Identity): readonly Inside[] =>
    crossedPaths(view, identity, { ...limits, hops: limits.hops - first.hops.length }).map((rest) => ({
      cloud: rest.cloud,
      through,
      crossings: rest.doors,
      inside: joined(first, rest.path),
    }))
  return [
    ...doors.openings.flatMap(({ entry }) => on('aws', enter(from, entry), entry.role.identity)),
    ...doors.applications.flatMap(({ door, taken }) => on('azure', pathToDoor(view, from, door, taken), door.identity)),
    ...doors.principals.flatMap(({ open, as }) =>
      accountsSpeakingFor(view, open.door.member)
        .filter(({ account }) => as === undefined || as === account.nativeId)
        .flatMap(({ account, path }) => on('gcp', chained(pathToGcpDoor(from, open.door, open), path), account)),
    ),
  ]
}
