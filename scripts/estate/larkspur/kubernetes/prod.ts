/** The production cluster: each defect beside its clean twin, in the namespaces of the teams. */
import type { Expect } from '../github/company.ts'
import { canary, makeCluster } from './builder.ts'
import type { ClusterBuilder } from './builder.ts'
import { accountName, controllerRole, nodeInstance, otherInstance, printerRole, prodIssuer } from './ids.ts'
import { plantControlPlane } from './control-plane.ts'
import { plantRunners } from './runners.ts'

const restricted = { 'pod-security.kubernetes.io/enforce': 'restricted' }

export function prodCluster(expect: Expect) {
  const cluster = makeCluster('larkspur-prod', { version: 'v1.34.1-eks-4a1b2c3', issuer: prodIssuer })
  plantControlPlane(cluster, 'c1a50000-0000-4000-8000-000000000001')
  cluster.namespace('platform', { team: 'platform' })
  for (const team of ['shop', 'parcel', 'data', 'support']) cluster.namespace(team, { team, ...restricted })
  cluster.namespace('monitoring', { team: 'platform', ...restricted })
  const found = (rule: string, name: string, severity: string): void => expect(rule, accountName(name), severity)
  plantRights(cluster, found)
  plantAccounts(cluster, found)
  plantTokens(cluster, expect)
  plantWorkloads(cluster, expect)
  plantClouds(cluster, found)
  plantRunners(cluster, found)
  expect('k8s-node-role-reachable', 'c1a50000-0000-4000-8000-000000000001', 'medium')
  return cluster.build()
}

type Found = (rule: string, name: string, severity: string) => void

/** An account with a role; with a workload as well nothing but the role can be wrong with it. */
function granted(cluster: ClusterBuilder, name: string, rules: readonly string[], place?: string): void {
  const [, account = ''] = name.split('/')
  const called = place === undefined ? account : `${place}/${account}`
  cluster.account(name)
  cluster.role(called, rules)
  cluster.bind(called, called, [name])
}

function holder(cluster: ClusterBuilder, name: string, rules: readonly string[], place?: string): void {
  granted(cluster, name, rules, place)
  cluster.run(name, { account: name.replace(/^.*\//, '') })
}

function plantRights(cluster: ClusterBuilder, found: Found): void {
  cluster.account('platform/gitops')
  cluster.bind('gitops-admin', 'cluster-admin', ['platform/gitops'])
  cluster.run('platform/gitops', { account: 'gitops' })
  found('k8s-sa-cluster-admin', 'platform/gitops', 'critical')
  holder(cluster, 'platform/gitops-status', ['get,list deployments.apps'])

  holder(cluster, 'platform/reaper', ['delete,get,list *.apps'])
  found('k8s-sa-wildcard', 'platform/reaper', 'high')
  holder(cluster, 'platform/tidy', ['delete,get,list deployments.apps'])

  holder(cluster, 'monitoring/exporter', ['list secrets'])
  found('k8s-sa-secret-read', 'monitoring/exporter', 'high')
  holder(cluster, 'monitoring/exporter-shop', ['get secrets named exporter'], 'shop')

  const bindings = 'rolebindings.rbac.authorization.k8s.io'
  const roles = 'clusterroles.rbac.authorization.k8s.io'
  holder(cluster, 'platform/tenants', [`create cluster${bindings}`, `bind ${roles}`])
  found('k8s-sa-escalate-bind-impersonate', 'platform/tenants', 'critical')
  holder(cluster, 'platform/guests', [`create ${bindings}`, `bind ${roles} named view`])

  holder(cluster, 'support/vault-agent', ['create serviceaccounts/token'], 'platform')
  found('k8s-sa-token-create', 'support/vault-agent', 'high')
  holder(cluster, 'support/vault-reader', ['get serviceaccounts'], 'platform')

  holder(cluster, 'parcel/ci-runner', ['create pods/exec', 'get,list pods'], 'platform')
  found('k8s-sa-workload-create-exec', 'parcel/ci-runner', 'high')
  holder(cluster, 'parcel/ci-status', ['get,list pods'], 'platform')

  holder(cluster, 'monitoring/node-agent', ['get nodes/proxy'])
  found('k8s-sa-control-plane-verbs', 'monitoring/node-agent', 'high')
  holder(cluster, 'monitoring/node-metrics', ['get nodes/metrics,nodes/stats'])
}

function plantAccounts(cluster: ClusterBuilder, found: Found): void {
  cluster.bind('shop/default-view', 'view', ['shop/default'])
  cluster.run('shop/coupon-mailer')
  found('k8s-default-sa-bound', 'shop/default', 'medium')

  cluster.account('shop/storefront')
  cluster.run('shop/storefront', { account: 'storefront' })
  found('k8s-sa-automount-unneeded', 'shop/storefront', 'low')
  cluster.account('shop/checkout', {}, { automountServiceAccountToken: false })
  cluster.run('shop/checkout', { account: 'checkout' })

  cluster.account('data/importer')
  cluster.role('data/importer', ['get configmaps'])
  cluster.bind('data/importer', 'data/importer', ['data/importer'])
  found('k8s-sa-unused', 'data/importer', 'low')
  cluster.account('data/importer-nightly')
  cluster.bind('data/importer-nightly', 'data/importer', ['data/importer-nightly'])
  cluster.run('data/importer-nightly', { account: 'importer-nightly', type: 'CronJob' })

  holder(cluster, 'data/jobs', ['get,list configmaps'], 'data')
  cluster.run('data/forecast-export', { account: 'jobs' })
  found('k8s-sa-shared', 'data/jobs', 'medium')
  granted(cluster, 'data/forecast', ['get configmaps'], 'data')
  const labels = { 'app.kubernetes.io/part-of': 'forecast' }
  cluster.run('data/forecast', { account: 'forecast', labels })
  cluster.run('data/forecast-worker', { account: 'forecast', labels, type: 'StatefulSet' })
}

function plantTokens(cluster: ClusterBuilder, expect: Expect): void {
  holder(cluster, 'shop/price-feed', ['get configmaps'], 'shop')
  cluster.token('shop/price-feed-token', 'price-feed', { 'kubernetes.io/legacy-token-last-used': '2026-01-05' })
  expect('k8s-legacy-sa-token-secret', 'shop/price-feed-token', 'high')
  cluster.token('shop/price-feed-old', 'price-feed', {
    'kubernetes.io/legacy-token-last-used': '2025-06-01',
    'kubernetes.io/legacy-token-invalid-since': '2026-06-02',
  })

  cluster.role('viewer', ['get,list pods'])
  cluster.bind('status-page', 'viewer', ['group:system:unauthenticated'])
  expect('k8s-anonymous-or-masters-binding', 'clusterrolebinding/status-page', 'high')
  cluster.bind('status-page-signed-in', 'viewer', ['group:larkspur-engineers'])
}

function plantWorkloads(cluster: ClusterBuilder, expect: Expect): void {
  cluster.account('support/assistant', {}, { automountServiceAccountToken: false })
  cluster.run('support/assistant', {
    account: 'assistant',
    image: 'ghcr.io/kagent-dev/kagent/app:0.7',
    env: [{ name: 'ANTHROPIC_API_KEY', value: `sk-ant-api03-${canary}-${'aB3_'.repeat(16)}AA` }],
  })
  expect('k8s-secret-in-env', 'support/deployment/assistant', 'high')
  cluster.account('support/translator', {}, { automountServiceAccountToken: false })
  cluster.run('support/translator', {
    account: 'translator',
    volumes: [{ name: 'models', secret: { secretName: 'openai' } }],
  })
  cluster.account('shop/payments', {}, { automountServiceAccountToken: false })
  cluster.run('shop/payments', {
    account: 'payments',
    env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'payments-db', key: 'password' } } }],
  })
  expect('k8s-secret-in-env', 'shop/deployment/payments', 'low')
  cluster.node('ip-10-0-1-11.eu-west-1.compute.internal', `aws:///eu-west-1a/${nodeInstance}`)
  cluster.node('ip-10-0-2-12.eu-west-1.compute.internal', `aws:///eu-west-1b/${otherInstance}`)
}

/** What AWS has to hold for these stands in clouds.ts. */
function plantClouds(cluster: ClusterBuilder, found: Found): void {
  const automount = { automountServiceAccountToken: false }
  cluster.account('platform/cloud-controller', { 'eks.amazonaws.com/role-arn': controllerRole }, automount)
  cluster.run('platform/cloud-controller', { account: 'cloud-controller' })
  found('k8s-sa-cloud-identity-privileged', 'platform/cloud-controller', 'high')
  cluster.account('parcel/label-printer', { 'eks.amazonaws.com/role-arn': printerRole }, automount)
  cluster.run('parcel/label-printer', { account: 'label-printer' })
}
