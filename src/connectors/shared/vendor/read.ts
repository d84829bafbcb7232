/** Asks routes: page by page, row by row, and says what of an answer could not be read. */
import { VendorError } from '../../errors.ts'
import { flawOf, wordsOf } from '../flaws.ts'
import { RefusedError } from '../refused.ts'
import { at } from './look.ts'
import { nextOf } from './pages.ts'
import { refusalOf } from './refusal.ts'
import { operationOf, pathOf, specOf } from './route.ts'
import type { Query, Route } from './route.ts'
import type { Answer } from './send.ts'
import type { Asker } from './vendor.ts'

export interface Given {
  /** What stands in braces in the path. */
  readonly path?: { readonly [name: string]: string }
  /** Beside the route's own. */
  readonly query?: Query
}

/** Every row of every page. Rejects with AbsentError where the route says that 404 means none. */
export async function* rowsOf<Row>(asker: Asker, route: Route<Row>, given: Given = {}): AsyncGenerator<Row> {
  const operation = operationOf(route)
  const first = addressOf(asker, route, given)
  const asked = new Set<string>()
  const severalHosts = asker.session.vendor.severalHosts === true
  for (let url = first, [pages, rows] = [0, 0]; ; pages += 1) {
    if (asked.has(url))
      throw new VendorError(`${asker.session.vendor.name} names a page as following that was read already.`, operation)
    asked.add(url)
    const answer = await ask(asker, route, url)
    const list = listIn(asker, route, answer)
    rows += list.length
    yield* readable(asker, route, list)
    const next = route.pages && nextOf(route.pages, answer, { pages, rows, list }, { url, severalHosts }, operation)
    if (next === undefined) return
    url = 'address' in next ? next.address : withParameters(first, next.parameters)
  }
}

export async function all<Row>(asker: Asker, route: Route<Row>, given: Given = {}): Promise<readonly Row[]> {
  const rows: Row[] = []
  for await (const row of rowsOf(asker, route, given)) rows.push(row)
  return rows
}

/** The one row of a route that is no list. */
export async function one<Row>(asker: Asker, route: Route<Row>, given: Given = {}): Promise<Row> {
  const { data } = await ask(asker, route, addressOf(asker, route, given))
  const read = route.schema.safeParse(data)
  if (read.success) return read.data
  throw unreadable(asker, route, flawOf(data, read.error))
}

/** The answer itself, for what stands in its headers. */
export function ask<Row>({ session: { vendor }, call }: Asker, route: Route<Row>, url: string): Promise<Answer> {
  const { method = 'GET' } = route
  const body = route.body === undefined ? {} : { body: JSON.stringify(route.body) }
  return call(specOf(route, vendor.pace), async (signal) => {
    const signed = await vendor.sign({ method, url, ...body }, signal)
    const type = route.body === undefined ? {} : { 'content-type': 'application/json' }
    const answer = await vendor.send({
      method,
      url,
      headers: { ...type, ...route.headers, ...signed },
      ...body,
      signal,
    })
    const refusal = refusalOf(vendor, answer, route)
    if (refusal === undefined) return answer
    throw new RefusedError(refusal)
  })
}

export function addressOf<Row>({ session }: Asker, { path, query }: Route<Row>, given: Given): string {
  const url = new URL(`${session.vendor.base}${pathOf(path, given.path ?? {})}`)
  for (const [name, value] of Object.entries({ ...query, ...given.query })) {
    if (value === undefined) continue
    for (const each of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(each))
  }
  return url.href
}

function withParameters(address: string, parameters: { readonly [name: string]: string }): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

function listIn<Row>(asker: Asker, route: Route<Row>, { data }: Answer): readonly unknown[] {
  if (typeof data === 'string') throw unreadable(asker, route, 'it is no JSON')
  if (route.rows === undefined) return [data]
  const list = [route.rows]
    .flat()
    .map((place) => at(data, place))
    .find((found) => Array.isArray(found))
  if (list !== undefined) return list
  throw unreadable(asker, route, 'the list is missing')
}

/** Rows that cannot be read are told and left out. */
function* readable<Row>(asker: Asker, route: Route<Row>, list: readonly unknown[]): Generator<Row> {
  for (const row of list) {
    const read = route.schema.safeParse(row)
    if (read.success) yield read.data
    else {
      const detail = `A row of ${asker.session.vendor.name}’s answer to ${operationOf(route)} cannot be read: ${wordsOf(read.error)}.`
      if (asker.gap === undefined) throw new VendorError(detail, operationOf(route))
      asker.gap({ reason: 'failed', detail })
    }
  }
}

function unreadable<Row>({ session }: Asker, route: Route<Row>, flaw: string): VendorError {
  const operation = operationOf(route)
  return new VendorError(`${session.vendor.name}’s answer to ${operation} cannot be read: ${flaw}.`, operation)
}
