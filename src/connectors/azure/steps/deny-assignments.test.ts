import { expect, test } from 'vitest'
import { runAzure, tenantId } from '../../../../test/support/azure-wire.ts'
import type { AzureWire } from '../../../../test/support/azure-wire.ts'

const [one, two] = [1, 2].map((digit) => `0f5d7e2a-1111-4c3d-8e9f-00000000000${digit}`) as [string, string]
const robot = 'aaaaaaaa-0000-4000-8000-000000000001'
const deny = (id: string, subscription = one) =>
  `/subscriptions/${subscription}/providers/Microsoft.Authorization/${id}`

const above = {
  id: '/providers/Microsoft.Management/managementGroups/acme/providers/Microsoft.Authorization/denyAssignments/D1',
  properties: {
    denyAssignmentName: 'No deletes',
    permissions: [{ actions: ['*/delete'], notActions: [] }],
    scope: '/providers/Microsoft.Management/managementGroups/acme',
    doNotApplyToChildScopes: false,
    principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
    excludePrincipals: [{ id: robot.toUpperCase() }],
  },
}
const eligible = {
  id: deny('roleEligibilityScheduleInstances/E1'),
  properties: {
    scope: `/subscriptions/${one}`,
    roleDefinitionId: '/x/roleDefinitions/R1',
    principalId: robot,
    principalType: 'ServicePrincipal',
    memberType: 'Direct',
  },
}
const wire: AzureWire = {
  principals: new Map([[robot, { entity: `azure:${tenantId}:service-principal:${robot}`, appId: 'a', name: 'robot' }]]),
  rows: {
    subscriptions: [one, two].map((id) => ({ id, subscriptionId: id, name: id.slice(-1), tenantId, properties: {} })),
  },
  at: {
    [deny('denyAssignments')]: [above],
    [deny('denyAssignments', two)]: [above],
    [deny('roleEligibilityScheduleInstances')]: [eligible],
    [deny('roleEligibilityScheduleInstances', two)]: [],
  },
}

test('what stands above several subscriptions comes once', async () => {
  const { records } = await runAzure(['subscriptions', 'deny-assignments'], wire)
  const denials = records.filter((record) => record.type === 'resource' && record.kind === 'deny-assignment')
  expect(denials).toEqual([
    expect.objectContaining({
      name: 'No deletes',
      facts: expect.objectContaining({
        scope: '/providers/microsoft.management/managementgroups/acme',
        appliesToChildren: true,
        exceptPrincipals: [robot],
        condition: null,
      }),
    }),
  ])
})

test('roles that can be activated are grants of that state, and their definitions are kept', async () => {
  const { records, session } = await runAzure(['subscriptions', 'eligible-role-assignments'], wire)
  expect(records).toContainEqual(
    expect.objectContaining({
      kind: 'grants',
      to: `azure:${tenantId}:azure-role:r1`,
      conditions: { scope: `/subscriptions/${one}`, condition: null, state: 'eligible' },
    }),
  )
  expect([...session.facts.heldRoles]).toEqual(['r1'])
})

test('without the licence nothing is asked for twice, and the gap names it', async () => {
  const message = 'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.'
  const unpaid = { status: 400, code: 'AadPremiumLicenseRequired', message }
  const at = {
    ...wire.at,
    [deny('roleEligibilityScheduleInstances')]: unpaid,
    [deny('roleEligibilityScheduleInstances', two)]: unpaid,
  }
  const { gaps } = await runAzure(['subscriptions', 'eligible-role-assignments'], { ...wire, at })
  expect(gaps).toEqual([
    expect.objectContaining({
      reason: 'unlicensed',
      detail: expect.stringContaining('It takes Entra ID P2 or ID Governance.'),
    }),
  ])
})

test('without subscriptions nothing is asked', async () => {
  const { gaps, asked } = await runAzure(['deny-assignments', 'eligible-role-assignments'], wire)
  expect(asked).toEqual([])
  expect(gaps.map(({ reason }) => reason)).toEqual(['not-collected', 'not-collected'])
})
