import { expect, test } from 'vitest'
import { api, appId, edgesOf, entity, objectId, principal } from '../../../../test/support/azure-principals.ts'
import { runAzure } from '../../../../test/support/azure-wire.ts'
import type { AzureWire } from '../../../../test/support/azure-wire.ts'

const graph = 9
const [agent, second, home, blueprint] = [objectId(1), objectId(2), objectId(3), objectId(4)]
const readMail = '810c84a8-4a9e-49e6-bf7d-12d183f40d01'
const agents = '/servicePrincipals/microsoft.graph.agentIdentity'
const blueprints = '/applications/microsoft.graph.agentIdentityBlueprint'

const wire: AzureWire = {
  facts: {
    principals: new Map([principal(3), principal(graph, 'microsoft-app')]),
    apis: new Map([api(graph, 'Microsoft Graph', { [readMail]: 'Mail.Read' })]),
  },
  at: {
    [`${agents}BlueprintPrincipal`]: [{ id: home, appId: appId(4) }],
    [agents]: [
      {
        id: agent,
        displayName: 'Order agent',
        accountEnabled: true,
        createdDateTime: '2026-01-02T03:04:05.1234567Z',
        createdByAppId: appId(4),
        agentIdentityBlueprintId: appId(4),
        servicePrincipalType: 'ServiceIdentity',
      },
      { id: second, displayName: 'Lost agent', agentIdentityBlueprintId: appId(70) },
    ],
    [`/servicePrincipals/${agent}/microsoft.graph.agentIdentity/sponsors`]: [
      {
        '@odata.type': '#microsoft.graph.user',
        id: objectId(50),
        displayName: 'Ada',
        userPrincipalName: 'ada@larkspur.example',
        userType: 'Member',
        accountEnabled: true,
      },
      { '@odata.type': '#microsoft.graph.user', id: objectId(51), displayName: null },
      { '@odata.type': '#microsoft.graph.group', id: objectId(52) },
    ],
    [`/servicePrincipals/${second}/microsoft.graph.agentIdentity/sponsors`]: {
      status: 403,
      code: 'Authorization_RequestDenied',
    },
    [blueprints]: [{ id: blueprint, appId: appId(4), displayName: 'Orders' }],
    [`/applications/${blueprint}/microsoft.graph.agentIdentityBlueprint/sponsors`]: [],
    [`/applications/${blueprint}/microsoft.graph.agentIdentityBlueprint/inheritablePermissions`]: [
      {
        resourceAppId: appId(graph),
        inheritableScopes: {
          '@odata.type': 'microsoft.graph.enumeratedScopes',
          kind: 'enumerated',
          scopes: ['User.Read'],
        },
        inheritableRoles: { kind: 'enumerated', roles: [readMail] },
      },
      { resourceAppId: appId(8), inheritableScopes: { kind: 'allAllowed' }, inheritableRoles: { kind: 'none' } },
    ],
  },
}

test('an agent is AI, signed in for by its blueprint, and answered for by its sponsors', async () => {
  const run = await runAzure(['agent-identities'], wire)
  const identities = run.records.filter((record) => record.type === 'identity')
  expect(identities.find(({ id }) => id === entity('agent-identity', agent))).toMatchObject({
    nativeId: agent,
    name: 'Order agent',
    class: 'ai',
    ai: { kind: 'agent', vendor: 'Microsoft', confidence: 1 },
    enabled: true,
    createdAt: '2026-01-02T03:04:05.123Z',
    facts: {
      blueprintAppId: appId(4),
      blueprintPrincipalId: home,
      sponsors: [objectId(50), objectId(51), objectId(52)],
    },
  })
  expect(edgesOf(run, 'delegates-to')).toMatchObject([
    { from: entity('service-principal', home), to: entity('agent-identity', agent) },
  ])
  expect(edgesOf(run, 'owns').map(({ from, to, via }) => [from, to, via])).toEqual([
    [entity('user', objectId(50)), entity('agent-identity', agent), 'sponsor'],
    [entity('user', objectId(51)), entity('agent-identity', agent), 'sponsor'],
    [entity('group', objectId(52)), entity('agent-identity', agent), 'sponsor'],
  ])
  expect([...run.session.facts.groups]).toEqual([objectId(52)])
  expect(run.session.facts.principals?.get(agent)?.entity).toBe(entity('agent-identity', agent))
})

test('whom the sign-in may not read stays unknown, and so do sponsors that are refused', async () => {
  const { records, gaps } = await runAzure(['agent-identities'], wire)
  const identities = records.filter((record) => record.type === 'identity')
  expect(identities.find(({ id }) => id === entity('user', objectId(51)))).toMatchObject({
    class: 'human',
    enabled: { unknown: 'denied' },
    facts: { userPrincipalName: { unknown: 'denied' }, userType: { unknown: 'denied' } },
  })
  expect(identities.find(({ id }) => id === entity('agent-identity', second))).toMatchObject({
    facts: { blueprintAppId: appId(70), blueprintPrincipalId: null, sponsors: { unknown: 'denied' } },
  })
  expect(gaps).toMatchObject([
    {
      reason: 'denied',
      permission: 'AgentIdentity.Read.All',
      detail: expect.stringMatching(/^Sponsors of Lost agent were/),
    },
    { reason: 'denied', permission: 'User.Read.All', detail: expect.stringMatching(/^Of one sponsor /) },
  ])
})

test('what agents inherit, told apart by delegated and application permissions', async () => {
  const { records } = await runAzure(['agent-identities'], wire)
  expect(records.filter((record) => record.type === 'patch')).toEqual([
    {
      type: 'patch',
      of: 'resource',
      id: entity('agent-blueprint', blueprint),
      set: {},
      facts: {
        sponsors: [],
        inheritable: [
          { apiAppId: appId(8), kind: 'listed', scopesKind: 'all', rolesKind: 'none', scopes: [], roles: [] },
          {
            apiAppId: appId(graph),
            kind: 'listed',
            scopesKind: 'listed',
            rolesKind: 'listed',
            scopes: ['User.Read'],
            roles: ['Mail.Read'],
          },
        ],
      },
    },
  ])
})

test('a cloud without agents has none of the three lists', async () => {
  const missing = {
    status: 400,
    code: 'BadRequest',
    message: "Resource not found for the segment 'microsoft.graph.agentIdentity'.",
  }
  const { records, gaps } = await runAzure(['agent-identities'], {
    at: { [`${agents}BlueprintPrincipal`]: missing, [agents]: missing, [blueprints]: missing },
  })
  expect(records).toEqual([])
  expect(new Set(gaps.map(({ reason }) => reason))).toEqual(new Set(['unsupported']))
})
