/** Runners of GitHub Actions that run as pods of clusters: what code in such a pod becomes. */
import type { View } from '../../inventory/view.ts'
import type { RunnerSetFacts } from '../../model/facts/kubernetes.ts'
import type { FoundPath, Identity, Resource } from '../../model/index.ts'
import { entityId, isKnown } from '../../model/index.ts'
import { byWeight } from './aws-reach/paths.ts'
import { cloudDoors, cloudWay } from './kubernetes-clouds/index.ts'
import type { Cloud, CloudDoor } from './kubernetes-clouds/index.ts'
import { k8sAccountFacts, runnerSetFacts } from './kubernetes-facts.ts'
import { adminGrants, bindingWords, grantsOf, isEverything, roleWords } from './kubernetes-rbac/index.ts'
import { clusterAdmin, clusterPath, statementOf } from './kubernetes-reach/index.ts'

export interface RunnerSet {
  readonly resource: Resource
  readonly facts: RunnerSetFacts
}

/** Clusters in the store. */
export function clusterScopes(view: View): readonly string[] {
  return view
    .scopes()
    .flatMap(({ provider, kind, id }) => (provider === 'kubernetes' && kind === 'cluster' ? [id] : []))
}

/** Of every cluster, in order of id. */
export function runnerSets(view: View): readonly RunnerSet[] {
  return view.onceForAll('kubernetes runner sets', () =>
    clusterScopes(view).flatMap((scope) =>
      [...view.resources({ kind: 'runner-set', scope })].map((resource) => ({
        resource,
        facts: runnerSetFacts(resource),
      })),
    ),
  )
}

/** What the code of a job has in its hands. */
export interface RunnerPod {
  /** Of the cluster that it runs in. */
  readonly cluster: View
  readonly account: Identity
  /** What was not read of it: whatever follows is possible, no more. */
  readonly missing: readonly string[]
  /** A token for the cluster itself lies in the pod. */
  readonly hasToken: boolean
  readonly gives: Pick<RunnerSetFacts, 'tokens' | 'azureIdentity'>
}

/**
 * The pod of a job. Hooks for Kubernetes run a job that has a container of its own in another pod, as the default account
 * of the namespace: https://github.com/actions/actions-runner-controller/issues/3745. Undefined: it does not run there at
 * all, or its account was not read.
 */
export function podOf(view: View, set: RunnerSet, ownContainer: boolean): RunnerPod | undefined {
  const { resource, facts } = set
  const { namespace, containers } = facts
  const cluster = view.at(resource.scope)
  if (cluster === undefined || (containers.required && !ownContainer)) return undefined
  const other = ownContainer && containers.pods
  const name = other ? 'default' : facts.serviceAccount
  const account = cluster.identity(
    entityId('kubernetes', cluster.scope.nativeId, 'service-account', `system:serviceaccount:${namespace}:${name}`),
  )
  if (account === undefined) return undefined
  const asked = facts.tokens.some(({ audience }) => audience === null)
  const automount = facts.automount ?? k8sAccountFacts(account).automount
  return {
    cluster,
    account,
    missing: unreadOf(facts, resource.name, ownContainer),
    hasToken: other ? k8sAccountFacts(account).automount !== false : asked || automount !== false,
    gives: other ? { tokens: [], azureIdentity: false } : facts,
  }
}

function unreadOf({ containers }: RunnerSetFacts, name: string, ownContainer: boolean): readonly string[] {
  if (!ownContainer) return []
  if (!containers.pods) return [`whether a container within the runners of ${name} gets at the tokens of their pods`]
  return containers.template ? [`as which service account the pods for jobs of ${name} run`] : []
}

export interface PodPath {
  readonly to: Cloud | 'kubernetes'
  /** Begins at the service account. */
  readonly path: FoundPath
}

/** To administration of clouds by tokens that lie in the pod, else over the cluster, and to the cluster itself. */
export function pathsOfPod(pod: RunnerPod, hops: number): readonly PodPath[] {
  const { cluster, account, hasToken } = pod
  const direct = cloudDoors(cluster, account).flatMap((door): readonly PodPath[] => {
    const missing = door.gain === 'admin' ? unreadToken(pod, door) : undefined
    if (missing === undefined || door.path === undefined) return []
    return [{ to: door.cloud, path: possiblyOnly(door.path, missing) }]
  })
  const own = cloudDoors(cluster, account)[0]?.gain === 'admin'
  const over = hasToken && !own ? cloudWay(cluster, account, hops) : undefined
  const inside = hasToken ? (standing(cluster, account) ?? clusterPath(cluster, account, hops)) : undefined
  return [
    ...direct,
    ...(over === undefined ? [] : [{ to: over.cloud, path: over.path }]),
    ...(inside === undefined ? [] : [{ to: 'kubernetes' as const, path: inside }]),
  ]
    .filter(({ path }) => path.hops.length <= hops)
    .toSorted((a, b) => byWeight(a.path, b.path))
}

/**
 * Whether the pod has a token that the door takes: who is in it cannot ask for another. EKS hands one to the pods of
 * accounts with a role in their annotation, Azure to those that ask by a label; EKS Pod Identity and GKE answer whoever
 * asks from a pod. Undefined: it has none; a list: what was not read of it.
 */
function unreadToken({ account, gives }: RunnerPod, { cloud, by, name }: CloudDoor): readonly string[] | undefined {
  if (by !== 'issuer') return []
  if (cloud === 'aws' && isKnown(k8sAccountFacts(account).cloud.awsRoleArn)) return []
  if (cloud === 'azure' && gives.azureIdentity) return []
  const audiences = gives.tokens.flatMap(({ audience }) => audience ?? [])
  if (cloud !== 'gcp' && audiences.includes(usualAudiences[cloud])) return []
  return audiences.length === 0 ? undefined : [`whether ${name} takes tokens for ${audiences.join(', ')}`]
}

const usualAudiences = { aws: 'sts.amazonaws.com', azure: 'api://AzureADTokenExchange' } as const

function possiblyOnly(path: FoundPath, missing: readonly string[]): FoundPath {
  if (missing.length === 0) return path
  return { ...path, verdict: 'possible', missingFacts: [...path.missingFacts, ...missing] }
}

/** It administers the cluster as it is. */
function standing(cluster: View, { nativeId, name, facts }: Identity): FoundPath | undefined {
  const { namespace, account } = facts
  if (typeof namespace !== 'string' || typeof account !== 'string') return undefined
  const [grant] = adminGrants(grantsOf(cluster, { kind: 'account', namespace, name: account }))
  if (grant === undefined) return undefined
  const index = grant.rules.findIndex(isEverything)
  const by = 'muster-cluster-admin'
  const text = `${name} may do everything in the cluster, by ${roleWords(grant)} and ${bindingWords(grant)}.`
  return {
    id: by,
    verdict: 'proven',
    target: clusterAdmin,
    gain: 'admin',
    hops: [{ from: nativeId, fromName: name, to: clusterAdmin, toName: 'cluster-admin', by, actions: [], text }],
    statements: grant.rules
      .slice(index, index + 1)
      .map((rule) => statementOf({ nativeId, name }, { grant, rule, index })),
    conditions: [],
    missingFacts: [],
    mend: `Take ${name} out of ${bindingWords(grant)}.`,
  }
}
