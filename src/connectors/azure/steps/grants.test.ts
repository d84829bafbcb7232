import { expect, test } from 'vitest'
import {
  api,
  appId,
  edgesOf,
  entity,
  objectId,
  principal,
  resourcesOf,
} from '../../../../test/support/azure-principals.ts'
import { runAzure } from '../../../../test/support/azure-wire.ts'

const graph = 9
const readMail = '810c84a8-4a9e-49e6-bf7d-12d183f40d01'
const everybody = '00000000-0000-0000-0000-000000000000'

const facts = {
  principals: new Map([
    principal(1),
    principal(2, 'managed-identity'),
    principal(3, 'microsoft-app'),
    principal(graph, 'microsoft-app'),
  ]),
  apis: new Map([
    api(graph, 'Microsoft Graph', { [readMail]: 'Mail.Read' }),
    api(8, 'Orders', { [readMail]: 'Orders.Read' }),
  ]),
}

const assigned = (id: string, holder: number, principalType: string, appRoleId = readMail) => ({
  id,
  appRoleId,
  principalId: objectId(holder),
  principalType,
  createdDateTime: '2026-01-02T03:04:05Z',
  principalDisplayName: 'somebody',
})

test('a permission is one resource, held by applications alone, in one question for all APIs', async () => {
  const run = await runAzure(['app-role-assignments'], {
    facts,
    at: {
      [`/servicePrincipals/${objectId(graph)}/appRoleAssignedTo`]: [
        assigned('A', 1, 'ServicePrincipal'),
        assigned('B', 2, 'ServicePrincipal'),
        assigned('C', 3, 'ServicePrincipal'),
        assigned('D', 4, 'User'),
        assigned('E', 5, 'Group'),
        assigned('F', 1, 'ServicePrincipal', everybody),
        assigned('G', 1, 'ServicePrincipal', 'ffffffff-0000-4000-8000-000000000001'),
      ],
      [`/servicePrincipals/${objectId(8)}/appRoleAssignedTo`]: [],
    },
  })
  expect(run.asked).toHaveLength(1)
  expect(run.gaps).toEqual([])
  expect([...run.session.facts.groups]).toEqual([])
  expect(resourcesOf(run, 'app-role').map(({ nativeId, name, facts: { value } }) => [nativeId, name, value])).toEqual([
    [`${appId(graph)}/Mail.Read`, 'Microsoft Graph: Mail.Read', 'Mail.Read'],
    [`${appId(graph)}/${everybody}`, 'Microsoft Graph: access', null],
    [`${appId(graph)}/ffffffff-0000-4000-8000-000000000001`, 'Microsoft Graph: access', { unknown: 'failed' }],
  ])
  const role = entity('app-role', `${appId(graph)}/${readMail}`)
  expect(edgesOf(run, 'grants').slice(0, 2)).toMatchObject([
    { from: entity('service-principal', objectId(1)), to: role, via: 'A', level: 'configured' },
    { from: entity('managed-identity', objectId(2)), to: role, via: 'B' },
  ])
})

test('an API that is refused, and a holder that no list knows, are told', async () => {
  const { gaps } = await runAzure(['app-role-assignments'], {
    facts,
    at: {
      [`/servicePrincipals/${objectId(graph)}/appRoleAssignedTo`]: { status: 400, code: 'Request_BadRequest' },
      [`/servicePrincipals/${objectId(8)}/appRoleAssignedTo`]: [assigned('A', 77, 'ServicePrincipal')],
    },
  })
  expect(gaps).toMatchObject([
    { reason: 'failed', detail: expect.stringMatching(/^Permissions of Microsoft Graph were not read: /) },
    { reason: 'failed', detail: expect.stringContaining('one principal that is in no list') },
  ])
})

test('without the list of principals nothing is asked', async () => {
  const { asked, gaps } = await runAzure(['app-role-assignments', 'delegated-grants'], {})
  expect(asked).toEqual([])
  expect(gaps.map(({ reason }) => reason)).toEqual(['not-collected', 'not-collected'])
})

test('delegated permissions: for whom, of which API, which scopes', async () => {
  const grant = (id: string, client: number, more: object) => ({
    id,
    clientId: objectId(client),
    consentType: 'AllPrincipals',
    principalId: null,
    resourceId: objectId(graph),
    scope: ' User.Read Mail.Read  Mail.Read',
    ...more,
  })
  const run = await runAzure(['delegated-grants'], {
    facts,
    at: {
      '/oauth2PermissionGrants': [
        grant('aB', 1, {}),
        grant('ab', 1, { consentType: 'Principal', principalId: objectId(50), resourceId: objectId(60) }),
        grant('x', 3, {}),
      ],
    },
  })
  expect(resourcesOf(run, 'delegated-grant')).toMatchObject([
    {
      id: entity('delegated-grant', `${objectId(1)}/${objectId(graph)}/all`),
      nativeId: 'aB',
      name: 'Microsoft Graph for everybody',
      facts: {
        consentType: 'AllPrincipals',
        principalId: null,
        apiAppId: appId(graph),
        scopes: ['Mail.Read', 'User.Read'],
      },
    },
    { nativeId: 'ab', facts: { consentType: 'Principal', principalId: objectId(50), apiAppId: { unknown: 'failed' } } },
  ])
  expect(edgesOf(run, 'grants')).toHaveLength(2)
})

test('fifty APIs take three requests, Microsoft Graph in the first', async () => {
  const many = Array.from({ length: 50 }, (_, index) => api(index + 10, `API ${index}`, { [readMail]: 'Read' }))
  const [id, row] = api(99, 'Microsoft Graph', { [readMail]: 'Mail.Read' })
  const apis = new Map([...many, [id, { ...row, appId: '00000003-0000-0000-c000-000000000000' }] as const])
  const at = Object.fromEntries([...apis.keys()].map((each) => [`/servicePrincipals/${each}/appRoleAssignedTo`, []]))
  const { asked, gaps } = await runAzure(['app-role-assignments'], { facts: { ...facts, apis }, at })
  expect(gaps).toEqual([])
  expect(asked).toHaveLength(3)
  const { requests } = asked[0]!.body as { readonly requests: readonly { readonly url: string }[] }
  expect(requests[0]?.url).toContain(id)
})
