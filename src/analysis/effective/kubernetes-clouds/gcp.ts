/**
 * Principals of Google Cloud: of the pool that every project with GKE has, and of pools that take the cluster's issuer.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity
 */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath } from '../../../model/index.ts'
import { gcpScopes } from '../gcp-facts.ts'
import { openGcpDoors, pathThroughGcpDoor } from '../gcp-federation.ts'
import { controlPath, reachOf } from '../gcp-reach/index.ts'
import type { Account } from '../kubernetes-reach/index.ts'
import { gkePrincipals } from './gke-principals.ts'
import type { CloudDoor } from './types.ts'

export function gcpDoors(view: View, account: Account, issuer: string): readonly CloudDoor[] {
  if (gcpScopes(view).length === 0) return []
  return [...ownPool(view, account, issuer), ...otherPools(view, account, issuer)]
}

/** `container.googleapis.com/v1/projects/acme-prod/locations/…`; clusters of one project share a pool. */
function ownPool(view: View, account: Account, issuer: string): readonly CloudDoor[] {
  const [, project] = /^container\.googleapis\.com\/v1\/projects\/([^/]+)\//.exec(issuer) ?? []
  if (project === undefined) return []
  return gkePrincipals(view, account, { project, issuer }).flatMap(({ member, own }): readonly CloudDoor[] => {
    const found = controlPath(view, member) ?? reachOf(view, member)[0]
    if (found === undefined) return []
    const path = startedBy(found, account.identity)
    const becomes = path.hops[0]?.to ?? member
    const name = path.hops[0]?.toName ?? becomes
    return [{ cloud: 'gcp', by: 'workload-identity', identity: becomes, name, own, gain: 'admin', path }]
  })
}

/** What it holds itself is reached without a step; whoever reads a path has to see where it begins. */
function startedBy(path: FoundPath, { nativeId, name }: Account['identity']): FoundPath {
  const [first, ...rest] = path.hops
  if (first !== undefined) return { ...path, hops: [{ ...first, from: nativeId, fromName: name }, ...rest] }
  const hop = {
    from: nativeId,
    fromName: name,
    to: path.target,
    by: 'gke-workload-identity',
    actions: ['sts.token'],
    text: `A pod that runs as ${name} holds roles of Google Cloud itself, and controls ${path.target} with them.`,
  }
  return { ...path, hops: [hop] }
}

function otherPools(view: View, { identity }: Account, issuer: string): readonly CloudDoor[] {
  const subject = identity.nativeId
  return openGcpDoors(view, { issuer, subject, claims: {} }).flatMap((open): readonly CloudDoor[] => {
    const { door } = open
    const path = pathThroughGcpDoor(view, subject, door, open)
    if (path === undefined) return []
    const [first, ...rest] = path.hops
    const hops = first === undefined ? [] : [{ ...first, fromName: identity.name }, ...rest]
    const mend =
      'Hold the provider to the service accounts that need it, and give roles to single principals of the pool.'
    const own = door.member.endsWith(`/subject/${subject}`)
    const name = first?.toName ?? door.member
    return [
      { cloud: 'gcp', by: 'issuer', identity: door.member, name, own, gain: 'admin', path: { ...path, hops, mend } },
    ]
  })
}
