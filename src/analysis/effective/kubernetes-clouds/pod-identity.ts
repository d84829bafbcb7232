/**
 * Roles of AWS that EKS hands to pods by associations, with what it tells of the pod as tags of the session.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 */
import type { View } from '../../../inventory/view.ts'
import { entityId } from '../../../model/index.ts'
import type { Facts } from '../../../model/index.ts'
import { accountOf, principalFor, trustsService } from '../aws-access/index.ts'
import type { Answer } from '../aws-access/index.ts'
import type { Context } from '../aws-policy/index.ts'
import { entryOf } from '../aws-reach/entries.ts'
import type { Entry } from '../aws-reach/entries.ts'
import { eksClusterOf } from '../kubernetes-eks.ts'
import type { Account } from '../kubernetes-reach/index.ts'

export const podsService = 'pods.eks.amazonaws.com'

export interface Association {
  /** In which the cluster is. */
  readonly account: string
  readonly roleArn: string
  readonly tags: Tags
}

/** What the session is tagged with; `none`: the association says so; `untold`: nobody read whether it does. */
type Tags =
  | { readonly kind: 'none' }
  | { readonly kind: 'untold' }
  | { readonly kind: 'usual'; readonly clusterName: string; readonly clusterArn: string }

/** Of the cluster that has this issuer, in whichever account it is. */
export function associationsFor(view: View, { namespace, name }: Account): readonly Association[] {
  return associationsOf(view).get(`${namespace}/${name}`) ?? []
}

function associationsOf(view: View): ReadonlyMap<string, readonly Association[]> {
  return view.once('eks associations', () => {
    const eks = eksClusterOf(view)
    if (eks === undefined) return new Map()
    const { cluster, scope, account } = eks
    const found = [...view.resources({ kind: 'eks:pod-identity-association', scope })].flatMap(({ facts }) => {
      const { clusterName, region, namespace, serviceAccount, roleArn } = facts
      if (typeof namespace !== 'string' || typeof serviceAccount !== 'string' || typeof roleArn !== 'string') return []
      // Clusters of two regions may be called the same.
      if (clusterName !== cluster.name || region !== cluster.facts['region']) return []
      const tags = tagsOf(facts, cluster.name, cluster.nativeId)
      return [{ key: `${namespace}/${serviceAccount}`, account, roleArn, tags }]
    })
    return Map.groupBy(found, ({ key }) => key)
  })
}

function tagsOf({ disableSessionTags }: Facts, clusterName: string, clusterArn: string): Tags {
  if (disableSessionTags === true) return { kind: 'none' }
  return disableSessionTags === false ? { kind: 'usual', clusterName, clusterArn } : { kind: 'untold' }
}

/** The service hands the role to pods of this account alone; the role has to let the service in, and tag it. */
export function handedOut(view: View, account: Account, association: Association): Entry | undefined {
  const { account: owner, roleArn, tags } = association
  const identity = view.identity(entityId('aws', owner, 'iam-role', roleArn))
  const role = identity && principalFor(view, identity)
  const home = accountOf(view, owner)
  if (role === undefined || home === undefined) return undefined
  const context = contextOf(account, tags)
  const answer = trustsService(role, podsService, undefined, { context })
  const tagging =
    tags.kind === 'usual' ? trustsService(role, podsService, undefined, { context, action: 'sts:TagSession' }) : answer
  if (answer.verdict === 'denied' || tagging.verdict === 'denied') return undefined
  return entryOf(role, home, weaker(answer, tagging))
}

const ofPod = ['kubernetes-pod-name', 'kubernetes-pod-uid']
const ofAccount = ['eks-cluster-name', 'eks-cluster-arn', 'kubernetes-namespace', 'kubernetes-service-account']

/** Which pod it is stays open, and everything where nobody read whether the association tags. */
function contextOf({ namespace, name }: Account, tags: Tags): Context {
  if (tags.kind === 'untold') return {}
  if (tags.kind === 'none') return Object.fromEntries([...ofPod, ...ofAccount].map((tag) => [keyOf(tag), null]))
  const values = [tags.clusterName, tags.clusterArn, namespace, name]
  return Object.fromEntries(ofAccount.map((tag, index) => [keyOf(tag), values[index] ?? null]))
}

function keyOf(tag: string): string {
  return `aws:RequestTag/${tag}`
}

/** Both have to hold. */
function weaker(one: Answer, other: Answer): Answer {
  return one.verdict === 'allowed' ? other : one
}
