/** One cluster with at least one of everything that the connector reads, and canaries where secrets are. */
import type { KubeObject, KubernetesCluster } from '../../fixtures/servers/kubernetes/estate.ts'

export const clusterName = 'acme-prod'
export const clusterUid = '6f1c0c58-0000-4000-8000-000000000001'
export const kubernetesCanary = 'MUSTERCANARYkubernetes'
export const clusterIssuer = 'oidc.eks.eu-west-1.amazonaws.com/id/ACME'
const made = '2025-03-03T09:00:00Z'

type More = { readonly [field: string]: unknown }

export function kube(apiVersion: string, kind: string, name: string, more: More = {}): KubeObject {
  const [namespace, own] = name.includes('/') ? (name.split('/') as [string, string]) : [undefined, name]
  const { metadata, ...rest } = more
  return {
    apiVersion,
    kind,
    metadata: {
      name: own,
      ...(namespace === undefined ? {} : { namespace }),
      uid: `uid-${kind}-${name}`,
      creationTimestamp: made,
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': kubernetesCanary },
      managedFields: [{ manager: kubernetesCanary }],
      ...(metadata as More | undefined),
    },
    ...rest,
  }
}

const namespace = (name: string, metadata: More = {}): KubeObject => kube('v1', 'Namespace', name, { metadata })
const account = (name: string, more: More = {}): KubeObject => kube('v1', 'ServiceAccount', name, more)
const rbac = 'rbac.authorization.k8s.io/v1'
const all = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }

/** `kind name`, of service accounts `ServiceAccount shop/api`. */
export function bound(name: string, role: string, ...subjects: readonly string[]): KubeObject {
  const [roleKind = '', roleName = ''] = role.split(' ')
  return kube(rbac, name.includes('/') ? 'RoleBinding' : 'ClusterRoleBinding', name, {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: roleKind, name: roleName },
    subjects: subjects.map((subject) => {
      const [kind = '', text = ''] = subject.split(' ')
      if (kind !== 'ServiceAccount') return { apiGroup: 'rbac.authorization.k8s.io', kind, name: text }
      const [place, own] = text.split('/')
      return own === undefined ? { kind, name: place } : { kind, namespace: place, name: own }
    }),
  })
}

export interface PodInput {
  readonly account?: string
  readonly image?: string
  readonly env?: readonly More[]
  readonly more?: More
}

export function podSpec({ account: as, image = 'registry.acme.example/api:1', env = [], more = {} }: PodInput): More {
  return {
    ...(as === undefined ? {} : { serviceAccountName: as }),
    containers: [{ name: 'main', image, env, args: [kubernetesCanary] }],
    ...more,
  }
}

export function deployment(name: string, pod: PodInput = {}, metadata: More = {}): KubeObject {
  return kube('apps/v1', 'Deployment', name, { metadata, spec: { replicas: 2, template: { spec: podSpec(pod) } } })
}

const podOf = (name: string, owner: More | undefined, pod: PodInput = {}, labels: More = {}): KubeObject =>
  kube('v1', 'Pod', name, {
    metadata: { labels, ...(owner === undefined ? {} : { ownerReferences: [{ controller: true, ...owner }] }) },
    spec: podSpec(pod),
  })

const tokenSecret = (name: string, of: string, labels: More): KubeObject =>
  kube('v1', 'Secret', name, {
    type: 'kubernetes.io/service-account-token',
    metadata: { labels, annotations: { 'kubernetes.io/service-account.name': of } },
    data: { token: kubernetesCanary, 'ca.crt': kubernetesCanary },
  })

const webhook = (kind: string, name: string, clientConfig: More): KubeObject =>
  kube('admissionregistration.k8s.io/v1', kind, name, {
    webhooks: [
      {
        name: `${name}.acme.example`,
        clientConfig: { ...clientConfig, caBundle: kubernetesCanary },
        failurePolicy: 'Fail',
        rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['pods'] }],
      },
    ],
  })

export const everythingObjects: readonly KubeObject[] = [
  namespace('kube-system', { uid: clusterUid }),
  namespace('shop', { labels: { team: 'shop', 'pod-security.kubernetes.io/enforce': 'baseline' } }),
  namespace('lab'),
  account('shop/api', {
    metadata: {
      labels: { env: 'production' },
      annotations: {
        'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/shop-api',
        'meta.helm.sh/release-name': 'shop',
      },
    },
    automountServiceAccountToken: false,
    imagePullSecrets: [{ name: 'registry' }],
  }),
  account('shop/default'),
  account('lab/agent', { metadata: { annotations: { 'azure.workload.identity/client-id': 'a1b2' } } }),
  account('muster/muster'),
  kube(rbac, 'ClusterRole', 'cluster-admin', {
    metadata: { labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
    rules: [all, { nonResourceURLs: ['*'], verbs: ['*'] }],
  }),
  kube(rbac, 'ClusterRole', 'monitoring', {
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { monitoring: 'yes' } }] },
    rules: [],
  }),
  kube(rbac, 'ClusterRole', 'monitoring-pods', {
    metadata: { labels: { monitoring: 'yes' } },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
  }),
  kube(rbac, 'Role', 'shop/reader', {
    rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['db'], verbs: ['get'] }],
  }),
  bound('admins', 'ClusterRole cluster-admin', 'User ada@acme.example', 'Group system:masters'),
  bound(
    'shop/read',
    'Role reader',
    'ServiceAccount api',
    'ServiceAccount lab/agent',
    'User system:serviceaccount:shop:default',
  ),
  deployment('shop/api', {
    account: 'api',
    env: [
      { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
      { name: 'STRIPE_API_KEY', value: `sk_live_${kubernetesCanary}0123456789abcdef` },
      { name: 'LOG_LEVEL', value: 'debug' },
    ],
    more: {
      volumes: [
        { name: 'tls', secret: { secretName: 'shop-tls' } },
        {
          name: 'vault',
          projected: { sources: [{ serviceAccountToken: { audience: 'vault', expirationSeconds: 600 } }] },
        },
        { name: 'logs', hostPath: { path: '/var/log' } },
      ],
    },
  }),
  kube('apps/v1', 'DaemonSet', 'shop/logs', { spec: { template: { spec: podSpec({}) } } }),
  kube('apps/v1', 'StatefulSet', 'shop/db', { spec: { template: { spec: podSpec({}) } } }),
  kube('batch/v1', 'CronJob', 'shop/report', {
    spec: { jobTemplate: { spec: { template: { spec: podSpec({ account: 'api' }) } } } },
  }),
  kube('batch/v1', 'Job', 'shop/report-29381220', {
    metadata: { ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: 'report', controller: true }] },
    spec: { template: { spec: podSpec({ account: 'api' }) } },
  }),
  podOf(
    'shop/api-6d4cf56db6-x1',
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'api-6d4cf56db6' },
    { account: 'api' },
    { 'pod-template-hash': '6d4cf56db6' },
  ),
  podOf('shop/report-29381220-a', { apiVersion: 'batch/v1', kind: 'Job', name: 'report-29381220' }, { account: 'api' }),
  podOf(
    'lab/agent-0',
    { apiVersion: 'agents.x-k8s.io/v1alpha1', kind: 'Sandbox', name: 'agent' },
    {
      account: 'agent',
      env: [{ name: 'OPENAI_API_KEY', valueFrom: { secretKeyRef: { name: 'models', key: 'openai' } } }],
    },
  ),
  podOf('lab/debug', undefined),
  podOf('kube-system/kube-proxy-node-1', { apiVersion: 'v1', kind: 'Node', name: 'node-1' }),
  kube('v1', 'Node', 'node-1', { spec: { providerID: 'aws:///eu-west-1a/i-0abc' } }),
  kube('v1', 'ConfigMap', 'kube-system/kube-apiserver-legacy-service-account-token-tracking', {
    data: { since: '2025-03-03' },
  }),
  tokenSecret('shop/api-token', 'api', { 'kubernetes.io/legacy-token-last-used': '2026-02-01' }),
  tokenSecret('lab/agent-token', 'agent', {}),
  kube('v1', 'Secret', 'shop/db', { type: 'Opaque', data: { password: kubernetesCanary } }),
  kube('certificates.k8s.io/v1', 'CertificateSigningRequest', 'csr-pending', {
    spec: {
      signerName: 'kubernetes.io/kube-apiserver-client',
      username: 'ada@acme.example',
      request: kubernetesCanary,
    },
    status: {},
  }),
  webhook('MutatingWebhookConfiguration', 'inject', { service: { namespace: 'shop', name: 'injector' } }),
  webhook('ValidatingWebhookConfiguration', 'audit', {
    url: `https://audit.vendor.example/hook?key=${kubernetesCanary}`,
  }),
  kube('apiregistration.k8s.io/v1', 'APIService', 'v1beta1.metrics.k8s.io', {
    spec: {
      group: 'metrics.k8s.io',
      insecureSkipTLSVerify: true,
      service: { namespace: 'kube-system', name: 'metrics' },
    },
  }),
  kube('actions.github.com/v1alpha1', 'AutoscalingRunnerSet', 'lab/arc', {
    metadata: {
      annotations: {
        'actions.github.com/runner-group-name': 'Builders',
        'actions.github.com/values-hash': kubernetesCanary,
      },
    },
    spec: {
      githubConfigUrl: `https://x:${kubernetesCanary}@www.github.com/Acme/api/`,
      githubConfigSecret: 'arc-github-app',
      runnerGroup: 'builders',
      runnerScaleSetName: 'gpu-builds',
      runnerScaleSetLabels: ['linux', 'gpu'],
      minRunners: 0,
      maxRunners: 8,
      githubServerTLS: { certificateFrom: { configMapKeyRef: { name: kubernetesCanary, key: 'ca' } } },
      template: {
        metadata: { labels: { 'azure.workload.identity/use': 'true', note: kubernetesCanary } },
        spec: podSpec({
          account: 'agent',
          env: [
            { name: 'ACTIONS_RUNNER_CONTAINER_HOOKS', value: '/home/runner/k8s/index.js' },
            { name: 'ACTIONS_RUNNER_REQUIRE_JOB_CONTAINER', value: 'true' },
            { name: 'NPM_TOKEN', value: `npm_${kubernetesCanary}` },
          ],
        }),
      },
    },
  }),
  // As somebody writes it who gives nothing that may be left out.
  kube('actions.github.com/v1alpha1', 'AutoscalingRunnerSet', 'lab/plain', {
    spec: { githubConfigUrl: 'https://github.com/enterprises/acme', template: { spec: podSpec({}) } },
  }),
  ...(
    [
      [
        'kagent.dev/v1alpha2',
        'Agent',
        'lab/triage',
        { declarative: { modelConfig: 'gpt-4o', systemMessage: kubernetesCanary } },
      ],
      ['agents.x-k8s.io/v1alpha1', 'Sandbox', 'lab/agent', { podTemplate: { spec: podSpec({ account: 'agent' }) } }],
      ['toolhive.stacklok.dev/v1alpha1', 'MCPServer', 'lab/fetch', { image: 'x' }],
      ['serving.kserve.io/v1beta1', 'InferenceService', 'lab/llm', { predictor: { serviceAccountName: 'default' } }],
      ['ray.io/v1', 'RayService', 'lab/ray', {}],
      ['ray.io/v1', 'RayCluster', 'lab/ray', {}],
      ['kaito.sh/v1beta1', 'Workspace', 'lab/phi', {}],
    ] as const
  ).map(([apiVersion, kind, name, spec]) => kube(apiVersion, kind, name, { spec })),
]

export const everythingCluster: KubernetesCluster = {
  name: clusterName,
  version: 'v1.34.1-eks-1a2b3c',
  issuer: `https://${clusterIssuer}`,
  objects: everythingObjects,
}
