import { expect, test } from 'vitest'
import { appId, entity, objectId } from '../../../../test/support/azure-principals.ts'
import { runAzure, tenantId } from '../../../../test/support/azure-wire.ts'
import type { AzureWire } from '../../../../test/support/azure-wire.ts'

const wire: AzureWire = {
  facts: {
    applications: new Map([
      [appId(1), objectId(1)],
      [appId(2), objectId(2)],
    ]),
  },
  at: {
    '/policies/authorizationPolicy': {
      id: 'authorizationPolicy',
      allowInvitesFrom: 'adminsAndGuestInviters',
      defaultUserRolePermissions: {
        allowedToCreateApps: false,
        permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-low'],
      },
    },
    '/policies/defaultAppManagementPolicy': {
      id: '0',
      isEnabled: true,
      applicationRestrictions: {
        passwordCredentials: [
          { restrictionType: 'passwordAddition', state: 'disabled', maxLifetime: null },
          { restrictionType: 'passwordLifetime', state: 'enabled', maxLifetime: 'P180D' },
        ],
        keyCredentials: [{ restrictionType: 'asymmetricKeyLifetime', maxLifetime: 'P365D' }],
      },
    },
    '/policies/appManagementPolicies': [{ id: 'p1', displayName: 'Old apps' }],
    '/policies/appManagementPolicies/p1/appliesTo': [
      { '@odata.type': '#microsoft.graph.application', id: objectId(2) },
    ],
  },
}

test('what users may consent to, and how secrets are bounded', async () => {
  const { records, gaps } = await runAzure(['policies'], wire)
  expect(gaps).toEqual([])
  expect(records[0]).toEqual({
    type: 'patch',
    of: 'resource',
    id: entity('tenant', tenantId),
    set: {},
    facts: {
      userConsent: ['ManagePermissionGrantsForSelf.microsoft-user-default-low'],
      usersRegisterApplications: false,
      guestsInvitedBy: 'adminsAndGuestInviters',
      secretRestrictions: {
        enabled: true,
        passwordAddition: 'allowed',
        passwordLifetime: 'P180D',
        keyLifetime: 'P365D',
      },
    },
  })
})

test('which applications have a policy of their own', async () => {
  const { records } = await runAzure(['policies'], wire)
  const policies = (kind: string, digit: number) =>
    records.find((record) => record.type === 'patch' && record.id === entity(kind, objectId(digit)))
  expect(policies('application', 1)).toMatchObject({ facts: { managementPolicies: [] } })
  expect(policies('application', 2)).toMatchObject({ facts: { managementPolicies: ['Old apps'] } })
  expect(policies('agent-blueprint', 2)).toMatchObject({ facts: { managementPolicies: ['Old apps'] } })
})

test('a policy that is refused is unknown; the others are read', async () => {
  const { records, gaps } = await runAzure(['policies'], {
    ...wire,
    at: {
      ...wire.at,
      '/policies/authorizationPolicy': { status: 403, code: 'Authorization_RequestDenied' },
      '/policies/appManagementPolicies/p1/appliesTo': { status: 400, code: 'Request_BadRequest' },
    },
  })
  expect(records).toHaveLength(1)
  expect(records[0]).toMatchObject({
    facts: { userConsent: { unknown: 'denied' }, secretRestrictions: { enabled: true } },
  })
  expect(gaps.map(({ reason }) => reason)).toEqual(['denied', 'failed'])
})
