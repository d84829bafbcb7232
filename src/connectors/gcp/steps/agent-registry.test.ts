import { expect, test } from 'vitest'
import { gcpProjectNumber } from '../../../../test/support/gcp-place.ts'
import {
  badRequest,
  denied,
  disabled,
  projectFacts,
  recordsOf,
  runGcp,
  undeclared,
} from '../../../../test/support/gcp-wire.ts'
import type { GcpWire } from '../../../../test/support/gcp-wire.ts'
import { connector } from '../index.ts'
import { accountId } from '../place.ts'

const canary = 'canary-client-secret'
const number = gcpProjectNumber('acme-ai')
const agent = `agents.global.org-1.system.id.goog/resources/aiplatform/projects/${number}/locations/us-central1/reasoningEngines/1`
const at = (rest: string) => `projects/acme-ai/locations/${rest}`
const facts = {
  ...projectFacts('acme-ai', 'acme-plain'),
  heldRoles: new Set(['roles/viewer']),
  serviceAgents: new Set([`service-${number}@gcp-sa-aiplatform.iam.gserviceaccount.com`]),
}
const crm = {
  name: `projects/${number}/locations/us-central1/authProviders/crm`,
  state: 'ENABLED',
  allowedScopes: ['write', 'read'],
  workloadIds: [`principal://${agent}`],
  authProviderTypeParams: { threeLeggedOauth: { clientId: 'x', clientSecret: canary } },
}
const weather = {
  name: at('us-central1/authProviders/weather'),
  authProviderTypeParams: { apiKey: { apiKey: canary } },
}
const gone = { name: at('us-central1/authProviders/gone'), deleted: true }
const summaries = [
  { workloadId: `spiffe://${agent}`, lastAccessTime: '2026-11-01T10:00:00Z', userId: canary },
  { workloadId: `spiffe://${agent}`, lastAccessTime: '2026-11-03T10:00:00Z', userId: canary },
  { workloadId: 'something else', lastAccessTime: '2026-11-04T10:00:00Z' },
]
const system = 'agentregistry.googleapis.com/system'
const helpdesk = {
  name: at('us-central1/agents/helpdesk'),
  displayName: 'Helpdesk',
  card: { content: { secret: canary } },
  attributes: {
    [`${system}/RuntimeIdentity`]: { principal: `principal://${agent}` },
    [`${system}/RuntimeReference`]: { uri: '//aiplatform.googleapis.com/x' },
    [`${system}/Framework`]: { framework: 'google-adk' },
  },
}
const tools = {
  name: at('us-central1/mcpServers/tools'),
  attributes: { [`${system}/RuntimeIdentity`]: { principal: 'serviceAccount:tools@acme-ai.iam.gserviceaccount.com' } },
}

const registry = {
  'agentregistry /v1/projects/acme-ai/locations': { locations: [{ locationId: 'us-central1' }] },
  'agentregistry /v1/projects/acme-ai/locations/us-central1/agents': { agents: [helpdesk] },
  'agentregistry /v1/projects/acme-ai/locations/us-central1/mcpServers': { mcpServers: [tools] },
  'agentidentity /v1/projects/acme-ai/locations/-/accessSummaries': { accessSummaries: summaries },
}
const type = 'agentidentity.googleapis.com/AuthProvider'
const assets: GcpWire = { facts, at: registry, assetRows: { [type]: [crm, weather, gone].map((data) => ({ data })) } }

test('providers are told by their form, without a word of what is in them', async () => {
  const run = await runGcp(['agent-registry'], assets)
  const providers = recordsOf(run, 'resource').filter(({ kind }) => kind === 'auth-provider')
  expect(providers.map(({ name, facts: told }) => [name, told['form']])).toEqual([
    ['crm', 'oauth'],
    ['weather', 'api-key'],
  ])
  expect(providers[0]).toMatchObject({
    nativeId: at('us-central1/authProviders/crm'),
    facts: {
      projectId: 'acme-ai',
      allowedScopes: ['read', 'write'],
      workloads: [`principal://${agent}`],
      state: 'ENABLED',
    },
  })
  expect(JSON.stringify(run.records)).not.toContain(canary)
  expect(run.gaps).toEqual([])
})

test('when an agent last fetched a credential is its use', async () => {
  const run = await runGcp(['agent-registry'], assets)
  expect(recordsOf(run, 'usage')).toEqual([
    {
      type: 'usage',
      subject: `gcp:google:agent-identity:principal://${agent}`,
      lastUsedAt: '2026-11-03T10:00:00Z',
      observedSince: { unknown: 'unsupported' },
      precision: 'day',
      source: 'agentidentity.projects.locations.accessSummaries.list',
    },
  ])
})

test('what is registered is told by name, with what it runs as', async () => {
  const run = await runGcp(['agent-registry'], assets)
  const registered = recordsOf(run, 'resource').filter(({ kind }) => kind !== 'auth-provider')
  expect(registered.map(({ kind, name }) => [kind, name])).toEqual([
    ['registered-agent', 'Helpdesk'],
    ['mcp-server', 'tools'],
  ])
  expect(registered[0]?.facts).toMatchObject({
    identity: `principal://${agent}`,
    runtime: '//aiplatform.googleapis.com/x',
  })
  expect(recordsOf(run, 'edge').map(({ to }) => to)).toEqual([
    `gcp:google:agent-identity:principal://${agent}`,
    accountId('tools@acme-ai.iam.gserviceaccount.com'),
  ])
})

test('where Cloud Asset does not know providers, projects that use models are asked', async () => {
  const providers = {
    'agentidentity /v1/projects/acme-ai/locations/-/authProviders': { authProviders: [crm, weather, gone] },
  }
  const run = await runGcp(['agent-registry'], {
    facts,
    at: { ...registry, ...providers },
    assetRows: { [type]: badRequest() },
  })
  const whole = await runGcp(['agent-registry'], assets)
  expect(recordsOf(run, 'resource')).toEqual(recordsOf(whole, 'resource'))
  expect([run.gaps, run.asked.filter((asked) => asked.includes('acme-plain'))]).toEqual([[], []])
})

test('a registry that is off holds nothing; what is refused is told', async () => {
  const permission = 'agentidentity.authProviders.list'
  const run = await runGcp(['agent-registry'], {
    root: 'projects/acme-ai',
    assets: false,
    facts,
    at: {
      'agentregistry /v1/projects/acme-ai/locations': disabled('agentregistry.googleapis.com', 'acme-ai'),
      'agentidentity /v1/projects/acme-ai/locations/-/authProviders': denied(permission),
    },
  })
  expect(run.gaps).toEqual([expect.objectContaining({ reason: 'denied', permission })])
  expect(undeclared(connector.meta.steps, run)).toEqual([])
})
