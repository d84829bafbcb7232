/** Graph in memory, page by page, under the real engine: a scan of one tenant by the steps that are named. */
import type { Answer, Question, Send } from '../../src/connectors/azure/client.ts'
import { endpointsOf } from '../../src/connectors/azure/clouds.ts'
import { connector } from '../../src/connectors/azure/index.ts'
import { AzureConfig } from '../../src/connectors/azure/schema.ts'
import type { AzureClient } from '../../src/connectors/azure/session.ts'
import type { AnyConnector } from '../../src/connectors/contract.ts'
import { tenantId } from './azure-place.ts'
import { scan } from './scan.ts'
import type { Scanned } from './scan.ts'

export const scannerAppId = '99999999-0000-4000-8000-000000000001'

/** An answer other than the rows. */
export interface Refused {
  readonly status: number
  readonly code: string
  readonly message?: string
}
export type Rows = readonly object[]

/**
 * By path and, where a relation is expanded, its name: `/applications`, `/beta/applications?owners`. What is not named
 * holds nothing.
 */
export interface GraphInMemory {
  readonly lists: { readonly [path: string]: Rows | Refused }
  readonly pageSize?: number
  readonly shuffle?: number
  readonly roles?: readonly string[]
  /** By what is asked for. */
  readonly refuses?: (query: string) => Refused | undefined
}

export interface GraphScan extends Scanned {
  /** Path and query of each request, in order; parts of a batch are told by the path of the batch. */
  readonly asked: readonly string[]
  readonly found: (type: string, nativeId: string) => Found
  readonly edges: (kind: string) => readonly Found[]
}
export type Found = { readonly [name: string]: unknown }

export async function graphScan(steps: readonly string[], graph: GraphInMemory): Promise<GraphScan> {
  const asked: string[] = []
  const send: Send = async (question) => {
    const { pathname, search } = new URL(question.url)
    asked.push(`${pathname}${decodeURIComponent(search)}`)
    return pathname.endsWith('/$batch') ? batched(graph, question) : answered(graph, question.url)
  }
  const scanned = await scan({ connector: over(send, steps, graph.roles ?? []), config: {}, tier: 'deep' })
  const rows = scanned.records as readonly unknown[] as readonly Found[]
  return {
    ...scanned,
    asked,
    found: (type, nativeId) => {
      const found = rows.find((row) => row['type'] === type && row['nativeId'] === nativeId)
      if (found === undefined) throw new Error(`there is no ${type} ${nativeId}`)
      return found
    },
    edges: (kind) => rows.filter((row) => row['type'] === 'edge' && row['kind'] === kind),
  }
}

/** The connector with these steps alone, signed in as an application. */
function over(send: Send, steps: readonly string[], roles: readonly string[]): AnyConnector {
  const config = AzureConfig.parse({})
  const claims = { tid: tenantId, appid: scannerAppId, roles }
  const token = `head.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`
  const client: AzureClient = {
    config,
    endpoints: endpointsOf(config, () => undefined),
    send,
    signIns: [{ tenant: tenantId, tokens: async () => token }],
    found: new Map(),
  }
  const chosen = connector.meta.steps.filter(({ id }) => steps.includes(id))
  return { ...connector, meta: { ...connector.meta, steps: chosen }, connect: async () => client }
}

function answered({ lists, pageSize, shuffle = 0, refuses }: GraphInMemory, address: string): Answer {
  const url = new URL(address)
  const refusal = refuses?.(decodeURIComponent(url.search))
  if (refusal !== undefined) return refused(refusal)
  const [relation] = /^\w+/.exec(url.searchParams.get('$expand') ?? '') ?? []
  const key = `${url.pathname.replace('/v1.0', '')}${relation === undefined ? '' : `?${relation}`}`
  const list = lists[key] ?? []
  if ('status' in list) return refused(list)
  const rows = shuffle === 0 ? list : list.toSorted((a, b) => rank(a, shuffle) - rank(b, shuffle))
  const from = Number(url.searchParams.get('$skiptoken') ?? 0)
  // A list that expands something has pages of 100 rows, however many are asked for.
  const until = from + (pageSize ?? (relation === undefined ? Number(url.searchParams.get('$top') ?? 100) : 100))
  url.searchParams.set('$skiptoken', String(until))
  const next = until < rows.length ? { '@odata.nextLink': url.href } : {}
  return { status: 200, headers: {}, data: { value: rows.slice(from, until), ...next } }
}

function batched(graph: GraphInMemory, { url, body }: Question): Answer {
  const { requests } = body as { readonly requests: readonly { readonly id: string; readonly url: string }[] }
  const responses = requests.map((part) => {
    const { status, data } = answered(graph, url.replace('/$batch', part.url))
    return { id: part.id, status, body: data }
  })
  return { status: 200, headers: {}, data: { responses } }
}

function refused({ status, code, message = 'No.' }: Refused): Answer {
  return { status, headers: {}, data: { error: { code, message } } }
}

/** Another order for another seed, the same for the same. */
function rank(row: object, seed: number): number {
  let hash = seed
  for (const letter of JSON.stringify(row)) hash = (hash * 31 + letter.charCodeAt(0)) % 1_000_003
  return hash
}
