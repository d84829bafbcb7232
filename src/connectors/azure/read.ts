/** Asks routes: page by page, row by row, and says what of an answer could not be read. */
import { VendorError } from '../errors.ts'
import { flawOf, wordsOf } from '../shared/flaws.ts'
import { ask } from './ask.ts'
import type { Asker } from './ask.ts'
import type { Answer } from './client.ts'
import { specOf } from './route.ts'
import type { Route } from './route.ts'

type Parameters = { readonly [name: string]: string }

/**
 * Every row of every page. Rejects with AbsentError where the route says that 404 means none. Clouds are not all of one
 * age: a property that one does not know is left out of what is selected, and is then not told of any row.
 */
export async function* rowsOf<Row>(asker: Asker, route: Route<Row>, parameters: Parameters = {}): AsyncGenerator<Row> {
  for (let asked: Route<Row> | undefined = route; asked !== undefined;) {
    try {
      yield* pagesOf(asker, asked, parameters)
      return
    } catch (error) {
      asked = withoutUnknown(asked, error)
      if (asked === undefined) throw error
    }
  }
}

/** `Could not find a property named 'isDisabled' on type 'microsoft.graph.application'.` */
function withoutUnknown<Row>(route: Route<Row>, error: unknown): Route<Row> | undefined {
  const said = error instanceof VendorError ? error.message : ''
  const [, property] = /property named '(\w+)'/i.exec(said) ?? []
  const selected = route.query?.['$select']?.split(',') ?? []
  if (property === undefined || !selected.includes(property)) return undefined
  return { ...route, query: { ...route.query, $select: selected.filter((name) => name !== property).join(',') } }
}

async function* pagesOf<Row>(asker: Asker, route: Route<Row>, parameters: Parameters): AsyncGenerator<Row> {
  const seen = new Set<string>()
  for (let url = addressOf(asker, route, parameters); ;) {
    const answer = await ask(asker, specOf(route), route, { method: 'GET', url, headers: headersOf(route) })
    yield* readRows(asker, route, answer.data)
    const next = nextPage(asker, route, answer)
    if (next === undefined) return
    if (seen.has(next))
      throw new VendorError('Microsoft names a page as following that was read already.', route.operation)
    seen.add(next)
    url = next
  }
}

export async function all<Row>(asker: Asker, route: Route<Row>, parameters: Parameters = {}): Promise<readonly Row[]> {
  const rows: Row[] = []
  for await (const row of rowsOf(asker, route, parameters)) rows.push(row)
  return rows
}

/** The one row of a route that is no list. */
export async function one<Row>(asker: Asker, route: Route<Row>, parameters: Parameters = {}): Promise<Row> {
  const url = addressOf(asker, route, parameters)
  const { data } = await ask(asker, specOf(route), route, { method: 'GET', url, headers: headersOf(route) })
  const read = route.schema.safeParse(data)
  if (read.success) return read.data
  throw new VendorError(
    `Microsoft’s answer to ${route.operation} cannot be read: ${flawOf(data, read.error)}.`,
    route.operation,
  )
}

export function addressOf({ session }: Asker, { wire, path, query }: Route<unknown>, parameters: Parameters): string {
  const { graph, resourceManager } = session.client.endpoints
  return `${wire === 'graph' ? graph : resourceManager}${pathOf(path, parameters)}${queryOf(query)}`
}

/** `{id}` is one segment; `{+scope}` is a whole ARM id, which keeps its slashes. */
export function pathOf(path: string, parameters: Parameters): string {
  return path.replaceAll(/\{(\+?)(\w+)\}/g, (_, whole: string, name: string) => {
    const value = parameters[name]
    if (value === undefined) throw new Error(`${path} lacks ${name}`)
    return whole === '+' ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value)
  })
}

export function queryOf(query: Parameters | undefined): string {
  const pairs = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

export function headersOf({ consistency, wire }: Pick<Route<unknown>, 'consistency' | 'wire'>): Parameters {
  return {
    ...(consistency === undefined ? {} : { consistencylevel: consistency }),
    // Scans can wait: https://learn.microsoft.com/graph/throttling#best-practices-to-handle-throttling
    ...(wire === 'graph' ? { 'x-ms-throttle-priority': 'low' } : {}),
  }
}

/** Rows of `value`; those that cannot be read are told and left out. */
export function* readRows<Row>(
  { gap }: Pick<Asker, 'gap'>,
  route: Pick<Route<Row>, 'operation' | 'schema'>,
  data: unknown,
): Generator<Row> {
  for (const row of listIn(data, route)) {
    const read = route.schema.safeParse(row)
    if (read.success) yield read.data
    else {
      const detail = `A row of Microsoft’s answer to ${route.operation} cannot be read: ${wordsOf(read.error)}.`
      if (gap === undefined) throw new VendorError(detail, route.operation)
      gap({ reason: 'failed', detail })
    }
  }
}

function listIn(data: unknown, { operation }: Pick<Route<unknown>, 'operation'>): readonly unknown[] {
  const list: unknown = typeof data === 'object' && data !== null && 'value' in data ? data.value : undefined
  if (Array.isArray(list)) return list
  const flaw = typeof data === 'string' ? 'it is no JSON' : 'the list is missing'
  throw new VendorError(`Microsoft’s answer to ${operation} cannot be read: ${flaw}.`, operation)
}

/** Taken word for word, as Graph asks: https://learn.microsoft.com/graph/paging. Only the same server is followed. */
export function nextPage(
  { session }: Asker,
  { wire, operation }: Pick<Route<unknown>, 'wire' | 'operation'>,
  { data }: Pick<Answer, 'data'>,
): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const next: unknown =
    '@odata.nextLink' in data ? data['@odata.nextLink'] : 'nextLink' in data ? data.nextLink : undefined
  if (next === undefined || next === null || next === '') return undefined
  const { graph, resourceManager } = session.client.endpoints
  const home = new URL(wire === 'graph' ? graph : resourceManager)
  if (typeof next === 'string' && URL.canParse(next) && new URL(next).origin === home.origin) return next
  throw new VendorError('Microsoft names a further page on another server; it is not followed.', operation)
}
