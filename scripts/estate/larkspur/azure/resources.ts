/** What runs and is kept in Larkspur's subscriptions. */
import type { TenantBuilder } from './builder.ts'
import { guid, inGroup, subscriptions } from './ids.ts'
import { sound } from './applications.ts'
import type { Expect } from '../github/company.ts'

const { production, lab } = subscriptions

export function plantWorkloads(tenant: TenantBuilder, expect: Expect): void {
  const { app, azureRole, graph, resource, userIdentity } = tenant
  resource({
    type: 'Microsoft.Compute/virtualMachines',
    name: 'build-runner',
    subscription: production,
    group: 'rg-build',
    identity: 'system',
  })
  azureRole(guid('principal build-runner'), 'Owner', `/subscriptions/${production}`)
  expect('azure-mi-privileged', guid('app build-runner'), 'high')
  resource({
    type: 'Microsoft.Compute/virtualMachines',
    name: 'yard-gateway',
    subscription: production,
    group: 'rg-yard',
    identity: 'system',
  })
  azureRole(guid('principal yard-gateway'), 'Reader', inGroup(production, 'rg-yard'))

  // Runs what it likes on a machine whose identity owns the subscription; its twin's machine owns nothing.
  azureRole(
    app('fleet-operator', { certificates: [sound] }),
    'Virtual Machine Contributor',
    inGroup(production, 'rg-build'),
  )
  expect('entra-principal-path-to-admin', guid('app fleet-operator'), 'high')
  azureRole(
    app('yard-operator', { certificates: [sound] }),
    'Virtual Machine Contributor',
    inGroup(production, 'rg-yard'),
  )

  // A group's role is its members'; this one reads.
  const operators = guid('group yard-operators')
  graph['groups']!.push({
    id: operators,
    displayName: 'yard-operators',
    isAssignableToRole: false,
    memberIds: [guid('principal yard-operator')],
  })
  azureRole(operators, 'Reader', `/subscriptions/${lab}`, { principalType: 'Group' })

  const identityId = (name: string, group: string): string =>
    `${inGroup(production, group)}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`
  userIdentity('shared-worker', { subscription: production, group: 'rg-workers', tags: { environment: 'production' } })
  userIdentity('label-worker', { subscription: production, group: 'rg-workers' })
  for (const [index, name] of ['orders', 'labels', 'invoices', 'claims', 'customs', 'tariffs'].entries())
    resource({
      type: 'Microsoft.App/containerApps',
      name: `worker-${name}`,
      subscription: production,
      group: 'rg-workers',
      identity: [identityId('shared-worker', 'rg-workers')],
      tags: { environment: index < 3 ? 'production' : 'staging', team: name },
      properties: { template: { containers: [{ env: [{ name: 'TOKEN', value: 'CANARYCONTAINERENV' }] }] } },
    })
  expect('azure-mi-shared', guid('app shared-worker'), 'high')
  resource({
    type: 'Microsoft.App/containerApps',
    name: 'label-printer',
    subscription: production,
    group: 'rg-workers',
    identity: [identityId('label-worker', 'rg-workers')],
    tags: { environment: 'production' },
  })

  const gone = guid('principal of a service that was deleted')
  const orphan = azureRole(gone, 'Contributor', inGroup(lab, 'rg-old'))
  expect('azure-role-assignment-orphaned', orphan.toLowerCase(), 'low')
}

export function plantServices({ resource, children, azureRole, app }: TenantBuilder, expect: Expect): void {
  const at = { subscription: production, group: 'rg-services' } as const
  const openAi = resource({
    ...at,
    type: 'Microsoft.CognitiveServices/accounts',
    name: 'larkspur-openai',
    kind: 'OpenAI',
    properties: { disableLocalAuth: false, publicNetworkAccess: 'Enabled' },
  })
  expect('azure-ai-local-auth', openAi.toLowerCase(), 'high')
  const foundry = resource({
    ...at,
    type: 'Microsoft.CognitiveServices/accounts',
    name: 'larkspur-foundry',
    kind: 'AIServices',
    properties: { disableLocalAuth: true },
  })
  const deployment = (account: string, name: string, model: string): void =>
    void (children[`${account}/deployments`] = [
      {
        id: `${account}/deployments/${name}`,
        name,
        properties: { model: { format: 'OpenAI', name: model, version: '2026-08-01' }, provisioningState: 'Succeeded' },
      },
    ])
  deployment(openAi, 'answers', 'gpt-5')
  deployment(foundry, 'triage', 'gpt-5-mini')
  azureRole(app('support-answers', { certificates: [sound] }), 'Cognitive Services OpenAI User', foundry)

  const storage = {
    allowSharedKeyAccess: null,
    keyCreationTime: { key1: '2026-10-01T00:00:00Z', key2: '2026-10-01T00:00:00Z' },
  }
  expect(
    'azure-service-local-auth',
    resource({
      ...at,
      type: 'Microsoft.Storage/storageAccounts',
      name: 'larkspurscans',
      kind: 'StorageV2',
      properties: storage,
    }).toLowerCase(),
    'medium',
  )
  resource({
    ...at,
    type: 'Microsoft.Storage/storageAccounts',
    name: 'larkspurledger',
    kind: 'StorageV2',
    properties: { allowSharedKeyAccess: false },
  })
  resource({
    ...at,
    type: 'Microsoft.ServiceBus/namespaces',
    name: 'larkspur-events',
    properties: { disableLocalAuth: true },
  })
  expect(
    'azure-service-local-auth',
    resource({
      ...at,
      type: 'Microsoft.ContainerRegistry/registries',
      name: 'larkspurimages',
      properties: { adminUserEnabled: true },
    }).toLowerCase(),
    'medium',
  )
  resource({
    ...at,
    type: 'Microsoft.ContainerService/managedClusters',
    name: 'larkspur-aks',
    properties: { disableLocalAccounts: true },
  })

  const vault = resource({
    ...at,
    type: 'Microsoft.KeyVault/vaults',
    name: 'larkspur-vault',
    properties: {
      enableRbacAuthorization: true,
      accessPolicies: [],
      tenantId: '',
      vaultUri: 'https://larkspur-vault.vault.azure.net/',
    },
  })
  const seconds = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000
  const secret = (
    name: string,
    attributes: { readonly created: string; readonly updated: string; readonly exp?: string },
  ) => ({
    id: `${vault}/secrets/${name}`,
    name,
    type: 'Microsoft.KeyVault/vaults/secrets',
    properties: {
      secretUri: `https://larkspur-vault.vault.azure.net/secrets/${name}`,
      contentType: '',
      value: 'CANARYVAULTVALUE',
      attributes: {
        enabled: true,
        created: seconds(attributes.created),
        updated: seconds(attributes.updated),
        ...(attributes.exp === undefined ? {} : { exp: seconds(attributes.exp) }),
      },
    },
  })
  children[`${vault}/secrets`] = [
    secret('payment-terminal', { created: '2024-02-01', updated: '2024-02-01' }),
    secret('tariff-feed', { created: '2026-09-01', updated: '2026-09-01', exp: '2027-03-01' }),
  ]
  expect('azure-keyvault-secret-no-expiry-or-stale', 'larkspur-vault/payment-terminal', 'medium')
  children[`${vault}/keys`] = []
}
