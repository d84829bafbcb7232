/** Resources of a tenant and its subscriptions, for rule tests. */
import type { Records, LooseFacts } from './aws-records.ts'
import { edge } from './aws-records.ts'
import {
  armId,
  azureId,
  azureResource,
  longAgo,
  objectIdOf,
  principalId,
  subscriptionId,
  tenantId,
  userIdentityArm,
} from './azure-place.ts'

interface Named extends LooseFacts {
  readonly name?: string
}

export function tenant(facts: LooseFacts = {}): Records {
  return azureResource(
    'tenant',
    tenantId,
    tenantId,
    {
      tenantId,
      displayName: 'Acme',
      domains: ['acme.example'],
      plans: ['AAD_PREMIUM'],
      scannerAppId: null,
      ...facts,
    },
    'acme.example',
  )
}

export function entraGroup(input: Named = {}): Records {
  const { name = 'operators', ...facts } = input
  const objectId = objectIdOf('group', name)
  const given = { objectId, displayName: name, roleAssignable: false, dynamicRule: null, machineMembers: [] }
  return azureResource('group', objectId, objectId, { ...given, ...facts }, name)
}

export function subscription(input: Named & { readonly id?: string } = {}): Records {
  const { name = 'shop-prod', id = subscriptionId, ...facts } = input
  const given = {
    subscriptionId: id,
    state: 'Enabled',
    managementGroups: ['acme'],
    managedBy: [],
    homeTenant: tenantId,
  }
  return azureResource('subscription', id, id, { ...given, ...facts }, name)
}

export function managementGroup(input: Named = {}): Records {
  const { name = 'acme', ...facts } = input
  const given = { groupName: name, displayName: name, above: [], root: true }
  return azureResource('management-group', name, name, { ...given, ...facts }, name)
}

interface WorkloadInput extends Named {
  readonly type?: string
  readonly group?: string
  /** Names of user-assigned identities. */
  readonly identities?: readonly string[]
}

/** A function app with the identities given, and no identity of its own. */
export function azureWorkload(input: WorkloadInput = {}): Records {
  const { name = 'shop-web', type = 'microsoft.web/sites', group = 'rg-shop', identities = [], ...facts } = input
  const resourceId = armId(type, name, group)
  const given = {
    resourceId,
    resourceType: type,
    subscriptionId,
    resourceGroup: group,
    location: 'westeurope',
    tags: {},
    systemIdentity: null,
    userIdentities: identities.map(userIdentityArm),
  }
  return [
    ...azureResource('workload', resourceId, resourceId, { ...given, ...facts }, name),
    ...identities.map((each) =>
      edge('runs-as', azureId('workload', resourceId), principalId(each, 'managed-identity')),
    ),
  ]
}

export const workloadArm = (name: string, type = 'microsoft.web/sites', group = 'rg-shop'): string =>
  armId(type, name, group)

interface KeyedInput extends Named {
  readonly type?: string
}

/** A storage account that takes its keys, made this year. */
export function keyedService(input: KeyedInput = {}): Records {
  const { name = 'shopdata', type = 'microsoft.storage/storageaccounts', ...facts } = input
  const resourceId = armId(type, name)
  const given = {
    resourceId,
    resourceType: type,
    serviceKind: 'StorageV2',
    subscriptionId,
    resourceGroup: 'rg-shop',
    location: 'westeurope',
    tags: {},
    service: 'storage',
    keysOpen: true,
    property: 'allowSharedKeyAccess',
    keysCreatedAt: '2026-10-01T10:00:00Z',
    keyExpiryDays: null,
  }
  return azureResource('keyed-service', resourceId, resourceId, { ...given, ...facts }, name)
}

export function keyVault(input: Named = {}): Records {
  const { name = 'kv-shop', ...facts } = input
  const resourceId = armId('microsoft.keyvault/vaults', name)
  const given = {
    resourceId,
    vaultName: name,
    subscriptionId,
    resourceGroup: 'rg-shop',
    tags: {},
    rbac: true,
    accessPolicies: [],
  }
  return azureResource('key-vault', resourceId, resourceId, { ...given, ...facts }, name)
}

interface VaultObjectInput extends Named {
  readonly vault?: string
  readonly kind?: 'vault-secret' | 'vault-key'
}

/** A secret of this year that ends next year. */
export function vaultSecret(input: VaultObjectInput = {}): Records {
  const { name = 'db-password', vault = 'kv-shop', kind = 'vault-secret', ...facts } = input
  const given = {
    vault,
    objectName: name,
    enabled: true,
    createdAt: longAgo,
    updatedAt: '2026-06-01T10:00:00Z',
    expiresAt: '2027-06-01T10:00:00Z',
    managed: false,
  }
  const folder = kind === 'vault-secret' ? 'secrets' : 'keys'
  const native = `${armId('microsoft.keyvault/vaults', vault)}/${folder}/${name}`
  return azureResource(kind, native, `${vault}/${name}`, { ...given, ...facts }, name)
}
