/** Services of Azure that take keys beside Entra ID: what they are called, and how the keys are switched off. */
import { keyedServiceFacts } from '../../analysis/effective/azure-facts.ts'
import type { KeyedService } from '../../model/facts/azure.ts'
import type { Evidence, Remediation, Resource } from '../../model/index.ts'
import { word } from './shell.ts'

interface Words {
  readonly title: string
  /** What opens it. */
  readonly keys: string
  readonly instead: string
  readonly close: (name: string, group: string, id: string) => string | undefined
}

const resource = (property: string) => (_name: string, _group: string, id: string) =>
  `az resource update --ids ${word(id)} --set ${property}`
const flag =
  (command: string, option: string) =>
  (name: string, group: string): string =>
    `az ${command} update --name ${word(name)} --resource-group ${word(group)} ${option}`

const words: { readonly [S in KeyedService]: Words } = {
  storage: {
    title: 'Storage account',
    keys: 'its account keys',
    instead:
      'Give what uses it a role such as Storage Blob Data Contributor; signatures can be made with a user delegation key.',
    close: flag('storage account', '--allow-shared-key-access false'),
  },
  ai: {
    title: 'AI account',
    keys: 'API keys',
    instead:
      'Give what calls it the role Cognitive Services OpenAI User or Cognitive Services User; tokens of Entra ID ask for a custom subdomain.',
    close: resource('properties.disableLocalAuth=true'),
  },
  search: {
    title: 'Search service',
    keys: 'API keys',
    instead: 'Give what calls it the role Search Index Data Reader or Contributor.',
    close: flag('search service', '--disable-local-auth true'),
  },
  'machine-learning': {
    title: 'Machine learning endpoint',
    keys: 'its keys',
    instead:
      'Make an endpoint with the authentication mode aad_token, move callers over, and delete this one: the mode of an endpoint stays as it was made.',
    close: () => undefined,
  },
  'service-bus': {
    title: 'Service Bus namespace',
    keys: 'shared access keys',
    instead: 'Give senders and receivers the roles Azure Service Bus Data Sender and Receiver.',
    close: flag('servicebus namespace', '--disable-local-auth true'),
  },
  'event-hubs': {
    title: 'Event Hubs namespace',
    keys: 'shared access keys',
    instead: 'Give senders and receivers the roles Azure Event Hubs Data Sender and Receiver.',
    close: flag('eventhubs namespace', '--disable-local-auth true'),
  },
  cosmos: {
    title: 'Cosmos DB account',
    keys: 'its account keys',
    instead: 'Give what uses it a role of Cosmos DB’s own data plane, with az cosmosdb sql role assignment create.',
    close: resource('properties.disableLocalAuth=true'),
  },
  registry: {
    title: 'Container registry',
    keys: 'its admin user',
    instead: 'Give what pulls and pushes the roles AcrPull and AcrPush.',
    close: (name) => `az acr update --name ${word(name)} --admin-enabled false`,
  },
  'app-configuration': {
    title: 'App Configuration store',
    keys: 'access keys',
    instead: 'Give what reads it the role App Configuration Data Reader.',
    close: flag('appconfig', '--disable-local-auth true'),
  },
  redis: {
    title: 'Redis cache',
    keys: 'access keys',
    instead: 'Switch sign-in by Entra ID on, and give what uses it an access policy.',
    close: flag('redis', '--set disableAccessKeyAuthentication=true'),
  },
  kubernetes: {
    title: 'Kubernetes cluster',
    keys: 'local accounts',
    instead:
      'Switch sign-in by Entra ID on for the cluster, and bind its groups to roles. Change the certificates after that: those handed out stay good.',
    close: flag('aks', '--disable-local-accounts'),
  },
}

/** `Storage account shopdata` and what opens it. */
export function keyedValues(service: Resource): { readonly service: string; readonly keys: string } {
  const { title, keys } = words[keyedServiceFacts(service).service]
  return { service: `${title} ${service.name}`, keys }
}

export function closeKeys(service: Resource): readonly Remediation[] {
  const { service: kind, resourceId, resourceGroup } = keyedServiceFacts(service)
  const { instead, close } = words[kind]
  const command = close(service.name, typeof resourceGroup === 'string' ? resourceGroup : '', resourceId)
  if (command === undefined) return [{ text: instead }]
  return [{ text: instead }, { text: 'Then switch the keys off.', command }]
}

export function keyedEvidence(service: Resource, detail: string): readonly Evidence[] {
  const { property, resourceId } = keyedServiceFacts(service)
  return [{ source: 'Azure Resource Graph', detail: `${resourceId} ${property}: ${detail}` }]
}

/** Services that models and what they search are reached by. */
export function isAi(service: KeyedService): boolean {
  return service === 'ai' || service === 'search' || service === 'machine-learning'
}

/** What it takes to read the service. */
export function keyedPermission(service: Resource): string {
  return `${keyedServiceFacts(service).resourceType}/read`
}
