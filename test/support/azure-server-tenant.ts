/** The tenant that the tests of the Microsoft test server ask about. */
import { tenantOf } from '../../fixtures/servers/azure/estate.ts'

const tenantId = '11111111-2222-4333-8444-555555555555'
export const clientId = '99999999-2222-4333-8444-555555555555'
export const subscription = 'aaaaaaaa-2222-4333-8444-555555555555'

export const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index))
export const idOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

export const tenant = tenantOf(tenantId, {
  graph: {
    servicePrincipals: [
      ...many(250, (index) => ({
        id: idOf(index),
        appId: idOf(index + 1000),
        displayName: `app ${index}`,
        servicePrincipalType: index % 2 === 0 ? 'Application' : 'ManagedIdentity',
        keyCredentials: [{ keyId: 'k', key: 'canary-key' }],
      })),
      {
        '@odata.type': '#microsoft.graph.agentIdentity',
        id: idOf(900),
        displayName: 'agent',
        agentIdentityBlueprintId: idOf(1),
      },
    ],
    applications: many(3, (index) => ({ id: idOf(index + 3000), displayName: `registration ${index}` })),
    users: many(30, (index) => ({
      id: idOf(index + 2000),
      displayName: `person ${index}`,
      userPrincipalName: `p${index}@larkspur.example`,
    })),
    groups: [
      { id: idOf(5000), displayName: 'outer', isAssignableToRole: true, memberIds: [idOf(5001), idOf(0)] },
      { id: idOf(5001), displayName: 'inner', isAssignableToRole: false, memberIds: [idOf(900), idOf(2000)] },
    ],
    owners: { [idOf(3000)]: many(30, (index) => idOf(index + 2000)) },
    federatedIdentityCredentials: {
      [idOf(3001)]: [{ id: 'f', name: 'ci', issuer: 'https://x', subject: 's', audiences: [] }],
    },
  },
  arm: {
    subscriptions: [
      {
        id: `/subscriptions/${subscription}`,
        name: 'production',
        tenantId,
        subscriptionId: subscription,
        properties: { managementGroupAncestorsChain: [{ name: 'root' }] },
      },
    ],
    resources: many(5, (index) => ({
      id: `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Web/sites/site${index}`,
      name: `site${index}`,
      type: 'Microsoft.Web/sites',
      identity: index < 3 ? { type: 'SystemAssigned' } : null,
      properties: { flag: index === 0 },
    })),
    denyAssignments: [
      { id: 'above', properties: { scope: '/providers/Microsoft.Management/managementGroups/root' } },
      { id: 'below', properties: { scope: `/subscriptions/${subscription}/resourceGroups/rg` } },
      { id: 'elsewhere', properties: { scope: '/subscriptions/bbbbbbbb-2222-4333-8444-555555555555' } },
    ],
  },
})
