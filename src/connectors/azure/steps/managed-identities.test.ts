import { expect, test } from 'vitest'
import { otherTenant, runAzure, tenantId } from '../../../../test/support/azure-wire.ts'
import type { AzureWire } from '../../../../test/support/azure-wire.ts'

const group = '/subscriptions/0f5d7e2a-1111-4c3d-8e9f-000000000001/resourceGroups/Shop'
const [deployer, idle, own, theirs] = [1, 2, 3, 4].map((digit) => `bbbbbbbb-0000-4000-8000-00000000000${digit}`) as [
  string,
  string,
  string,
  string,
]
const userIdentity = (name: string, principalId: string, home = tenantId) => ({
  id: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`,
  name,
  type: 'microsoft.managedidentity/userassignedidentities',
  tags: { Environment: 'prod' },
  principalId,
  clientId: principalId.replace('bbbbbbbb', 'cccccccc'),
  tenantId: home,
})
const site = (name: string, identity: object, type = 'microsoft.web/sites') => ({
  id: `${group}/providers/Microsoft.Web/sites/${name}`,
  name,
  type,
  location: 'westeurope',
  tags: null,
  identity,
})
const deployerArm = `${group}/providers/microsoft.managedidentity/userassignedidentities/Deployer`

const wire: AzureWire = {
  principals: new Map(
    [deployer, idle, own].map((id) => [
      id,
      { entity: `azure:${tenantId}:managed-identity:${id}`, appId: 'app', name: id },
    ]),
  ),
  rows: {
    subscriptions: [
      { id: '/s', subscriptionId: '0f5d7e2a-1111-4c3d-8e9f-000000000001', name: 's', tenantId, properties: {} },
    ],
    userassignedidentities: [
      userIdentity('deployer', deployer),
      userIdentity('idle', idle),
      userIdentity('theirs', theirs, otherTenant),
    ],
    resources: [
      site('Api', {
        type: 'SystemAssigned, UserAssigned',
        principalId: own,
        tenantId,
        userAssignedIdentities: { [deployerArm]: { principalId: deployer, clientId: 'x' } },
      }),
      site('Web', { type: 'UserAssigned', userAssignedIdentities: { [deployerArm]: {} } }),
      site('None', { type: 'None' }),
    ],
    roleassignments: [
      {
        id: `${group}/providers/Microsoft.Authorization/roleAssignments/1`,
        principalId: own,
        principalType: 'ServicePrincipal',
        roleDefinitionId: '/x/r1',
      },
    ],
  },
  at: {
    [`${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/deployer/federatedIdentityCredentials`]: [
      {
        id: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/deployer/federatedIdentityCredentials/main`,
        name: 'main',
        properties: {
          issuer: 'https://token.actions.githubusercontent.com',
          subject: 'repo:acme/shop:ref:refs/heads/main',
          audiences: ['api://AzureADTokenExchange'],
        },
      },
    ],
  },
}

const steps = ['subscriptions', 'managed-identities', 'workloads', 'managed-identity-federation']
const idOf = (kind: string, native: string): string => `azure:${tenantId}:${kind}:${native.toLowerCase()}`

test('what an identity is attached to is told of each, and of the idle ones that it is nothing', async () => {
  const { records, gaps } = await runAzure(steps.slice(0, 3), wire)
  const attached = records.flatMap((record) =>
    record.type === 'patch' && record.facts?.['attachedTo'] !== undefined
      ? [[record.id, record.facts['attachedTo']]]
      : [],
  )
  const [api, web] = ['api', 'web'].map((name) => `${group}/providers/microsoft.web/sites/${name}`.toLowerCase())
  expect(new Map(attached as [string, unknown][])).toEqual(
    new Map([
      [idOf('managed-identity', own), [api]],
      [idOf('managed-identity', deployer), [api, web]],
      [idOf('managed-identity', idle), []],
    ]),
  )
  expect(gaps).toEqual([])
  expect(records).toContainEqual(
    expect.objectContaining({
      type: 'patch',
      id: idOf('managed-identity', deployer),
      set: { tags: { Environment: 'prod' }, environment: 'prod' },
      facts: expect.objectContaining({ assigned: 'user', resourceId: deployerArm.toLowerCase() }),
    }),
  )
})

test('workloads run as their identities; a resource without one is none', async () => {
  const { records } = await runAzure(steps.slice(0, 3), wire)
  const edges = records.flatMap((record) => (record.type === 'edge' ? [record.to] : []))
  expect(edges).toEqual([own, deployer, deployer].map((id) => idOf('managed-identity', id)))
  expect(records.filter((record) => record.type === 'resource' && record.kind === 'workload')).toHaveLength(2)
})

test('where a workload cannot be read, nothing is said to be attached', async () => {
  const rows = { ...wire.rows, resources: [{ id: `${group}/providers/a/b/c`, name: 'c', type: 'a/b', identity: 'x' }] }
  const { records, gaps } = await runAzure(steps.slice(0, 3), { ...wire, rows })
  expect(JSON.stringify(records)).not.toContain('attachedTo')
  expect(gaps.map(({ step, reason }) => [step, reason])).toEqual([['workloads', 'failed']])
})

test('where Entra ID was not read, Azure tells of the identities that it knows, and what they hold', async () => {
  const { principals: _, ...without } = wire
  const { records } = await runAzure([...steps.slice(0, 3), 'role-assignments'], without)
  const identities = records.flatMap((record) => (record.type === 'identity' ? [record] : []))
  expect(identities.map(({ name, enabled }) => [name, enabled])).toEqual([
    ['deployer', { unknown: 'not-collected' }],
    ['idle', { unknown: 'not-collected' }],
    ['Api', { unknown: 'not-collected' }],
  ])
  expect(records).toContainEqual(
    expect.objectContaining({ kind: 'grants', from: idOf('managed-identity', own), to: idOf('azure-role', 'r1') }),
  )
})

test('issuers are asked of each identity, and one that is refused does not keep back the others', async () => {
  const idlePath = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/idle/federatedIdentityCredentials`
  const at = { ...wire.at, [idlePath]: { status: 403, code: 'AuthorizationFailed' } }
  const { records, gaps } = await runAzure(steps, { ...wire, at })
  expect(records).toContainEqual(
    expect.objectContaining({
      kind: 'trusts',
      from: idOf('managed-identity', deployer),
      to: 'oidc:token.actions.githubusercontent.com',
      conditions: {
        subject: 'repo:acme/shop:ref:refs/heads/main',
        expression: null,
        audiences: ['api://AzureADTokenExchange'],
      },
    }),
  )
  expect(gaps).toEqual([
    expect.objectContaining({
      step: 'managed-identity-federation',
      reason: 'denied',
      detail: expect.stringContaining('idle'),
    }),
  ])
})
