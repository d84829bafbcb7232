/** From service accounts of a cluster into clouds. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath, Identity } from '../../../model/index.ts'
import { isKnown } from '../../../model/index.ts'
import { byWeight, chained } from '../aws-reach/paths.ts'
import { clusterOf } from '../kubernetes-facts.ts'
import { accountFor, accountsOf, pathBy, pathTo, usualHops } from '../kubernetes-reach/index.ts'
import type { Account, Goal, Way } from '../kubernetes-reach/index.ts'
import { awsDoors } from './aws.ts'
import { azureDoors } from './azure.ts'
import { gcpDoors } from './gcp.ts'
import type { Cloud, CloudDoor } from './types.ts'

export type { Cloud, CloudDoor } from './types.ts'

/** Identities of clouds that it becomes by its own tokens: administrators first, the firmest path of them. */
export function cloudDoors(view: View, identity: Identity): readonly CloudDoor[] {
  const account = accountFor(view, identity)
  return account === undefined ? [] : doorsOf(view, account)
}

const gains = ['admin', 'sensitive', 'ordinary'] as const

function doorsOf(view: View, account: Account): readonly CloudDoor[] {
  return view.once(`kubernetes doors ${account.id}`, () => {
    const issuer = clusterOf(view)?.issuer
    if (!isKnown(issuer)) return []
    return [
      ...awsDoors(view, account, issuer),
      ...azureDoors(view, account, issuer),
      ...gcpDoors(view, account, issuer),
    ].toSorted(
      (a, b) =>
        gains.indexOf(a.gain) - gains.indexOf(b.gain) ||
        (a.path && b.path ? byWeight(a.path, b.path) : 0) ||
        (a.identity < b.identity ? -1 : 1),
    )
  })
}

/** Accounts that become an administrator of a cloud. */
function cloudGoal(view: View): Goal {
  return { name: 'clouds', cluster: false, isThere: (account) => doorsOf(view, account)[0]?.gain === 'admin' }
}

export interface CloudWay {
  readonly cloud: Cloud
  readonly path: FoundPath
}

/** By its own token, or over other accounts of the cluster, to administration of a cloud. */
export function cloudWay(view: View, identity: Identity, hops = usualHops): CloudWay | undefined {
  const [own] = cloudDoors(view, identity)
  if (own?.gain === 'admin') return own.path && { cloud: own.cloud, path: own.path }
  return intoCloud(view, pathTo(view, identity, cloudGoal(view), hops))
}

export function cloudPath(view: View, identity: Identity, hops = usualHops): FoundPath | undefined {
  return cloudWay(view, identity, hops)?.path
}

/** Over other accounts of the cluster alone, beginning with one of these ways. */
export function cloudPathBy(view: View, identity: Identity, ways: readonly Way[]): FoundPath | undefined {
  return intoCloud(view, pathBy(view, identity, cloudGoal(view), ways))?.path
}

function intoCloud(view: View, inside: FoundPath | undefined): CloudWay | undefined {
  const last = inside && [...accountsOf(view).values()].find(({ identity: each }) => each.nativeId === inside.target)
  const [door] = last === undefined ? [] : doorsOf(view, last)
  return inside && door?.path && { cloud: door.cloud, path: chained(inside, door.path) }
}
