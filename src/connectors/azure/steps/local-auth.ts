import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { keyVaultFacts } from '../map/key-vault.ts'
import { holdsModels, keyedServiceFacts } from '../map/keyed-service.ts'
import { idOf, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { listKeyVaults, listKeyedServices } from '../routes/keyed-services.ts'
import { shown } from '../visible.ts'

export const localAuthMeta = {
  id: 'local-auth',
  title: 'Services that take keys, and key vaults',
  tier: 'core',
  scopes: ['tenant'],
  needs: [
    'Microsoft.ResourceGraph/resources/read',
    'Microsoft.Storage/storageAccounts/read',
    'Microsoft.CognitiveServices/accounts/read',
    'Microsoft.Search/searchServices/read',
    'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/read',
    'Microsoft.ServiceBus/namespaces/read',
    'Microsoft.EventHub/namespaces/read',
    'Microsoft.DocumentDB/databaseAccounts/read',
    'Microsoft.ContainerRegistry/registries/read',
    'Microsoft.AppConfiguration/configurationStores/read',
    'Microsoft.Cache/redis/read',
    'Microsoft.ContainerService/managedClusters/read',
    'Microsoft.KeyVault/vaults/read',
  ],
  emits: ['local-auth'],
  after: ['subscriptions'],
} as const satisfies StepMeta

export async function localAuth(context: AzureContext): Promise<void> {
  await attempt(context, 'Services that take keys were not read', () => keyedServices(context))
  await attempt(context, 'Key vaults were not read', () => keyVaults(context))
}

async function keyedServices(context: AzureContext): Promise<void> {
  const accounts: string[] = []
  for await (const row of shown(context, listKeyedServices)) {
    const facts = keyedServiceFacts(row)
    if (facts === undefined) continue
    if (facts.service === 'ai' && holdsModels(row)) accounts.push(row.id)
    emit(context, 'keyed-service', facts.resourceId, row.name, facts)
  }
  context.session.facts.modelAccounts = accounts
}

async function keyVaults(context: AzureContext): Promise<void> {
  const vaults: string[] = []
  for await (const row of shown(context, listKeyVaults)) {
    const facts = keyVaultFacts(row)
    vaults.push(row.id)
    emit(context, 'key-vault', facts.resourceId, row.name, facts)
  }
  context.session.facts.vaults = vaults
}

function emit(
  context: AzureContext,
  kind: string,
  resourceId: string,
  name: string,
  facts: ReturnType<typeof keyVaultFacts> | NonNullable<ReturnType<typeof keyedServiceFacts>>,
): void {
  const id = idOf(context, kind, resourceId)
  context.emit({ type: 'resource', id, ...placeOf(context), kind, nativeId: resourceId, name, facts })
}
