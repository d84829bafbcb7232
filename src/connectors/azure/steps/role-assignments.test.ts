import { expect, test } from 'vitest'
import { otherTenant, runAzure, tenantId } from '../../../../test/support/azure-wire.ts'
import type { AzureWire } from '../../../../test/support/azure-wire.ts'

const subscription = '0f5d7e2a-1111-4c3d-8e9f-000000000001'
const foreign = '0f5d7e2a-1111-4c3d-8e9f-000000000002'
const contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
const [robot, gone, person, team, vendor, nobody, hidden] = [1, 2, 3, 4, 5, 6, 7].map(
  (digit) => `aaaaaaaa-0000-4000-8000-00000000000${digit}`,
) as [string, string, string, string, string, string, string]

const subscriptions = [
  { id: `/subscriptions/${subscription}`, subscriptionId: subscription, name: 'prod', tenantId, properties: {} },
  { id: `/subscriptions/${foreign}`, subscriptionId: foreign, name: 'lent', tenantId: otherTenant, properties: {} },
]

const assigned = (
  number: number,
  principalId: string,
  principalType: string,
  scope = `/subscriptions/${subscription}`,
) => ({
  id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/RoleAssignments/${number}`,
  principalId,
  principalType,
  roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${contributor.toUpperCase()}`,
  scope,
  condition: '',
  delegated: '',
  createdOn: '2026-01-02T03:04:05.1234567Z',
  createdBy: '',
})

const wire: AzureWire = {
  rows: {
    subscriptions,
    roleassignments: [
      assigned(1, robot, 'ServicePrincipal', `/subscriptions/${subscription}/resourceGroups/Shop`),
      assigned(2, gone, 'ServicePrincipal'),
      assigned(3, person, 'User'),
      assigned(4, team, 'Group', '/'),
      assigned(5, vendor, 'ServicePrincipal', `/subscriptions/${foreign}`),
      assigned(6, nobody, ''),
      assigned(7, hidden, 'ServicePrincipal'),
    ],
    roledefinitions: [
      {
        id: `/providers/Microsoft.Authorization/roleDefinitions/${contributor}`,
        name: contributor,
        roleName: 'Contributor',
        roleType: 'BuiltInRole',
        permissions: [{ actions: ['*'], notActions: ['Microsoft.Authorization/*/Write'] }],
        assignableScopes: ['/'],
      },
      { id: '/x/roleDefinitions/e1', name: 'e1', roleName: 'Unused', roleType: 'BuiltInRole', permissions: [] },
      { id: '/x/roleDefinitions/c1', name: 'c1', roleName: 'Own', roleType: 'CustomRole', permissions: [] },
      { id: '/y/roleDefinitions/c1', name: 'c1', roleName: 'Own', roleType: 'CustomRole', permissions: [] },
    ],
  },
  at: { [`/servicePrincipals/${hidden}`]: { status: 403, code: 'Authorization_RequestDenied' } },
  principals: new Map([
    [robot, { entity: `azure:${tenantId}:service-principal:${robot}`, appId: 'app', name: 'robot' }],
  ]),
}

const steps = ['subscriptions', 'role-assignments', 'role-definitions']

test('each assignment to something other than a person is kept, and told who holds it', async () => {
  const { records, gaps, session } = await runAzure(steps, wire)
  const facts = records.flatMap((record) =>
    record.type === 'resource' && record.kind === 'role-assignment'
      ? [[record.facts['principalId'], record.facts['principal'], record.facts['scope']]]
      : [],
  )
  expect(facts).toEqual([
    [robot, 'present', `/subscriptions/${subscription}/resourcegroups/shop`],
    [team, { unknown: 'not-collected' }, '/'],
    [vendor, { unknown: 'not-collected' }, `/subscriptions/${foreign}`],
    [gone, 'gone', `/subscriptions/${subscription}`],
    [nobody, { unknown: 'not-collected' }, `/subscriptions/${subscription}`],
    [hidden, { unknown: 'denied' }, `/subscriptions/${subscription}`],
  ])
  expect(gaps).toEqual([
    expect.objectContaining({ step: 'role-assignments', reason: 'denied', permission: 'Application.Read.All' }),
  ])
  expect([...session.facts.groups]).toEqual([team])
})

test('grants lead from principals and groups to the role', async () => {
  const { records } = await runAzure(steps, wire)
  const grants = records.flatMap((record) => (record.type === 'edge' ? [record] : []))
  expect(grants.map(({ from, to, conditions }) => [from, to, conditions])).toEqual([
    [
      `azure:${tenantId}:service-principal:${robot}`,
      `azure:${tenantId}:azure-role:${contributor}`,
      { scope: `/subscriptions/${subscription}/resourcegroups/shop`, condition: null, state: 'active' },
    ],
    [
      `azure:${tenantId}:group:${team}`,
      `azure:${tenantId}:azure-role:${contributor}`,
      { scope: '/', condition: null, state: 'active' },
    ],
  ])
})

test('of built-in roles those are kept that somebody holds, and each custom role once', async () => {
  const { records } = await runAzure(steps, wire)
  const roles = records.flatMap((record) =>
    record.type === 'resource' && record.kind === 'azure-role' ? [record.name] : [],
  )
  expect(roles).toEqual(['Contributor', 'Own'])
})

test('a role that is assigned and not shown is a gap', async () => {
  const { gaps } = await runAzure(steps, { ...wire, rows: { ...wire.rows, roledefinitions: [] } })
  expect(gaps).toContainEqual(
    expect.objectContaining({
      step: 'role-definitions',
      reason: 'denied',
      permission: 'Microsoft.Authorization/roleDefinitions/read',
    }),
  )
})

test('without service principals nobody is called gone, and nobody is asked for', async () => {
  const { principals: _, ...without } = wire
  const { records, asked } = await runAzure(steps, without)
  expect(JSON.stringify(records)).not.toContain('"gone"')
  expect(asked.filter(({ url }) => url.endsWith('$batch'))).toEqual([])
})

test('no row and no subscription is a denial', async () => {
  const { gaps } = await runAzure(steps, {})
  expect(gaps.map(({ step, reason }) => [step, reason])).toEqual(steps.map((step) => [step, 'denied']))
})

test('pages of one row give the same', async () => {
  const [usual, paged] = [await runAzure(steps, wire), await runAzure(steps, { ...wire, pageSize: 1 })]
  expect(paged.records).toEqual(usual.records)
})
