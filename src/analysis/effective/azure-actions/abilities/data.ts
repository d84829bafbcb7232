/** Abilities to read or change what is stored. */
import type { AbilityRow } from '../types.ts'

const kind = 'data'
const storage = 'Microsoft.Storage/storageAccounts'
const account = ['microsoft.storage/storageaccounts'] as const

export const dataAbilities: readonly AbilityRow[] = [
  {
    id: 'storage-data',
    kind,
    dataActions: [
      `${storage}/blobServices/containers/blobs/read`,
      `${storage}/blobServices/containers/blobs/write`,
      `${storage}/fileServices/fileshares/files/read`,
      `${storage}/fileServices/fileshares/files/write`,
      `${storage}/queueServices/queues/messages/read`,
      `${storage}/queueServices/queues/messages/process/action`,
      `${storage}/tableServices/tables/entities/read`,
      `${storage}/tableServices/tables/entities/write`,
    ],
    resourceTypes: account,
    does: 'it reads or writes what is stored in',
    reason: 'It reads or writes what is stored in storage accounts.',
  },
  {
    id: 'storage-delegation',
    kind,
    actions: [`${storage}/blobServices/generateUserDelegationKey/action`],
    resourceTypes: account,
    does: 'it signs addresses of',
    reason: 'It signs addresses that open what it may read itself, for whoever has them.',
  },
  {
    id: 'disk-export',
    kind,
    actions: ['Microsoft.Compute/disks/beginGetAccess/action', 'Microsoft.Compute/snapshots/beginGetAccess/action'],
    resourceTypes: ['microsoft.compute/disks', 'microsoft.compute/snapshots'],
    does: 'it downloads',
    reason: 'It downloads disks, with whatever secrets lie on them.',
  },
  {
    id: 'cosmos-roles',
    kind,
    actions: [
      'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments/write',
      'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions/write',
    ],
    // Cosmos DB has roles of its own: https://learn.microsoft.com/azure/cosmos-db/nosql/security/how-to-grant-data-plane-role-based-access
    resourceTypes: ['microsoft.documentdb/databaseaccounts'],
    does: 'it gives itself the data of',
    reason: 'It gives itself the data of Cosmos DB accounts, by roles that stand there.',
  },
  {
    id: 'database-administrators',
    kind,
    actions: [
      'Microsoft.Sql/servers/administrators/write',
      'Microsoft.Sql/servers/write',
      'Microsoft.Sql/managedInstances/administrators/write',
      'Microsoft.DBforPostgreSQL/flexibleServers/administrators/write',
      'Microsoft.DBforPostgreSQL/flexibleServers/write',
      'Microsoft.DBforMySQL/flexibleServers/administrators/write',
      'Microsoft.DBforMySQL/flexibleServers/write',
    ],
    resourceTypes: [
      'microsoft.sql/servers',
      'microsoft.sql/managedinstances',
      'microsoft.dbforpostgresql/flexibleservers',
      'microsoft.dbformysql/flexibleservers',
    ],
    does: 'it makes itself administrator of',
    reason: 'It makes itself administrator of databases, or changes the administrator’s password.',
  },
  {
    id: 'message-data',
    kind,
    dataActions: [
      'Microsoft.ServiceBus/namespaces/messages/receive/action',
      'Microsoft.ServiceBus/namespaces/messages/send/action',
      'Microsoft.EventHub/namespaces/messages/receive/action',
      'Microsoft.EventHub/namespaces/messages/send/action',
    ],
    resourceTypes: ['microsoft.servicebus/namespaces', 'microsoft.eventhub/namespaces'],
    does: 'it sends or receives messages of',
    reason: 'It sends or receives messages.',
  },
  {
    id: 'settings-data',
    kind,
    dataActions: [
      'Microsoft.AppConfiguration/configurationStores/keyValues/read',
      'Microsoft.AppConfiguration/configurationStores/keyValues/write',
    ],
    resourceTypes: ['microsoft.appconfiguration/configurationstores'],
    does: 'it reads or writes settings in',
    reason: 'It reads or writes settings of applications.',
  },
  {
    id: 'search-data',
    kind,
    dataActions: [
      'Microsoft.Search/searchServices/indexes/documents/read',
      'Microsoft.Search/searchServices/indexes/documents/write',
    ],
    resourceTypes: ['microsoft.search/searchservices'],
    does: 'it reads or writes the indexes of',
    reason: 'It reads or writes documents of indexes, on which answers of models are built.',
  },
  {
    id: 'log-data',
    kind,
    // Readers query logs as well, by the control plane: that goes with reading, and is not told apart.
    dataActions: ['Microsoft.OperationalInsights/workspaces/tables/data/read'],
    resourceTypes: ['microsoft.operationalinsights/workspaces'],
    does: 'it reads the logs of',
    reason: 'It reads logs, with whatever applications wrote into them.',
  },
]
