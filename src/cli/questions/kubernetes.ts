/** The page of a service account of Kubernetes: what it holds, which identities of clouds it becomes, what it reaches. */
import { cloudDoors, cloudPath } from '../../analysis/effective/kubernetes-clouds/index.ts'
import { k8sAccountFacts } from '../../analysis/effective/kubernetes-facts.ts'
import { grantsOf } from '../../analysis/effective/kubernetes-rbac/index.ts'
import { clusterPath, isClusterAdmin } from '../../analysis/effective/kubernetes-reach/index.ts'
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity } from '../../model/index.ts'
import { clean } from '../../report/lines.ts'
import { count, gapWords } from '../../report/words.ts'
import { word } from '../../rules/shared/aws-commands.ts'
import { grantWords } from '../../rules/shared/kubernetes-grants.ts'
import { lines } from './statements.ts'

const shown = 12

export function* kubernetesPortrait(view: View, identity: Identity): Generator<string> {
  if (identity.kind !== 'service-account') return
  yield '\nWhat it holds\n'
  yield* holding(view, identity)
  yield '\nWhat it becomes in clouds\n'
  yield* clouds(view, identity)
  yield '\nWhat it can reach\n'
  yield* reaching(view, identity)
}

function* holding(view: View, identity: Identity): Generator<string> {
  const { namespace, account: name } = k8sAccountFacts(identity)
  const grants = grantsOf(view, { kind: 'account', namespace, name })
  if (grants.length === 0) yield* lines('Nothing, by the bindings that were read.', '  ')
  for (const grant of grants.slice(0, shown)) {
    const through = grant.through.startsWith('group ') ? `, as a member of ${grant.through.slice('group '.length)}` : ''
    const where = grant.namespace === null ? 'everywhere' : `in ${grant.namespace}`
    yield* lines(`${grantWords(grant)}, ${where}${through}`, '  ', '    ')
    for (const { verbs, resources, nonResourceURLs, resourceNames } of grant.rules.slice(0, 4))
      yield* lines(
        `${verbs.join(',')} ${[...resources, ...nonResourceURLs].join(',')}${resourceNames.length === 0 ? '' : ` named ${resourceNames.join(',')}`}`,
        '    ',
        '      ',
      )
    if (grant.rules.length > 4) yield* lines(`and ${count(grant.rules.length - 4, 'rule')} more`, '    ')
  }
  if (grants.length > shown) yield* lines(`and ${grants.length - shown} more`, '  ')
  for (const facet of hidingIn(view, identity.scope, ['bindings', 'roles'])) yield* lines(`Not read: ${facet}.`, '  ')
}

function* clouds(view: View, identity: Identity): Generator<string> {
  const doors = cloudDoors(view, identity)
  for (const { name, identity: id, gain, by } of doors.slice(0, shown))
    yield* lines(`${name} (${id}), by ${ways[by]}: ${gains[gain]}`, '  ', '    ')
  if (doors.length === 0) yield* lines('Nobody, by what was read of clouds.', '  ')
  for (const facet of hidingIn(view, identity.scope, ['cluster'])) yield* lines(`Not read: ${facet}.`, '  ')
}

const ways = {
  issuer: 'the issuer of the cluster',
  'pod-identity': 'EKS Pod Identity',
  'workload-identity': 'the pool of its project',
} as const
const gains = {
  admin: 'an administrator, or gets there',
  sensitive: 'reads secrets or data',
  ordinary: 'no administrator',
} as const

function* reaching(view: View, identity: Identity): Generator<string> {
  if (isClusterAdmin(view, identity)) yield* lines('It administers the cluster already, by what it holds.', '  ')
  const [path] = pathsFrom(view, identity)
  if (path === undefined) {
    if (!isClusterAdmin(view, identity)) yield* lines('Nobody who administers anything, by what was read.', '  ')
    return
  }
  for (const { text } of path.hops) yield* lines(text, '  ', '    ')
  yield* lines(`${count(path.hops.length, 'hop')}, ${path.verdict}. Hop by hop:`, '  ')
  yield `    $ muster path ${word(identity.nativeId)}\n`
}

/** To administration of the cluster, then of a cloud. */
export function pathsFrom(view: View, identity: Identity, hops?: number): readonly FoundPath[] {
  return [clusterPath(view, identity, hops), cloudPath(view, identity, hops)].filter((path) => path !== undefined)
}

/** What was not read of a cluster, and could hide a path. */
export function hidingClusterPaths(view: View, scope: string): readonly string[] {
  return hidingIn(view, scope, ['service-accounts', 'roles', 'bindings', 'workloads', 'cluster', 'token-secrets'])
}

/** What was not read of clusters, and could hide a path over runners that are pods of them: `runners (denied) of acme-prod`. */
export function hidingRunners(view: View): readonly string[] {
  return view
    .scopes()
    .filter(({ provider }) => provider === 'kubernetes')
    .flatMap(({ id, name }) => hidingIn(view, id, ['runners', 'service-accounts']).map((fact) => `${fact} of ${name}`))
}

/** `bindings (denied)` */
function hidingIn(view: View, scope: string, facets: readonly string[]): readonly string[] {
  return facets.flatMap((facet) => {
    const gap = view.gap(`kubernetes.${facet}`, scope)
    return gap === undefined ? [] : [`${facet.replaceAll('-', ' ')} (${gapWords[gap.reason]})`]
  })
}

export function* kubernetesTurnOff(identity: Identity): Generator<string> {
  if (identity.kind !== 'service-account') return
  const { namespace, account } = k8sAccountFacts(identity)
  yield '\nHow to turn it off\n'
  yield* lines(
    'Take it out of its bindings, which is quickly undone; what runs as it goes on running.',
    '  1. ',
    '     ',
  )
  yield* lines('Delete it once nothing has missed them: its tokens are refused from then on.', '  2. ', '     ')
  yield `     $ ${clean(`kubectl delete serviceaccount ${word(account)} --namespace=${word(namespace)}`)}\n`
}
