/** Abilities to get a service's own keys, which are nobody's identity and outlast whoever got them. */
import type { AbilityRow } from '../types.ts'

const kind = 'read-keys'

export const keyAbilities: readonly AbilityRow[] = [
  {
    id: 'storage-keys',
    kind,
    actions: [
      'Microsoft.Storage/storageAccounts/listKeys/action',
      'Microsoft.Storage/storageAccounts/regeneratekey/action',
      'Microsoft.Storage/storageAccounts/listAccountSas/action',
      'Microsoft.Storage/storageAccounts/listServiceSas/action',
      'Microsoft.Storage/storageAccounts/localusers/regeneratePassword/action',
    ],
    resourceTypes: ['microsoft.storage/storageaccounts'],
    does: 'it gets the keys of',
    reason: 'It gets keys of storage accounts, which read and write all that is stored.',
  },
  {
    id: 'cosmos-keys',
    kind,
    actions: [
      'Microsoft.DocumentDB/databaseAccounts/listKeys/action',
      'Microsoft.DocumentDB/databaseAccounts/listConnectionStrings/action',
      'Microsoft.DocumentDB/databaseAccounts/regenerateKey/action',
      'Microsoft.DocumentDB/databaseAccounts/readonlykeys/action',
    ],
    resourceTypes: ['microsoft.documentdb/databaseaccounts'],
    does: 'it gets the keys of',
    reason: 'It gets keys of Cosmos DB accounts, which read all that is stored.',
  },
  {
    id: 'messaging-keys',
    kind,
    actions: [
      'Microsoft.ServiceBus/namespaces/authorizationRules/listkeys/action',
      'Microsoft.ServiceBus/namespaces/queues/authorizationRules/listkeys/action',
      'Microsoft.ServiceBus/namespaces/topics/authorizationRules/listkeys/action',
      'Microsoft.EventHub/namespaces/authorizationRules/listkeys/action',
      'Microsoft.EventHub/namespaces/eventHubs/authorizationRules/listkeys/action',
      'Microsoft.Relay/namespaces/authorizationRules/listkeys/action',
      'Microsoft.EventGrid/topics/listKeys/action',
    ],
    resourceTypes: [
      'microsoft.servicebus/namespaces',
      'microsoft.eventhub/namespaces',
      'microsoft.relay/namespaces',
      'microsoft.eventgrid/topics',
    ],
    does: 'it gets the keys of',
    reason: 'It gets keys of queues, topics and event hubs, which send and receive.',
  },
  {
    id: 'ai-keys',
    kind,
    actions: [
      'Microsoft.CognitiveServices/accounts/listKeys/action',
      'Microsoft.CognitiveServices/accounts/regenerateKey/action',
    ],
    resourceTypes: ['microsoft.cognitiveservices/accounts'],
    does: 'it gets the keys of',
    reason: 'It gets keys of AI services, which invoke every model of the account.',
  },
  {
    id: 'search-keys',
    kind,
    actions: [
      'Microsoft.Search/searchServices/listAdminKeys/action',
      'Microsoft.Search/searchServices/regenerateAdminKey/action',
      'Microsoft.Search/searchServices/listQueryKeys/action',
    ],
    resourceTypes: ['microsoft.search/searchservices'],
    does: 'it gets the keys of',
    reason: 'It gets keys of AI Search, which read the indexes and what is in them.',
  },
  {
    id: 'ml-keys',
    kind,
    actions: [
      'Microsoft.MachineLearningServices/workspaces/listKeys/action',
      'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/listkeys/action',
    ],
    resourceTypes: ['microsoft.machinelearningservices/workspaces'],
    does: 'it gets the keys of',
    reason: 'It gets keys of workspaces of Machine Learning, their storage and registry among them.',
  },
  {
    id: 'registry-credentials',
    kind,
    actions: [
      'Microsoft.ContainerRegistry/registries/listCredentials/action',
      'Microsoft.ContainerRegistry/registries/regenerateCredential/action',
      'Microsoft.ContainerRegistry/registries/generateCredentials/action',
    ],
    resourceTypes: ['microsoft.containerregistry/registries'],
    does: 'it gets the password of',
    reason: 'It gets passwords of container registries, which pull and push images.',
  },
  {
    id: 'cache-and-settings-keys',
    kind,
    actions: [
      'Microsoft.Cache/redis/listKeys/action',
      'Microsoft.Cache/redisEnterprise/databases/listKeys/action',
      'Microsoft.AppConfiguration/configurationStores/ListKeys/action',
      'Microsoft.SignalRService/SignalR/listKeys/action',
      'Microsoft.Devices/IotHubs/listkeys/action',
      'Microsoft.Batch/batchAccounts/listKeys/action',
      'Microsoft.Maps/accounts/listKeys/action',
    ],
    resourceTypes: [
      'microsoft.cache/redis',
      'microsoft.cache/redisenterprise',
      'microsoft.appconfiguration/configurationstores',
      'microsoft.signalrservice/signalr',
      'microsoft.devices/iothubs',
      'microsoft.batch/batchaccounts',
      'microsoft.maps/accounts',
    ],
    does: 'it gets the keys of',
    reason: 'It gets keys that open the service to whoever has them.',
  },
  {
    id: 'log-keys',
    kind,
    actions: ['Microsoft.OperationalInsights/workspaces/sharedKeys/action'],
    resourceTypes: ['microsoft.operationalinsights/workspaces'],
    does: 'it gets the keys of',
    reason: 'It gets keys of a workspace of logs, by which records can be forged.',
  },
  {
    id: 'callback-urls',
    kind,
    actions: [
      'Microsoft.Logic/workflows/triggers/listCallbackUrl/action',
      'Microsoft.Automation/automationAccounts/webhooks/action',
    ],
    resourceTypes: ['microsoft.logic/workflows', 'microsoft.automation/automationaccounts'],
    does: 'it gets signed addresses that start',
    reason: 'It gets addresses that start a workflow without a sign-in.',
  },
]
