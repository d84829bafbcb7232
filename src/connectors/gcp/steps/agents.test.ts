import { expect, test } from 'vitest'
import { gcpProjectNumber } from '../../../../test/support/gcp-place.ts'
import {
  accountFacts,
  badRequest,
  denied,
  disabled,
  factsOf,
  projectFacts,
  recordsOf,
  runGcp,
  undeclared,
} from '../../../../test/support/gcp-wire.ts'
import type { GcpRun, GcpWire } from '../../../../test/support/gcp-wire.ts'
import { connector } from '../index.ts'
import { accountId } from '../place.ts'
import type { PoolBinding } from '../session.ts'

const canary = 'canary-in-the-environment'
const number = gcpProjectNumber('acme-ai')
const at = (id: string) => `projects/${number}/locations/europe-west1/reasoningEngines/${id}`
const principal = (id: string) => `principal://agents.global.org-1.system.id.goog/resources/aiplatform/${at(id)}`
const helper = 'helper@acme-ai.iam.gserviceaccount.com'
const caller = 'caller@acme-ai.iam.gserviceaccount.com'
const admin = 'admin@acme-ai.iam.gserviceaccount.com'
const compute = `${number}-compute@developer.gserviceaccount.com`
const vertex = `service-${number}@gcp-sa-aiplatform.iam.gserviceaccount.com`

const row = (email: string) => ({
  entity: accountId(email),
  uniqueId: email,
  email,
  projectId: 'acme-ai',
  enabled: true,
})
const binding = (member: string): PoolBinding => ({
  resource: '//cloudresourcemanager.googleapis.com/projects/acme-ai',
  serviceAccount: undefined,
  role: 'roles/viewer',
  member,
  condition: null,
})

const spec = { deploymentSpec: { env: [{ name: 'KEY', value: canary }] }, agentFramework: 'google-adk' }
const own = {
  name: at('1'),
  displayName: 'Helpdesk',
  createTime: '2026-03-01T00:00:00.123456Z',
  spec: { ...spec, identityType: 'AGENT_IDENTITY', effectiveIdentity: principal('1').slice('principal://'.length) },
}
const shared = { name: at('2'), displayName: '', spec: { ...spec, serviceAccount: helper } }
const onDefault = { name: at('3'), displayName: 'Lazy', spec: { ...spec, effectiveIdentity: compute } }
const googles = {
  name: at('4'),
  spec: { effectiveIdentity: `service-${number}@gcp-sa-aiplatform-re.googleapis.com` },
}
const engines = [own, shared, onDefault, googles]

const facts = {
  ...projectFacts('acme-ai', 'acme-plain'),
  ...accountFacts(...[helper, caller, admin, compute].map(row)),
  heldRoles: new Set(['roles/viewer']),
  serviceAgents: new Set([vertex]),
  poolBindings: [binding(principal('1')), binding(principal('9')), binding('principalSet://agents.global.org-1/*')],
}
const type = 'aiplatform.googleapis.com/ReasoningEngine'
const assets: GcpWire = {
  facts,
  assetRows: { [type]: engines.map((data) => ({ name: `//aiplatform.googleapis.com/${data.name}`, data })) },
}

const agentsOf = (run: GcpRun) =>
  recordsOf(run, 'identity').map(({ name, nativeId, enabled }) => [name, nativeId, enabled])
const aiOf = (run: GcpRun, email: string) =>
  recordsOf(run, 'patch').flatMap(({ id, set }) => (id === accountId(email) ? [set] : []))

test('agents are told with what they act as, and nothing of what they are deployed with', async () => {
  const run = await runGcp(['agents'], assets)
  expect(recordsOf(run, 'resource').map(({ name, facts: told }) => [name, told['effectiveIdentity']])).toEqual([
    ['Helpdesk', principal('1').slice('principal://'.length)],
    ['2', helper],
    ['Lazy', compute],
    ['4', `service-${number}@gcp-sa-aiplatform-re.iam.gserviceaccount.com`],
  ])
  expect(recordsOf(run, 'resource')[0]).toMatchObject({
    kind: 'reasoning-engine',
    nativeId: at('1'),
    facts: { projectId: 'acme-ai', location: 'europe-west1', framework: 'google-adk', identityType: 'AGENT_IDENTITY' },
  })
  expect(recordsOf(run, 'edge').map(({ kind, to }) => [kind, to])).toEqual([
    ['runs-as', `gcp:google:agent-identity:${principal('1')}`],
    ['runs-as', accountId(helper)],
    ['runs-as', accountId(compute)],
  ])
  expect(JSON.stringify(run.records)).not.toContain(canary)
  expect([run.gaps, run.asked.length]).toEqual([[], 1])
})

test('identities of agents are known by the agent, and else by the policies that name them', async () => {
  const run = await runGcp(['agents'], assets)
  expect(agentsOf(run)).toEqual([
    ['Helpdesk', principal('1'), true],
    ['9', principal('9'), { unknown: 'not-collected' }],
  ])
  expect(recordsOf(run, 'identity')[0]).toMatchObject({
    kind: 'agent-identity',
    class: 'ai',
    createdAt: '2026-03-01T00:00:00.123Z',
    ai: { kind: 'agent', vendor: 'Google', confidence: 1 },
    facts: { principal: principal('1'), engine: at('1') },
  })
})

test('an account that an agent runs as is a model’s; that of all machines only perhaps', async () => {
  const run = await runGcp(['agents'], assets)
  expect(aiOf(run, helper)).toEqual([
    {
      class: 'ai',
      ai: expect.objectContaining({ kind: 'agent', confidence: 0.95, evidence: [`${at('2')} runs as it`] }),
    },
  ])
  expect(aiOf(run, compute)).toEqual([{ class: 'machine', ai: expect.objectContaining({ confidence: 0.6 }) }])
  expect(aiOf(run, admin)).toEqual([])
})

test('roles and keys for models say that an account is built on one', async () => {
  const role = { permission: 'aiplatform.endpoints.predict', name: 'roles/aiplatform.expressUser' }
  const run = await runGcp(['agents'], {
    facts: {
      ...facts,
      accountRoles: new Map([
        [caller, new Set([role.name])],
        [admin, new Set([role.name, 'roles/editor', 'roles/viewer'])],
      ]),
      modelRoles: new Map([[role.name, role.permission]]),
      modelKeys: new Map([[helper, 'projects/1/locations/global/keys/k']]),
    },
  })
  const told = { kind: 'model-integration', vendor: 'Google' }
  expect(aiOf(run, caller)).toEqual([{ class: 'ai', ai: expect.objectContaining({ ...told, confidence: 0.8 }) }])
  expect(aiOf(run, admin)).toEqual([{ class: 'machine', ai: expect.objectContaining({ ...told, confidence: 0.5 }) }])
  expect(aiOf(run, helper)).toEqual([{ class: 'ai', ai: expect.objectContaining(told) }])
})

test('what policies, roles and keys told before is what is judged by', async () => {
  const editor = { name: 'roles/editor', includedPermissions: ['aiplatform.endpoints.predict', 'storage.objects.get'] }
  const express = { name: 'roles/aiplatform.expressUser', includedPermissions: ['aiplatform.endpoints.predict'] }
  const bound = (role: string, email: string) => ({ role, members: [`serviceAccount:${email}`] })
  const run = await runGcp(['allow-policies', 'roles', 'api-keys', 'agents'], {
    facts: { ...facts, heldRoles: new Set(), serviceAgents: new Set(), poolBindings: [] },
    policyRows: [
      {
        resource: '//cloudresourcemanager.googleapis.com/projects/acme-ai',
        assetType: 'cloudresourcemanager.googleapis.com/Project',
        policy: { bindings: [bound(express.name, caller), bound(editor.name, admin), bound(express.name, vertex)] },
      },
    ],
    at: { 'iam /v1/roles': { roles: [editor, express] } },
    assetRows: {
      'apikeys.googleapis.com/Key': [
        {
          data: {
            name: `projects/${number}/locations/global/keys/k`,
            serviceAccountEmail: helper,
            restrictions: { apiTargets: [{ service: 'generativelanguage.googleapis.com' }] },
          },
        },
      ],
    },
  })
  const judged = recordsOf(run, 'patch').flatMap(({ id, set }) => (set.ai === undefined ? [] : [[id, set.ai.evidence]]))
  expect(new Map(judged as [string, unknown][])).toEqual(
    new Map([
      [accountId(helper), [`projects/${number}/locations/global/keys/k speaks as it`]],
      [accountId(caller), ['holds roles/aiplatform.expressUser, which allows aiplatform.endpoints.predict']],
    ]),
  )
})

const address = (location: string, project = 'acme-ai') =>
  `${location}-aiplatform /v1/projects/${project}/locations/${location}/reasoningEngines`
const places = { locations: ['europe-west1', 'us-central1'] }

test('where Cloud Asset does not know agents, projects that use models are asked place by place', async () => {
  const run = await runGcp(['agents'], {
    facts,
    config: places,
    assetRows: { [type]: badRequest() },
    pageSize: 1,
    at: { [address('europe-west1')]: { reasoningEngines: engines }, [address('us-central1')]: {} },
  })
  const whole = await runGcp(['agents'], assets)
  expect(recordsOf(run, 'resource')).toEqual(recordsOf(whole, 'resource'))
  expect(run.gaps).toEqual([])
  expect(run.asked.filter((asked) => asked.includes('acme-plain'))).toEqual([])
})

const project = { root: 'projects/acme-ai', assets: false, facts, config: places }

test('a project by itself; a place that is refused and an API that is off are told', async () => {
  const permission = 'aiplatform.reasoningEngines.list'
  const run = await runGcp(['agents'], {
    ...project,
    at: {
      [address('europe-west1')]: denied(permission),
      [address('us-central1')]: disabled('aiplatform.googleapis.com', 'acme-ai'),
    },
  })
  expect(run.gaps).toEqual([
    expect.objectContaining({ reason: 'denied', permission }),
    expect.objectContaining({ reason: 'unsupported', detail: expect.stringContaining('acme-ai/us-central1') }),
  ])
  expect(undeclared(connector.meta.steps, run)).toEqual([])
  expect(agentsOf(run).map(([name]) => name)).toEqual(['1', '9'])
})

test('without a sign of models nothing is asked, and without any policy the one project is', async () => {
  const quiet = await runGcp(['agents'], { ...project, facts: { ...facts, serviceAgents: new Set() } })
  expect([quiet.asked, quiet.gaps]).toEqual([[], []])
  const unread = { ...facts, heldRoles: new Set<string>(), serviceAgents: new Set<string>() }
  const blind = await runGcp(['agents'], { ...project, facts: unread })
  expect(blind.asked).toHaveLength(2)
  const wide = await runGcp(['agents'], { facts: unread, assetRows: { [type]: badRequest() } })
  expect(wide.gaps).toEqual([expect.objectContaining({ reason: 'not-collected' })])
})

test('more projects than a few hundred requests reach are told, not asked', async () => {
  const ids = Array.from({ length: 30 }, (_, index) => `acme-model-${String(index).padStart(2, '0')}`)
  const serviceAgents = new Set(ids.map((id) => vertex.replace(number, gcpProjectNumber(id))))
  const run = await runGcp(['agents'], {
    facts: { ...facts, ...projectFacts(...ids), serviceAgents },
    config: { locations: Array.from({ length: 20 }, (_, index) => `us-central${index}`) },
    assetRows: { [type]: badRequest() },
    at: Object.fromEntries(
      ids.flatMap((id) => Array.from({ length: 20 }, (_, index) => [address(`us-central${index}`, id), {}])),
    ),
  })
  expect(run.asked).toHaveLength(1 + 400)
  expect(run.gaps).toEqual([
    expect.objectContaining({ reason: 'not-collected', detail: expect.stringContaining('10 projects') }),
  ])
})

test('an account that an agent alone runs as is not called idle, whether agents are known or only possible', async () => {
  const known = await runGcp(['workloads'], assets)
  expect(factsOf(known, accountId(helper))).toEqual({
    attachedTo: [`//aiplatform.googleapis.com/${at('2')}`.replace(number, 'acme-ai')],
  })
  expect(factsOf(known, accountId(admin))).toEqual({ attachedTo: [] })
  const possible = await runGcp(['workloads'], { facts, assetRows: { [type]: badRequest() } })
  expect(possible.gaps).toEqual([])
  expect(factsOf(possible, accountId(admin))).toEqual({ attachedTo: { unknown: 'not-collected' } })
})
