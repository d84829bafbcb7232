/** The least that Muster has to be allowed: a cluster role that only reads, for a service account or whoever signs in. */
import { stringify } from 'yaml'
import type { StepMeta } from '../contract.ts'
import { getKubeSystem } from './routes/cluster.ts'
import { getTracking, listTokenSecrets } from './routes/further.ts'

interface Rule {
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
  readonly verbs: readonly string[]
}

/** Held to one object each. */
const single = new Map([
  [getKubeSystem.permission, 'kube-system'],
  [getTracking.permission, 'kube-apiserver-legacy-service-account-token-tracking'],
])

function needsOf(steps: readonly StepMeta[]): readonly string[] {
  return [...new Set(steps.flatMap(({ needs }) => needs))].toSorted()
}

/** Secrets are left out: there is no permission for their metadata alone. */
export function rulesFor(steps: readonly StepMeta[]): readonly Rule[] {
  const needs = needsOf(steps).filter((need) => need !== listTokenSecrets.permission)
  const byGroup = new Map<string, string[]>()
  const [singles, urls]: [Rule[], string[]] = [[], []]
  for (const need of needs) {
    const [verb = '', what = ''] = need.split(' ')
    if (what.startsWith('/')) {
      urls.push(what)
      continue
    }
    const [resource = '', ...rest] = what.split('.')
    const name = single.get(need)
    if (name !== undefined) {
      singles.push({ apiGroups: [rest.join('.')], resources: [resource], resourceNames: [name], verbs: [verb] })
      continue
    }
    const group = rest.join('.')
    byGroup.set(group, [...(byGroup.get(group) ?? []), resource])
  }
  return [
    ...[...byGroup].map(([group, resources]) => ({ apiGroups: [group], resources, verbs: ['list'] })),
    ...singles,
    ...(urls.length === 0 ? [] : [{ nonResourceURLs: urls, verbs: ['get'] }]),
  ]
}

const secretsNote = `# Left out: list secrets, which secretMetadata: true takes. Whoever may list Secrets reads what they hold.
# The role for it, if you want it:
# - apiGroups: [""]
#   resources: [secrets]
#   verbs: [list]
`

function native(steps: readonly StepMeta[]): string {
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'muster' } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'muster', namespace: 'muster' } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'muster-reader' },
      rules: rulesFor(steps),
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'muster-reader' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'muster-reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'muster', namespace: 'muster' }],
    },
  ]
  const text = objects.map((object) => stringify(object)).join('---\n')
  return `# kubectl apply -f this; then: kubectl create token muster -n muster --duration=1h\n${text}${asksSecrets(steps) ? secretsNote : ''}`
}

function asksSecrets(steps: readonly StepMeta[]): boolean {
  return needsOf(steps).includes(listTokenSecrets.permission)
}

function list(steps: readonly StepMeta[]): string {
  return `${needsOf(steps).join('\n')}\n`
}

function terraform(steps: readonly StepMeta[]): string {
  const lines = (names: readonly string[] | undefined, key: string): string =>
    names === undefined ? '' : `    ${key} = [${names.map((name) => JSON.stringify(name)).join(', ')}]\n`
  const rules = rulesFor(steps).map(
    (rule) =>
      `  rule {\n${lines(rule.apiGroups, 'api_groups')}${lines(rule.resources, 'resources')}${lines(rule.resourceNames, 'resource_names')}${lines(rule.nonResourceURLs, 'non_resource_urls')}${lines(rule.verbs, 'verbs')}  }\n`,
  )
  return `resource "kubernetes_namespace_v1" "muster" {
  metadata {
    name = "muster"
  }
}

resource "kubernetes_service_account_v1" "muster" {
  metadata {
    name      = "muster"
    namespace = kubernetes_namespace_v1.muster.metadata[0].name
  }
}

resource "kubernetes_cluster_role_v1" "muster" {
  metadata {
    name = "muster-reader"
  }
${rules.join('')}}

resource "kubernetes_cluster_role_binding_v1" "muster" {
  metadata {
    name = "muster-reader"
  }
  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "ClusterRole"
    name      = kubernetes_cluster_role_v1.muster.metadata[0].name
  }
  subject {
    kind      = "ServiceAccount"
    name      = kubernetes_service_account_v1.muster.metadata[0].name
    namespace = kubernetes_namespace_v1.muster.metadata[0].name
  }
}
${asksSecrets(steps) ? secretsNote : ''}`
}

export const permissions = { native, terraform, list }
