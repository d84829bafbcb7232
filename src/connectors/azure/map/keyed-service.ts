/** Which property of which service says that keys open it, and what it means where it is left out. */
import type { KeyedService, KeyedServiceFacts } from '../../../model/facts/azure.ts'
import type { Instant, Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { instantOf, orNone, partsOf } from '../place.ts'
import type { KeyedRow } from '../routes/keyed-services.ts'
import { tagsOf } from './tags.ts'

interface Way {
  readonly service: KeyedService
  readonly property: string
  readonly open: (row: KeyedRow) => Known<boolean>
}

/** Keys open it unless they are switched off; so it was before the switch came, and so it is where it stands nowhere. */
function unlessSet(service: KeyedService, property: keyof KeyedRow): Way {
  return { service, property, open: (row) => !isSet(row[property]) }
}

/** Of the services' own pages; in a table in docs/guide/azure.md. */
const ways: { readonly [type: string]: Way } = {
  // https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent: left out, it is true.
  'microsoft.storage/storageaccounts': {
    service: 'storage',
    property: 'allowSharedKeyAccess',
    open: ({ allowSharedKeyAccess: allowed }) => allowed == null || isSet(allowed),
  },
  'microsoft.cognitiveservices/accounts': unlessSet('ai', 'disableLocalAuth'),
  'microsoft.search/searchservices': unlessSet('search', 'disableLocalAuth'),
  'microsoft.servicebus/namespaces': unlessSet('service-bus', 'disableLocalAuth'),
  'microsoft.eventhub/namespaces': unlessSet('event-hubs', 'disableLocalAuth'),
  'microsoft.documentdb/databaseaccounts': unlessSet('cosmos', 'disableLocalAuth'),
  'microsoft.appconfiguration/configurationstores': unlessSet('app-configuration', 'disableLocalAuth'),
  'microsoft.cache/redis': unlessSet('redis', 'disableAccessKeyAuthentication'),
  'microsoft.containerservice/managedclusters': unlessSet('kubernetes', 'disableLocalAccounts'),
  // https://learn.microsoft.com/azure/container-registry/container-registry-authentication: the admin user is off by default.
  'microsoft.containerregistry/registries': {
    service: 'registry',
    property: 'adminUserEnabled',
    open: ({ adminUserEnabled }) => isSet(adminUserEnabled),
  },
  // https://learn.microsoft.com/azure/machine-learning/concept-endpoints-online-auth: a key, a token of its own, or Entra ID.
  'microsoft.machinelearningservices/workspaces/onlineendpoints': {
    service: 'machine-learning',
    property: 'authMode',
    open: ({ authMode }) => (authMode ? authMode.toLowerCase() === 'key' : unknown('not-collected')),
  },
}

/** Undefined: it is none that takes keys. */
export function keyedServiceFacts(row: KeyedRow): KeyedServiceFacts | undefined {
  const resourceType = row.type.toLowerCase()
  const way = ways[resourceType]
  if (way === undefined) return undefined
  const { subscriptionId, resourceGroup } = partsOf(row.id)
  return {
    resourceId: row.id.toLowerCase(),
    resourceType,
    serviceKind: row.kind || null,
    subscriptionId,
    resourceGroup,
    location: orNone(row.location),
    tags: tagsOf(row.tags),
    service: way.service,
    keysOpen: way.open(row),
    property: way.property,
    keysCreatedAt: way.service === 'storage' ? oldestKey(row) : unknown('unsupported'),
    keyExpiryDays: orNone(row.keyPolicy?.keyExpirationPeriodInDays),
    ...(way.service === 'ai' ? { models: holdsModels(row) ? unknown('not-collected') : null } : {}),
  }
}

/** Kinds of Cognitive Services in which models are deployed: https://learn.microsoft.com/azure/ai-services/multi-service-resource */
export function holdsModels({ kind }: Pick<KeyedRow, 'kind'>): boolean {
  return /^(?:OpenAI|AIServices)$/i.test(kind ?? '')
}

/**
 * Keys that were never changed since Azure writes it down have no date.
 * https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage
 */
function oldestKey({ keyCreationTime: times }: KeyedRow): Known<Instant> {
  if (!times?.key1 || !times.key2) return unknown('unsupported')
  return instantOf(Date.parse(times.key1) < Date.parse(times.key2) ? times.key1 : times.key2)
}

export function isSet(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true')
}
