/** Microsoft's clouds and their addresses. https://learn.microsoft.com/graph/deployments, https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure */
import { ConfigError } from '../errors.ts'
import type { ConnectorIo } from '../contract.ts'
import { refusePlainHttp } from '../shared/settings.ts'
import type { AzureConfig } from './schema.ts'

export interface Endpoints {
  readonly authority: string
  readonly graph: string
  readonly resourceManager: string
  /** In front of the account's name, in place of the account's own host; undefined: that host. */
  readonly foundry: string | undefined
  /** What tokens are asked for: the cloud's own names, wherever the requests go. */
  readonly graphAudience: string
  readonly resourceManagerAudience: string
}

type Cloud = AzureConfig['cloud']

const clouds: { readonly [Name in Cloud]: Pick<Endpoints, 'authority' | 'graph' | 'resourceManager'> } = {
  public: {
    authority: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    resourceManager: 'https://management.azure.com',
  },
  'us-government': {
    authority: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    resourceManager: 'https://management.usgovcloudapi.net',
  },
  'us-government-dod': {
    authority: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    resourceManager: 'https://management.usgovcloudapi.net',
  },
  china: {
    authority: 'https://login.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    resourceManager: 'https://management.chinacloudapi.cn',
  },
}

export function endpointsOf(config: AzureConfig, env: ConnectorIo['env']): Endpoints {
  const own = clouds[config.cloud]
  const given = config.endpoints
  return {
    authority: plain(given.authority ?? env('AZURE_AUTHORITY_HOST') ?? own.authority),
    graph: plain(given.graph ?? own.graph),
    resourceManager: plain(given.resourceManager ?? own.resourceManager),
    foundry: given.foundry === undefined ? undefined : plain(given.foundry),
    graphAudience: own.graph,
    resourceManagerAudience: own.resourceManager,
  }
}

/** Addresses that are not the cloud's own; of another cloud, all of them. */
export function foreignEndpoints(config: AzureConfig, env: ConnectorIo['env']): readonly string[] {
  const used = endpointsOf(config, env)
  const others = (['authority', 'graph', 'resourceManager'] as const)
    .filter((name) => used[name] !== clouds.public[name])
    .map((name) => used[name])
    .filter((url, index, all) => all.indexOf(url) === index)
  return used.foundry === undefined ? others : [...others, used.foundry]
}

export function isMicrosofts(authority: string): boolean {
  return Object.values(clouds).some((cloud) => cloud.authority === authority)
}

/** Tokens over plain http only to this host itself; Microsoft’s library signs in over https even there. */
export function checkEndpoints({ authority, graph, resourceManager, foundry = graph }: Endpoints): void {
  if (new URL(authority).protocol !== 'https:')
    throw new ConfigError(`The authority ${authority} is plain http.`, 'Use https: tokens come from nowhere else.')
  for (const url of [graph, resourceManager, foundry]) refusePlainHttp(url, 'The endpoint')
}

function plain(url: string): string {
  const address = /^https?:\/\//.test(url) ? url : `https://${url}`
  if (!URL.canParse(address)) throw new ConfigError(`The endpoint ${url} is no address.`, 'It looks like https://HOST.')
  return address.replace(/\/+$/, '')
}
