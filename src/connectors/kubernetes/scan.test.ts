import { beforeAll, describe, expect, test } from 'vitest'
import { clusterIssuer, clusterUid, everythingCluster, kube } from '../../../test/support/kubernetes-everything.ts'
import { scanClusters } from '../../../test/support/kubernetes-scan.ts'
import type { Found, KubernetesScanned } from '../../../test/support/kubernetes-scan.ts'

let scanned: KubernetesScanned
beforeAll(async () => {
  scanned = await scanClusters()
})

const accountOf = (name: string): string => `system:serviceaccount:${name.replace('/', ':')}`
const edges = (kind: string): readonly string[] =>
  (scanned.records as readonly unknown[] as readonly Found[])
    .filter((row) => row['type'] === 'edge' && row['kind'] === kind)
    .map(({ from, to }) => `${short(from)} > ${short(to)}`)
const short = (id: unknown): string => String(id).split(`${clusterUid}:`)[1] ?? String(id)

test('the cluster, by the uid of kube-system, with the issuer of its tokens', () => {
  expect(scanned.collected.scopes).toEqual([`kubernetes:cluster:${clusterUid}`])
  expect(scanned.found('resource', clusterUid)).toMatchObject({
    kind: 'cluster',
    name: 'acme-prod',
    facts: {
      issuer: clusterIssuer,
      tokenIssuer: `https://${clusterIssuer}`,
      platform: 'eks',
      version: 'v1.34.1-eks-1a2b3c',
      secretMetadata: true,
    },
  })
})

describe('service accounts', () => {
  test('what they ask of clouds, and who answers for them', () => {
    expect(scanned.found('identity', accountOf('shop/api'))).toMatchObject({
      name: 'shop/api',
      class: 'machine',
      environment: 'production',
      tags: { env: 'production', team: 'shop' },
      facts: {
        automount: false,
        imagePullSecrets: ['registry'],
        managedBy: 'helm:shop',
        cloud: { awsRoleArn: 'arn:aws:iam::111122223333:role/shop-api', azureClientId: null },
      },
    })
  })
  test('that of the scanner is known by its token', () => {
    expect(scanned.found('identity', accountOf('muster/muster'))).toMatchObject({ facts: { scanner: true } })
  })
  test('what runs a model or an agent is one of AI', () => {
    expect(scanned.found('identity', accountOf('lab/agent'))).toMatchObject({
      class: 'ai',
      ai: { kind: 'agent', vendor: 'Kubernetes Agent Sandbox', confidence: 0.9 },
    })
    expect(scanned.found('identity', accountOf('shop/api'))).not.toHaveProperty('ai')
  })
})

test('roles and bindings as they stand, with whom they name', () => {
  expect(scanned.found('resource', 'clusterrole/monitoring')).toMatchObject({
    facts: { aggregates: [{ monitoring: 'yes' }], bootstrap: false, namespace: null },
  })
  expect(scanned.found('resource', 'role/shop/reader')).toMatchObject({
    facts: { rules: [{ verbs: ['get'], resources: ['secrets'], resourceNames: ['db'], apiGroups: [''] }] },
  })
  expect(edges('grants')).toEqual([
    'group:system:masters > cluster-role:clusterrole/cluster-admin',
    'service-account:system:serviceaccount:lab:agent > role:role/shop/reader',
    'service-account:system:serviceaccount:shop:api > role:role/shop/reader',
    'service-account:system:serviceaccount:shop:default > role:role/shop/reader',
    'user:ada@acme.example > cluster-role:clusterrole/cluster-admin',
  ])
  expect(scanned.found('identity', 'ada@acme.example')).toMatchObject({ kind: 'user', class: 'human' })
})

describe('workloads', () => {
  test('what makes pods, and pods that nothing makes, each once', () => {
    expect(scanned.all('resource', 'workload').map(({ nativeId }) => nativeId)).toEqual([
      'lab/pod/debug',
      'lab/sandbox/agent',
      'shop/cronjob/report',
      'shop/daemonset/logs',
      'shop/deployment/api',
      'shop/statefulset/db',
    ])
  })
  test('secrets by name alone, tokens, and ways out of the container', () => {
    const { facts } = scanned.found('resource', 'shop/deployment/api')
    expect(facts).toMatchObject({
      serviceAccount: 'api',
      tokens: [{ audience: 'vault', expirationSeconds: 600 }],
      secretVariables: [{ variable: 'DB_PASSWORD', secret: 'db', key: 'password' }],
      mountedSecrets: ['shop-tls'],
      hostAccess: ['hostPath'],
      configSecrets: [{ name: 'STRIPE_API_KEY', looksLike: 'stripe-secret-key', by: 'value' }],
    })
  })
  test('a mirror of an image and a Job without a CronJob are seen as what they are', async () => {
    const spec = { containers: [{ name: 'm', image: 'mirror.acme.example:5000/x/vllm/vllm-openai:v0.9@sha256:ab' }] }
    const job = kube('batch/v1', 'Job', 'lab/train', { spec: { template: { spec } } })
    const cluster = { ...everythingCluster, objects: [...everythingCluster.objects, job] }
    const { found } = await scanClusters({ clusters: [cluster] })
    expect(found('resource', 'lab/job/train')).toMatchObject({ facts: { serviceAccount: 'default' } })
  })
})

describe('tokens in Secrets', () => {
  test('with their last use as a day, or none since it is written down', () => {
    expect(scanned.found('credential', 'shop/api-token')).toMatchObject({
      kind: 'token',
      lifetime: 'static',
      expiresAt: null,
    })
    const uses = (scanned.records as readonly unknown[] as readonly Found[]).filter((row) => row['type'] === 'usage')
    expect(
      uses.map(({ subject, lastUsedAt, observedSince, precision }) => [
        short(subject),
        lastUsedAt,
        observedSince,
        precision,
      ]),
    ).toEqual([
      ['token:lab/agent-token', null, '2025-03-03T00:00:00Z', 'day'],
      ['token:shop/api-token', '2026-02-01T00:00:00Z', '2025-03-03T00:00:00Z', 'day'],
    ])
    expect(edges('authenticates')).toContain('token:shop/api-token > service-account:system:serviceaccount:shop:api')
  })
  test('only metadata of them is asked for, and of that type alone', () => {
    const asked = scanned.calls.filter(({ operation }) => operation === 'list secrets')
    expect(asked.length).toBeGreaterThan(0)
    for (const { accept, address } of asked) {
      expect(accept).toContain('as=PartialObjectMetadataList')
      expect(address).toContain('fieldSelector=type%3Dkubernetes.io%2Fservice-account-token')
    }
  })
  test('unless they are asked for, nobody lists Secrets, and the coverage says so', async () => {
    const { calls, step, found, gaps } = await scanClusters({}, { config: { secretMetadata: false } })
    expect(calls.filter(({ operation }) => operation === 'list secrets')).toEqual([])
    expect(step('token-secrets')).toMatchObject({
      status: 'complete',
      detail: expect.stringContaining('secretMetadata: true'),
    })
    expect(gaps).toEqual([])
    expect(found('resource', clusterUid)).toMatchObject({ facts: { secretMetadata: false } })
  })
})

test('webhooks by their host, APIs of others, and nodes by their machines', () => {
  expect(scanned.found('resource', 'audit/audit.acme.example')).toMatchObject({
    facts: { type: 'validating', host: 'audit.vendor.example', service: null, resources: ['pods'] },
  })
  expect(scanned.found('resource', 'v1beta1.metrics.k8s.io')).toMatchObject({ facts: { insecure: true } })
  expect(scanned.found('resource', 'node-1')).toMatchObject({ facts: { providerId: 'aws:///eu-west-1a/i-0abc' } })
})

test('platforms for models and agents, and whom they run as', () => {
  expect(scanned.found('resource', 'lab/agent/triage')).toMatchObject({
    facts: { group: 'kagent.dev', models: ['gpt-4o'] },
  })
  expect(edges('runs-as')).toContain('ai-resource:lab/sandbox/agent > service-account:system:serviceaccount:lab:agent')
  expect(scanned.all('resource', 'ai-resource')).toHaveLength(7)
})

test('labels that an expression narrows take over nothing', async () => {
  const narrowed = kube('rbac.authorization.k8s.io/v1', 'ClusterRole', 'narrowed', {
    aggregationRule: {
      clusterRoleSelectors: [{ matchLabels: { a: 'b' }, matchExpressions: [{ key: 'c', operator: 'DoesNotExist' }] }],
    },
    rules: null,
  })
  const { found } = await scanClusters({
    clusters: [{ ...everythingCluster, objects: [...everythingCluster.objects, narrowed] }],
  })
  expect(found('resource', 'clusterrole/narrowed')).toMatchObject({ facts: { aggregates: [{}], rules: [] } })
})

test('what a release of OpenShift brings along is its provider’s', async () => {
  const annotations = { 'include.release.openshift.io/self-managed-high-availability': 'true' }
  const operator = kube('v1', 'ServiceAccount', 'openshift-dns/operator', { metadata: { annotations } })
  const { found } = await scanClusters({
    clusters: [{ ...everythingCluster, objects: [...everythingCluster.objects, operator] }],
  })
  expect(found('identity', accountOf('openshift-dns/operator'))).toMatchObject({
    facts: { managedBy: 'provider:openshift' },
  })
})

describe('runners of GitHub Actions', () => {
  test('which jobs they take, in which group, as whom, and where a job with a container runs', () => {
    expect(scanned.found('resource', 'lab/arc', 'runner-set')['facts']).toEqual({
      namespace: 'lab',
      scaleSet: 'gpu-builds',
      labels: ['gpu', 'linux'],
      serves: 'github.com/Acme/api',
      // What the controller wrote down of GitHub counts before what is wished for.
      runnerGroup: 'Builders',
      secret: 'arc-github-app',
      minRunners: 0,
      maxRunners: 8,
      serviceAccount: 'agent',
      automount: null,
      tokens: [],
      azureIdentity: true,
      containers: { pods: true, template: false, required: true },
    })
    expect(edges('runs-as')).toContain('runner-set:lab/arc > service-account:system:serviceaccount:lab:agent')
  })
  test('are called after their object, in the default group, and run as the default account unless they say more', () => {
    expect(scanned.found('resource', 'lab/plain', 'runner-set')).toMatchObject({
      facts: {
        scaleSet: 'plain',
        serves: 'github.com/enterprises/acme',
        runnerGroup: null,
        maxRunners: null,
        serviceAccount: 'default',
        containers: { pods: false, template: false, required: false },
      },
    })
  })
  test('nothing is amiss where nobody installed them, whether or not they might be listed', async () => {
    const objects = everythingCluster.objects.filter(({ kind }) => kind !== 'AutoscalingRunnerSet')
    const { step, gaps, calls } = await scanClusters({
      clusters: [{ ...everythingCluster, objects }],
      faults: [{ kind: 'denied', operation: 'list autoscalingrunnersets.actions.github.com' }],
    })
    expect([step('runners')?.status, gaps]).toEqual(['complete', []])
    expect(calls.map(({ operation }) => operation).join()).not.toContain('autoscalingrunnersets')
  })
  test('nor where the API is there for other kinds alone', async () => {
    const listeners = everythingCluster.objects.map((object) =>
      object.kind === 'AutoscalingRunnerSet' ? { ...object, kind: 'AutoscalingListener' } : object,
    )
    const { step, gaps } = await scanClusters({ clusters: [{ ...everythingCluster, objects: listeners }] })
    expect([step('runners')?.status, gaps]).toEqual(['complete', []])
  })
  test('a refusal is a gap with its permission', async () => {
    const operation = 'list autoscalingrunnersets.actions.github.com'
    const { gaps } = await scanClusters({ faults: [{ kind: 'denied', operation }] })
    expect(gaps).toMatchObject([{ step: 'runners', reason: 'denied', permission: operation }])
  })
})
