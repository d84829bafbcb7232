/** Asks routes: page by page, row by row, and says what of an answer could not be read. */
import type { Call, StepContext } from '../../contract.ts'
import { VendorError } from '../../errors.ts'
import { flawOf, wordsOf } from '../flaws.ts'
import { RefusedError } from '../refused.ts'
import { failureOf } from './refusal.ts'
import type { Answer } from './refusal.ts'
import { specOf } from './route.ts'
import type { Paged, Parameters, Route, Sender } from './route.ts'

/** What it takes to ask: a step's context will do. */
export interface Asker {
  readonly session: { readonly client: Sender }
  readonly call: Call
  readonly gap?: StepContext<unknown>['gap']
}

/** Every row of every page. Rejects with AbsentError where the route says that 404 means none. */
export async function* rowsOf<Asked extends Parameters, Row>(
  asker: Asker,
  route: Route<Asked, Row>,
  asked: Asked,
): AsyncGenerator<Row> {
  const seen = new Set<string>()
  for (let pageToken: string | undefined; ;) {
    const page = await ask(asker, route, { ...asked, ...(pageToken === undefined ? {} : { pageToken }) })
    yield* readRows(asker, route, page)
    tellUnreached(asker, route, page)
    pageToken = nextPage(page)
    if (pageToken === undefined) return
    if (seen.has(pageToken))
      throw new VendorError('Google names a page as following that was read already.', route.operation)
    seen.add(pageToken)
  }
}

export async function all<Asked extends Parameters, Row>(
  asker: Asker,
  route: Route<Asked, Row>,
  asked: Asked,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for await (const row of rowsOf(asker, route, asked)) rows.push(row)
  return rows
}

/** The one row of a route that is no list. */
export async function one<Asked extends Parameters, Row>(
  asker: Asker,
  route: Route<Asked, Row>,
  asked: Asked,
): Promise<Row> {
  const data = await ask(asker, route, asked)
  const read = route.schema.safeParse(data)
  if (read.success) return read.data
  throw new VendorError(
    `Google’s answer to ${route.operation} cannot be read: ${flawOf(data, read.error)}.`,
    route.operation,
  )
}

/** One request, governed by the engine; what it brings is an object of JSON. */
async function ask<Asked extends Parameters, Row>(
  { session, call }: Asker,
  route: Route<Asked, Row>,
  asked: Asked & Paged,
): Promise<object> {
  const data = await call(specOf(route), async (signal) => {
    const answer = answerIn(await route.send(session.client, asked, signal))
    if (answer.status < 300) return answer.data
    throw new RefusedError(failureOf(answer, route))
  })
  if (typeof data === 'object' && data !== null) return data
  throw new VendorError(`Google’s answer to ${route.operation} cannot be read: it is no JSON.`, route.operation)
}

/** googleapis passes on status and headers, though its types do not say so of every method. */
function answerIn(response: object): Answer {
  const status: unknown = Reflect.get(response, 'status')
  const headers: unknown = Reflect.get(response, 'headers')
  return {
    status: typeof status === 'number' ? status : 0,
    header: (name) => (headers instanceof Headers ? (headers.get(name) ?? undefined) : undefined),
    data: parsed(Reflect.get(response, 'data')),
  }
}

function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return data
  try {
    return JSON.parse(data)
  } catch {
    return data
  }
}

/** Google leaves out a list that is empty. Rows that cannot be read are told and left out. */
function* readRows<Asked extends Parameters, Row>(
  { gap }: Pick<Asker, 'gap'>,
  { rows, operation, schema }: Route<Asked, Row>,
  page: object,
): Generator<Row> {
  const list: unknown = rows === undefined ? [page] : Reflect.get(page, rows)
  if (list === undefined) return
  if (!Array.isArray(list))
    throw new VendorError(`Google’s answer to ${operation} cannot be read: ${rows} is no list.`, operation)
  for (const row of list) {
    const read = schema.safeParse(row)
    if (read.success) yield read.data
    else {
      const detail = `A row of Google’s answer to ${operation} cannot be read: ${wordsOf(read.error)}.`
      if (gap === undefined) throw new VendorError(detail, operation)
      gap({ reason: 'failed', detail })
    }
  }
}

/** Lists over many locations name those that gave no answer, and go on: https://google.aip.dev/217 */
function tellUnreached(
  { gap }: Pick<Asker, 'gap'>,
  { operation }: Pick<Route<never, never>, 'operation'>,
  page: object,
): void {
  const places: unknown = Reflect.get(page, 'unreachable')
  if (!Array.isArray(places) || places.length === 0) return
  const detail = `Google did not reach ${places.map(String).toSorted().join(', ')} for ${operation}.`
  if (gap === undefined) throw new VendorError(detail, operation)
  gap({ reason: 'failed', detail })
}

function nextPage(page: object): string | undefined {
  const next: unknown = Reflect.get(page, 'nextPageToken')
  return typeof next === 'string' && next !== '' ? next : undefined
}
