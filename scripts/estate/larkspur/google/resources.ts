/** What runs, what is stored, and keys that open services. */
import type { Expect } from '../github/company.ts'
import type { OrganizationBuilder } from './builder.ts'
import { at, hex, projects } from './ids.ts'
import type { ProjectName } from './ids.ts'

const canary = 'CANARY-google-larkspur'

export function plantKeysOfServices({ put, account, onProject }: OrganizationBuilder, expect: Expect): void {
  const apiKey = (project: ProjectName, name: string, row: object): string => {
    const { id, number } = projects[project]
    const uid = hex(`api key ${name}`, 32)
    const resource = `projects/${number}/locations/global/keys/${uid}`
    put('apiKeys', id, { name: resource, uid, displayName: name, keyString: `AIza${canary}`, etag: 'W/"a"', ...row })
    return resource
  }
  const maps = { apiTargets: [{ service: 'maps-backend.googleapis.com' }] }
  const browser = { browserKeyRestrictions: { allowedReferrers: ['https://larkspur.example/*'] } }
  apiKey('prod', 'tracking map', { createTime: at('2026-10-10'), restrictions: { ...maps, ...browser } })
  expect(
    'gcp-api-key-old',
    apiKey('prod', 'depot map', { createTime: at('2025-01-20'), restrictions: { ...maps, ...browser } }),
    'medium',
  )
  // Gemini takes no key that is held to nothing, unless it speaks as somebody.
  expect('gcp-api-key-unrestricted', apiKey('ai', 'prototype', { createTime: at('2026-11-01') }), 'high')
  const gemini = account('ai', 'gemini-caller', { created: '2026-10-20' })
  onProject('ai', 'roles/aiplatform.user', [`serviceAccount:${gemini}`])
  apiKey('ai', 'assistant', {
    createTime: at('2026-10-20'),
    serviceAccountEmail: gemini,
    restrictions: {
      apiTargets: [{ service: 'generativelanguage.googleapis.com' }],
      serverKeyRestrictions: { allowedIps: ['198.51.100.7'] },
    },
  })

  const media = account('prod', 'media-upload', { created: '2025-02-02' })
  onProject('prod', 'roles/storage.objectCreator', [`serviceAccount:${media}`])
  const hmac = (project: ProjectName, email: string, accessId: string, created: string, state = 'ACTIVE'): string => {
    const { id } = projects[project]
    const row = { serviceAccountEmail: email, projectId: id, state, timeCreated: at(created), updated: at(created) }
    put('hmacKeys', id, { name: accessId, kind: 'storage#hmacKeyMetadata', id: `${id}/${accessId}`, accessId, ...row })
    return accessId
  }
  expect('gcp-hmac-key-stale', hmac('prod', media, 'GOOG1ELARKSPURMEDIA0001', '2025-02-02'), 'medium')
  hmac('prod', media, 'GOOG1ELARKSPURMEDIA0002', '2026-11-01')
  put('buckets', projects.prod.id, { name: 'larkspur-media', id: 'larkspur-media', location: 'EUROPE-WEST1' })
}

export function plantSecrets({ put, onSecret, account }: OrganizationBuilder, expect: Expect): void {
  const secret = (project: ProjectName, name: string, row: object): string => {
    const { id, number } = projects[project]
    const resource = `projects/${number}/secrets/${name}`
    put('secrets', id, { name: resource, replication: { automatic: {} }, etag: '"16"', ...row })
    return `projects/${id}/secrets/${name}`
  }
  const rotation = { rotationPeriod: '7776000s', nextRotationTime: at('2026-12-20') }
  const checkout = account('prod', 'checkout', { used: '2026-11-20' })
  secret('prod', 'payment-gateway', { createTime: at('2025-03-03'), rotation })
  onSecret(
    `//secretmanager.googleapis.com/projects/${projects.prod.id}/secrets/payment-gateway`,
    'roles/secretmanager.secretAccessor',
    [`serviceAccount:${checkout}`],
  )
  expect(
    'gcp-secret-exposed-or-unrotated',
    secret('prod', 'carrier-password', { createTime: at('2025-03-03') }),
    'medium',
  )
  expect(
    'gcp-secret-exposed-or-unrotated',
    secret('lab', 'webhook', { createTime: at('2026-11-01'), rotation }),
    'critical',
  )
  onSecret(
    `//secretmanager.googleapis.com/projects/${projects.lab.id}/secrets/webhook`,
    'roles/secretmanager.secretAccessor',
    ['allUsers'],
  )
}

export function plantWorkloads({ put, account, onProject }: OrganizationBuilder): void {
  const zone = 'https://www.googleapis.com/compute/v1/projects/larkspur-lab/zones/europe-west1-b'
  const scopes = ['https://www.googleapis.com/auth/cloud-platform']
  put('instances', projects.lab.id, {
    name: 'bench-1',
    id: '4711000000000000001',
    zone,
    selfLink: `${zone}/instances/bench-1`,
    status: 'RUNNING',
    labels: { team: 'lab' },
    metadata: { items: [{ key: 'startup-script', value: `export TOKEN=${canary}` }] },
    serviceAccounts: [{ email: `${projects.lab.number}-compute@developer.gserviceaccount.com`, scopes }],
  })
  const shop = account('prod', 'shop-api', { used: '2026-11-20' })
  onProject('prod', 'roles/pubsub.publisher', [`serviceAccount:${shop}`])
  put('runServices', projects.prod.id, {
    name: `projects/${projects.prod.id}/locations/europe-west1/services/shop-api`,
    uid: 'f0f0f0f0-0000-4000-a000-000000000001',
    createTime: at('2025-06-01'),
    labels: { team: 'shop' },
    template: {
      serviceAccount: shop,
      containers: [
        { image: 'europe-docker.pkg.dev/larkspur-ci/shop/api', env: [{ name: 'API_TOKEN', value: canary }] },
      ],
    },
  })
  const resize = account('prod', 'image-resize', { used: '2026-11-20' })
  onProject('prod', 'roles/storage.objectViewer', [`serviceAccount:${resize}`])
  put('functions', projects.prod.id, {
    name: `projects/${projects.prod.id}/locations/europe-west1/functions/image-resize`,
    state: 'ACTIVE',
    environment: 'GEN_2',
    serviceConfig: { serviceAccountEmail: resize, environmentVariables: { RESIZE_TOKEN: canary } },
  })
  const nodes = account('prod', 'gke-nodes', { used: '2026-11-20' })
  for (const role of ['roles/logging.logWriter', 'roles/monitoring.metricWriter'])
    onProject('prod', role, [`serviceAccount:${nodes}`])
  put('clusters', projects.prod.id, {
    name: 'depot',
    location: 'europe-west1',
    selfLink: `https://container.googleapis.com/v1/projects/${projects.prod.id}/locations/europe-west1/clusters/depot`,
    workloadIdentityConfig: { workloadPool: `${projects.prod.id}.svc.id.goog` },
    nodePools: [{ name: 'default', config: { serviceAccount: nodes, oauthScopes: scopes } }],
  })
}

export function plantAgents({ put, account, onProject }: OrganizationBuilder, expect: Expect): void {
  const engine = (name: string, spec: object): string => {
    const resource = `projects/${projects.ai.number}/locations/europe-west1/reasoningEngines/${hex(name, 16).replaceAll(/\D/g, '7')}`
    put('reasoningEngines', projects.ai.id, { name: resource, displayName: name, createTime: at('2026-09-09'), spec })
    return resource
  }
  const claims = account('ai', 'claims-agent', { used: '2026-11-20', displayName: 'Claims agent' })
  onProject('ai', 'roles/editor', [`serviceAccount:${claims}`])
  const broad = engine('claims', {
    serviceAccount: claims,
    identityType: 'SERVICE_ACCOUNT',
    effectiveIdentity: claims,
    agentFramework: 'google-adk',
  })
  expect('gcp-agent-overprivileged', broad, 'high')
  expect('gcp-sa-admin', claims, 'high')
  const support = account('ai', 'support-agent', { used: '2026-11-20', displayName: 'Support agent' })
  onProject('ai', 'roles/aiplatform.user', [`serviceAccount:${support}`])
  engine('support', {
    serviceAccount: support,
    identityType: 'SERVICE_ACCOUNT',
    effectiveIdentity: support,
    agentFramework: 'langgraph',
  })
  onProject('ai', 'roles/aiplatform.reasoningEngineServiceAgent', [
    `serviceAccount:service-${projects.ai.number}@gcp-sa-aiplatform-re.iam.gserviceaccount.com`,
  ])
}
