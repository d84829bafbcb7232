/**
 * A vendor on this machine that speaks what a connector’s routes say: pages, limits, refusals, and faults where they are
 * wished for. It proves how the connector behaves, not that the vendor speaks so: for that, use answers of the vendor.
 */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { operationOf } from '../../connectors/shared/vendor/index.ts'
import type { Route } from '../../connectors/shared/vendor/index.ts'
import type { FaultWish, Wire, WireOptions } from '../conformance.ts'
import { bodyOf, pageOf } from './pages.ts'

/** A route of the connector, and what the vendor holds there. */
export interface Served {
  readonly route: Omit<Route<unknown>, 'schema'>
  /** In the vendor’s own form, secrets and all. Of a route that is no list: its one row. `given`: what stands in the path. */
  readonly rows: readonly unknown[] | ((given: { readonly [name: string]: string }) => readonly unknown[])
}

export interface VendorOptions extends WireOptions {
  readonly routes: readonly Served[]
  /** Whether this request is signed as it should be; left out: all are. Others are answered with 401. */
  readonly admits?: (headers: { readonly [name: string]: string | undefined }) => boolean
  /** The body of a refusal, in the vendor’s own form; left out: `{ "message": … }`. */
  readonly refusal?: (status: number, message: string) => unknown
}

export interface VendorServer extends Wire {
  /** `GET /v1/keys`, in order of arrival. */
  readonly operations: () => readonly string[]
}

export async function startVendor(options: VendorOptions): Promise<VendorServer> {
  const asked: Served['route'][] = []
  const fault = picker(options.faults ?? [])
  const server = createServer((request, response) => answer(request, response, options, fault, asked))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    permissions: () => asked.map(({ permission }) => permission).filter((permission) => permission !== ''),
    operations: () => asked.map(operationOf),
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: VendorOptions,
  fault: (operation: string) => FaultWish['kind'] | undefined,
  asked: Served['route'][],
): void {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
  const refuse = (status: number, message: string, headers = {}): void =>
    reply(response, status, JSON.stringify(options.refusal?.(status, message) ?? { message }), headers)
  const found = options.routes.flatMap((served) => matched(served, request.method ?? '', url.pathname) ?? [])[0]
  if (found === undefined) return refuse(404, 'There is no such thing.')
  asked.push(found.route)
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]))
  if (options.admits?.(headers) === false) return refuse(401, 'Who are you?')
  const struck = fault(operationOf(found.route))
  if (struck === 'denied') return refuse(403, 'You may not do this.')
  if (struck === 'throttled') return refuse(429, 'Too many requests.', { 'retry-after': '1' })
  if (struck === 'error') return refuse(500, 'Something went wrong.')
  if (struck === 'html' || struck === 'html-ok') return reply(response, struck === 'html' ? 502 : 200, html)
  if (struck === 'reset') return void response.socket?.resetAndDestroy()
  if (struck === 'hang') return
  const page = pageOf(found.route.pages, shuffled(found.rows, options.shuffle), options.pageSize ?? 100, url)
  const [place] = [found.route.rows].flat()
  const body = JSON.stringify(place === undefined ? page.rows[0] : bodyOf(place, page))
  reply(response, 200, struck === 'truncated' ? body.slice(0, body.length / 2) : body, page.headers)
}

const html = '<!DOCTYPE html><html><body>Please sign in to the proxy.</body></html>'

function reply(response: ServerResponse, status: number, body: string, headers = {}): void {
  response.writeHead(status, { 'content-type': body === html ? 'text/html' : 'application/json', ...headers })
  response.end(body)
}

function matched(
  { route, rows }: Served,
  method: string,
  path: string,
): { readonly route: Served['route']; readonly rows: readonly unknown[] } | undefined {
  if (method !== (route.method ?? 'GET')) return undefined
  const [wanted, given] = [route.path, path].map((each) => each.split('/'))
  if (wanted?.length !== given?.length) return undefined
  const words: { [name: string]: string } = {}
  for (const [index, segment] of (wanted ?? []).entries()) {
    const [, name] = /^\{(\w+)\}$/.exec(segment) ?? []
    if (name !== undefined) words[name] = decodeURIComponent(given?.[index] ?? '')
    else if (segment !== given?.[index]) return undefined
  }
  return { route, rows: typeof rows === 'function' ? rows(words) : rows }
}

/** Tells for each request which fault hits it, if any; keeps count. */
function picker(faults: readonly FaultWish[]): (operation: string) => FaultWish['kind'] | undefined {
  const left = faults.map(({ times = Infinity }) => times)
  return (operation) => {
    const index = faults.findIndex((wish, each) => wish.operation === operation && (left[each] ?? 0) > 0)
    if (index >= 0) left[index] = (left[index] ?? 0) - 1
    return faults[index]?.kind
  }
}

/** The same order for the same seed, whatever the page. */
function shuffled(rows: readonly unknown[], seed = 0): readonly unknown[] {
  return seed === 0
    ? rows
    : rows
        .map((row, index) => ({ row, rank: (Math.imul(index + seed, 2_654_435_761) >>> 0) % 9973 }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ row }) => row)
}
