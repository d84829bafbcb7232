/** A cluster, written down one account, role or workload at a time, as kubectl would print it. */
import { createHash } from 'node:crypto'
import type { KubeObject, KubernetesCluster } from '../../../../fixtures/servers/kubernetes/estate.ts'

type Row = { readonly [field: string]: unknown }

const made = '2025-03-03T09:00:00Z'
export const canary = 'MUSTERCANARYlarkspurKubernetes'

export type ClusterBuilder = ReturnType<typeof makeCluster>

export interface PodSpec {
  /** Of the same namespace; left out: the default one. */
  readonly account?: string
  readonly image?: string
  readonly env?: readonly Row[]
  readonly volumes?: readonly Row[]
  readonly type?: 'Deployment' | 'DaemonSet' | 'StatefulSet' | 'CronJob'
  readonly labels?: { readonly [label: string]: string }
  /** What the pod says of its token. */
  readonly automount?: boolean
  readonly hostNetwork?: true
}

const groups: { readonly [kind: string]: string } = {
  Deployment: 'apps/v1',
  DaemonSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  CronJob: 'batch/v1',
}

export function makeCluster(name: string, { version, issuer }: { readonly version: string; readonly issuer: string }) {
  const objects: KubeObject[] = []
  const put = (apiVersion: string, kind: string, called: string, metadata: Row, more: Row = {}): void => {
    const [namespace, own] = called.includes('/') ? (called.split('/') as [string, string]) : [undefined, called]
    const uid = createHash('sha256').update(`${name} ${kind} ${called}`).digest('hex').slice(0, 32)
    objects.push({
      apiVersion,
      kind,
      metadata: {
        name: own,
        ...(namespace === undefined ? {} : { namespace }),
        uid: uid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
        creationTimestamp: made,
        ...metadata,
      },
      ...more,
    })
  }
  const applied = { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': canary } }
  const rbac = 'rbac.authorization.k8s.io/v1'

  return {
    put,
    namespace: (called: string, labels: Row = {}): void => {
      put('v1', 'Namespace', called, { labels })
      put('v1', 'ServiceAccount', `${called}/default`, {})
    },
    account: (called: string, annotations: Row = {}, more: Row = {}): void =>
      put('v1', 'ServiceAccount', called, { annotations }, more),
    /** `view` or `shop/view`; rules as `get,list pods`, `create jobs.batch`, `get secrets named db`. */
    role: (called: string, rules: readonly string[], metadata: Row = applied): void =>
      put(rbac, called.includes('/') ? 'Role' : 'ClusterRole', called, metadata, { rules: rules.map(ruleOf) }),
    /** `to`: `shop/api`, `group:system:authenticated`, `user:ada.stone@larkspur.example`. A role with a slash is of its namespace. */
    bind: (called: string, role: string, to: readonly string[], metadata: Row = {}): void =>
      put(rbac, called.includes('/') ? 'RoleBinding' : 'ClusterRoleBinding', called, metadata, {
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: role.includes('/') ? 'Role' : 'ClusterRole',
          name: role.replace(/^.*\//, ''),
        },
        subjects: to.map(subjectOf),
      }),
    run: (called: string, spec: PodSpec = {}): void => {
      const { type = 'Deployment', labels = {} } = spec
      const template = { metadata: { labels }, spec: podOf(called, spec) }
      const body = type === 'CronJob' ? { jobTemplate: { spec: { template } } } : { replicas: 2, template }
      put(groups[type] ?? 'apps/v1', type, called, { labels, ...applied }, { spec: body })
    },
    node: (called: string, providerID: string): void => put('v1', 'Node', called, {}, { spec: { providerID } }),
    token: (called: string, account: string, labels: Row): void =>
      put(
        'v1',
        'Secret',
        called,
        { labels, annotations: { 'kubernetes.io/service-account.name': account } },
        { type: 'kubernetes.io/service-account-token', data: { token: canary } },
      ),
    build: (): KubernetesCluster => ({ name, version, issuer: `https://${issuer}`, objects }),
  }
}

function ruleOf(text: string): Row {
  const [, verbs = '', what = '', names] = /^(\S+) (\S+)(?: named (\S+))?$/.exec(text) ?? []
  if (what.startsWith('/')) return { nonResourceURLs: what.split(','), verbs: verbs.split(',') }
  const [, resources = '', group = ''] = /^([^.]+)(?:\.(.+))?$/.exec(what) ?? []
  return {
    apiGroups: [group],
    resources: resources.split(','),
    verbs: verbs.split(','),
    ...(names === undefined ? {} : { resourceNames: names.split(',') }),
  }
}

function subjectOf(text: string): Row {
  const [, kind, named] = /^(group|user):(.+)$/.exec(text) ?? []
  if (kind !== undefined)
    return { apiGroup: 'rbac.authorization.k8s.io', kind: kind === 'group' ? 'Group' : 'User', name: named }
  const [namespace, account] = text.split('/')
  return { kind: 'ServiceAccount', namespace, name: account }
}

function podOf(called: string, { account, image, env = [], volumes = [], automount, hostNetwork }: PodSpec): Row {
  const name = called.split('/').at(-1) ?? called
  return {
    ...(account === undefined ? {} : { serviceAccountName: account }),
    ...(automount === undefined ? {} : { automountServiceAccountToken: automount }),
    ...(hostNetwork === undefined ? {} : { hostNetwork }),
    containers: [{ name, image: image ?? `registry.larkspur.example/${name}:2026.11`, env, args: ['--note', canary] }],
    volumes,
  }
}
