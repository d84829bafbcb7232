/** From an identity of one cloud into the next: doors that take its tokens, and how far it gets behind them. */
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { byWeight, chained } from './aws-reach/paths.ts'
import type { Limits } from './aws-reach/reach.ts'
import { usualLimits } from './aws-reach/reach.ts'
import { awsDoorsFor, pathThroughAwsDoor, pathToAwsDoor } from './aws-web-doors.ts'
import { federatedDoors, pathThroughDoor, pathToDoor, takes } from './entra-federation.ts'
import { serviceAccountFacts } from './gcp-facts.ts'
import { pathThroughGcpDoor, pathToGcpDoor } from './gcp-federation.ts'
import { gcpDoorsFor } from './gcp-federation-clouds.ts'
import { accountsSpeakingFor } from './gcp-speakers.ts'

export type Cloud = 'aws' | 'azure' | 'gcp'

export interface Crossing {
  readonly into: Cloud
  /** To whom is become. */
  readonly path: FoundPath
  /** Undefined: a principal of a pool, which is no identity of the inventory. */
  readonly becomes: Identity | undefined
  /** The same, and on to administration within that cloud; undefined: it does not get there. */
  readonly admin: FoundPath | undefined
}

export function crossingsFrom(view: View, identity: Identity, limits: Limits = usualLimits): readonly Crossing[] {
  if (identity.enabled === false) return []
  return view.once(`crossings from ${identity.id} ${limits.hops} ${limits.crossings}`, () => [
    ...intoAws(view, identity, limits),
    ...intoEntra(view, identity),
    ...intoGoogle(view, identity),
  ])
}

function intoAws(view: View, identity: Identity, limits: Limits): readonly Crossing[] {
  return awsDoorsFor(view, identity).map((door) => ({
    into: 'aws',
    path: pathToAwsDoor(identity, door),
    becomes: door.entry.role.identity,
    admin: pathThroughAwsDoor(view, identity, door, limits),
  }))
}

/** https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-gcp */
function intoEntra(view: View, identity: Identity): readonly Crossing[] {
  if (identity.provider !== 'gcp' || identity.kind !== 'service-account') return []
  const { uniqueId: subject } = serviceAccountFacts(identity)
  if (!isKnown<string>(subject)) return []
  const issuer = 'accounts.google.com'
  return federatedDoors(view, issuer).flatMap((door): readonly Crossing[] => {
    const taken = takes(door.facts, { issuer, subject, claims: {} })
    if (taken === 'no') return []
    const text = `${identity.name} gets an identity token of Google, and signs in as ${door.identity.name} by its federated credential ${door.facts.name}.`
    const begun = (path: FoundPath): FoundPath => begin(path, identity, text)
    const admin = pathThroughDoor(view, identity.nativeId, door, taken)
    return [
      {
        into: 'azure',
        path: begun(pathToDoor(view, identity.nativeId, door, taken)),
        becomes: door.identity,
        admin: admin && begun(admin),
      },
    ]
  })
}

/** As a principal of a pool, and as service accounts that it speaks for to a further cloud. */
function intoGoogle(view: View, identity: Identity): readonly Crossing[] {
  return gcpDoorsFor(view, identity).flatMap((open): readonly Crossing[] => {
    const { door } = open
    const enter = begin(pathToGcpDoor(identity.nativeId, door, open), identity)
    const admin = pathThroughGcpDoor(view, identity.nativeId, door, open)
    return [
      { into: 'gcp', path: enter, becomes: undefined, admin: admin && begin(admin, identity) },
      ...accountsSpeakingFor(view, door.member).map(({ account, path }): Crossing => {
        return { into: 'gcp', path: chained(enter, path), becomes: account, admin: undefined }
      }),
    ]
  })
}

function begin(path: FoundPath, { name }: Identity, text?: string): FoundPath {
  const [first, ...rest] = path.hops
  return first === undefined ? path : { ...path, hops: [{ ...first, fromName: name, ...(text && { text }) }, ...rest] }
}

/** Administration in another cloud, and over which doors. */
export interface CrossedPath {
  /** Where it ends. */
  readonly cloud: Cloud
  readonly path: FoundPath
  /** What closes each of the doors, as sentences. */
  readonly doors: readonly string[]
}

/** Chains over more clouds than these are told of at their parts. */
const mostCrossings = 2

/** From the identity into other clouds to administration there, the fewest crossings first, the weightiest of these. */
export function crossedPaths(view: View, identity: Identity, limits: Limits = usualLimits): readonly CrossedPath[] {
  return further(view, identity, limits, [identity.id]).toSorted(
    (a, b) => a.doors.length - b.doors.length || byWeight(a.path, b.path),
  )
}

/** `over`: who was passed already, so that no chain leads in a circle. */
function further(view: View, identity: Identity, limits: Limits, over: readonly string[]): readonly CrossedPath[] {
  if (over.length > mostCrossings || limits.hops < 1) return []
  return crossingsFrom(view, identity, limits).flatMap(({ into, path, becomes, admin }): readonly CrossedPath[] => {
    if (admin !== undefined) return [{ cloud: into, path: admin, doors: [path.mend] }]
    if (becomes === undefined || over.includes(becomes.id)) return []
    const onwards = { ...limits, hops: limits.hops - path.hops.length }
    return further(view, becomes, onwards, [...over, becomes.id]).map(({ cloud, path: rest, doors }) => ({
      cloud,
      path: joined(path, rest),
      doors: [path.mend, ...doors],
    }))
  })
}

/** Chains that end in an account of AWS keep the policy that stops them there. */
export function joined(first: FoundPath, rest: FoundPath): FoundPath {
  const { mendPolicy: _, ...start } = first
  return { ...chained(start, rest), ...(rest.mendPolicy === undefined ? {} : { mendPolicy: rest.mendPolicy }) }
}
