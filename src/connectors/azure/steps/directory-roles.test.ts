import { expect, test } from 'vitest'
import { edgesOf, entity, objectId, principal, resourcesOf } from '../../../../test/support/azure-principals.ts'
import { runAzure } from '../../../../test/support/azure-wire.ts'
import type { AzureWire } from '../../../../test/support/azure-wire.ts'

const admin = '62e90394-69f5-4237-9190-012177145e10'
const directory = '/roleManagement/directory'
const unlicensed = {
  status: 400,
  code: 'AadPremiumLicenseRequired',
  message: 'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
}

const held = (id: string, holder: number, type: string | null, more: object = {}) => ({
  id,
  principalId: objectId(holder),
  roleDefinitionId: admin,
  directoryScopeId: '/',
  principal: type === null ? null : { '@odata.type': `#microsoft.graph.${type}`, id: objectId(holder) },
  ...more,
})

const wire: AzureWire = {
  principals: new Map([principal(1), principal(2, 'microsoft-app')]),
  at: {
    [`${directory}/roleDefinitions`]: [
      {
        id: admin,
        templateId: admin,
        displayName: 'Global Administrator',
        isBuiltIn: true,
        isEnabled: true,
        rolePermissions: [
          { allowedResourceActions: ['b', 'a'], condition: null },
          { allowedResourceActions: ['c'], condition: '$SubjectIsOwner' },
        ],
      },
    ],
    [`${directory}/roleAssignments`]: [
      held('1', 1, 'servicePrincipal', { directoryScopeId: `/${objectId(90)}` }),
      held('2', 2, 'servicePrincipal'),
      held('3', 3, 'user'),
      held('4', 4, 'group'),
      held('5', 5, null),
      held('6', 6, 'servicePrincipal'),
    ],
    [`${directory}/roleAssignmentScheduleInstances`]: [
      { roleAssignmentOriginId: '1', endDateTime: '2026-12-24T00:00:00Z' },
      { roleAssignmentOriginId: '4', endDateTime: null },
    ],
    [`${directory}/roleEligibilityScheduleInstances`]: [
      held('7-e', 4, 'group', { endDateTime: '2027-01-01T00:00:00Z' }),
    ],
  },
}

test('roles with what they may, and who holds them, where and until when', async () => {
  const run = await runAzure(['directory-roles'], wire)
  expect(resourcesOf(run, 'directory-role')).toMatchObject([
    {
      id: entity('directory-role', admin),
      name: 'Global Administrator',
      facts: { templateId: admin, builtIn: true, enabled: true, actions: ['a', 'b'] },
    },
  ])
  const edge = { to: entity('directory-role', admin), level: 'configured' }
  expect(edgesOf(run, 'grants')).toMatchObject([
    {
      ...edge,
      from: entity('service-principal', objectId(1)),
      via: '1',
      conditions: { directoryScope: `/${objectId(90)}`, state: 'active', until: '2026-12-24T00:00:00Z' },
    },
    { ...edge, from: entity('group', objectId(4)), via: '4', conditions: { state: 'active', until: null } },
    { ...edge, from: entity('group', objectId(5)), via: '5' },
  ])
  expect([...run.session.facts.groups]).toEqual([objectId(4), objectId(5)])
  expect(run.gaps).toMatchObject([{ reason: 'failed', detail: expect.stringContaining('one principal') }])
})

test('a role that may be activated', async () => {
  const run = await runAzure(['directory-roles', 'eligible-directory-roles'], wire)
  expect(edgesOf(run, 'grants').find(({ via }) => via === '7-e')).toMatchObject({
    from: entity('group', objectId(4)),
    conditions: { directoryScope: '/', state: 'eligible', until: '2027-01-01T00:00:00Z' },
  })
})

test('a tenant without the licence has no role that ends by itself; what may be activated is not known', async () => {
  const { gaps } = await runAzure(['directory-roles', 'eligible-directory-roles'], {
    principals: new Map([principal(1)]),
    at: {
      ...wire.at,
      [`${directory}/roleAssignments`]: [held('1', 1, 'servicePrincipal')],
      [`${directory}/roleAssignmentScheduleInstances`]: unlicensed,
      [`${directory}/roleEligibilityScheduleInstances`]: unlicensed,
    },
  })
  expect(gaps).toMatchObject([{ step: 'eligible-directory-roles', reason: 'unlicensed' }])
})
