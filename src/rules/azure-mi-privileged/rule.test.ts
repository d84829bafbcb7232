import {
  subscriptionScope,
  azureGap,
  azureGrant,
  entraGroup,
  groupMembership,
  managedIdentity,
  managementGroup,
  principalId,
  servicePrincipal,
  subscription,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const holder = { holder: 'id-shop', holderKind: 'managed-identity' } as const
const holding = (role: string, more = {}) => [
  managedIdentity(),
  subscription(),
  managementGroup(),
  azureGrant({ ...holder, role, ...more }),
]
const group = '/subscriptions/11111111-2222-4333-8444-555555555555/resourcegroups/rg-shop'
const readers = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
const onlyReaders = `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${readers}}))`
const onlyBlobs = `((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'} AND NOT SubOperationMatches{'Blob.List'})) OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'a'))`
const gives = { permissions: { actions: ['Microsoft.Authorization/roleAssignments/write'] } }

testRule(rule, {
  fail: [
    {
      name: 'owner of a subscription',
      records: holding('Owner'),
      message: 'id-shop may give roles away over the subscription shop-prod, as Owner.',
      severity: 'high',
      confidence: 'proven',
      remediation: 'az role assignment delete --ids /subscriptions/',
    },
    {
      name: 'gives roles away over a management group',
      records: holding('User Access Administrator', {
        scope: '/providers/microsoft.management/managementgroups/acme',
      }),
      message: 'id-shop may give roles away over the management group acme, as User Access Administrator.',
      severity: 'critical',
    },
    {
      name: 'contributor of a subscription',
      records: holding('Contributor'),
      message: 'id-shop may change whatever there is in the subscription shop-prod, as Contributor.',
      severity: 'high',
    },
    {
      name: 'by a group',
      records: [
        servicePrincipal(),
        subscription(),
        entraGroup(),
        groupMembership(),
        azureGrant({ holder: 'operators', holderKind: 'group', role: 'Contributor' }),
      ],
      related: [principalId('operators', 'group')],
      remediation: 'take it out of the group',
    },
    {
      name: 'an owner whose condition holds back what it gives away changes all the rest',
      records: holding('Owner', { condition: onlyReaders }),
      message: 'id-shop may change whatever there is in the subscription shop-prod, as Owner.',
      confidence: 'proven',
    },
    {
      name: 'a condition that is about something else',
      records: holding('Owner', { condition: onlyBlobs }),
      message: 'id-shop may give roles away over the subscription shop-prod, as Owner.',
      confidence: 'proven',
    },
    {
      name: 'a condition that is not understood',
      records: holding('Owner', { condition: '@Resource[Microsoft.Storage/x] StringEquals y' }),
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'a role to read', records: holding('Reader') },
    { name: 'owner of a resource group', records: holding('Owner', { scope: group }) },
    { name: 'may give one harmless role away', records: holding('Role giver', { ...gives, condition: onlyReaders }) },
    {
      name: 'writes its own role over one of the two subscriptions only that the role is for',
      records: holding('Role writer', {
        permissions: { actions: ['Microsoft.Authorization/roleDefinitions/write'] },
        assignableScopes: [subscriptionScope, '/subscriptions/99999999-2222-4333-8444-555555555555'],
      }),
    },
    { name: 'has to be activated first', records: holding('Owner', { state: 'eligible' }) },
  ],
  unknown: [
    { name: 'some assignments were not read', records: [...holding('Reader'), azureGap({ step: 'role-assignments' })] },
  ],
  notApplicable: [
    { name: 'no role in Azure', records: [managedIdentity()] },
    { name: 'switched off', records: [servicePrincipal({ enabled: false }), azureGrant({ role: 'Owner' })] },
    { name: 'Microsoft’s own', records: [servicePrincipal({ origin: 'microsoft' }), azureGrant({ role: 'Owner' })] },
  ],
})
