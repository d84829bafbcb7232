/** Point look-ups of Graph, twenty in one request: https://learn.microsoft.com/graph/json-batching */
import { z } from 'zod'
import { AbsentError, AccessError, VendorError } from '../errors.ts'
import { ask, signed } from './ask.ts'
import type { Asker } from './ask.ts'
import type { Answer } from './client.ts'
import { wordsOf } from '../shared/flaws.ts'
import { headersOf, nextPage, pathOf, queryOf, readRows } from './read.ts'
import { failureOf } from './refusal.ts'
import { RefusedError } from '../shared/refused.ts'
import { specOf } from './route.ts'
import type { Route } from './route.ts'

const most = 20

const Answers = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.int(),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.unknown(),
    }),
  ),
})

export type Looked<Row> = readonly Row[] | AccessError | VendorError | AbsentError

/**
 * The rows of each id, or why they were not read. Each part counts for itself against the limits, and is refused for
 * itself inside an answer of status 200; what is throttled is asked again, what was answered is not.
 */
export async function* lookUp<Row>(
  asker: Asker,
  route: Route<Row>,
  ids: Iterable<string>,
): AsyncGenerator<readonly [string, Looked<Row>]> {
  const waiting = [...ids]
  while (waiting.length > 0) {
    const some = waiting.splice(0, most)
    const answers = await answered(asker, route, some)
    for (const id of some) yield [id, await rowsIn(asker, route, answers.get(id))]
  }
}

type Part = Answer | AccessError | VendorError | AbsentError

async function answered<Row>(
  asker: Asker,
  route: Route<Row>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Part>> {
  const done = new Map<string, Part>()
  const open = new Set(ids)
  try {
    await asker.call(specOf(route), async (signal) => {
      const asked = [...open]
      const url = `${asker.session.client.endpoints.graph}/${/^\/(v1\.0|beta)\//.exec(route.path)?.[1] ?? 'v1.0'}/$batch`
      const whole = await signed(
        asker,
        route,
        { method: 'POST', url, body: bodyFor(route, asked), headers: headersOf(route) },
        signal,
      )
      if (whole.status >= 300) throw new RefusedError(failureOf(whole, route, asker.session.claims))
      const refused = takeParts(asker, route, asked, whole, { done, open })
      if (refused !== undefined) throw new RefusedError(refused)
    })
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError || error instanceof AbsentError)) throw error
    for (const id of open) done.set(id, error)
  }
  return done
}

function bodyFor({ path, query, consistency }: Route<unknown>, ids: readonly string[]): object {
  const relative = path.replace(/^\/(?:v1\.0|beta)/, '')
  return {
    requests: ids.map((id, index) => ({
      id: String(index),
      method: 'GET',
      url: `${pathOf(relative, { id })}${queryOf(query)}`,
      ...(consistency === undefined ? {} : { headers: { ConsistencyLevel: consistency } }),
    })),
  }
}

/** What has to be asked again, or is refused to all alike, is one failure of the whole. */
function takeParts(
  asker: Asker,
  route: Route<unknown>,
  asked: readonly string[],
  { data }: Answer,
  { done, open }: { readonly done: Map<string, Part>; readonly open: Set<string> },
): RefusedError['failure'] | undefined {
  const read = Answers.safeParse(data)
  if (!read.success) throw new VendorError('Microsoft’s answer to POST /$batch cannot be read.', route.operation)
  const failures = new Map<string, RefusedError['failure']>()
  for (const { id, status, headers = {}, body } of read.data.responses) {
    const native = asked[Number(id)]
    if (native === undefined) continue
    const answer = { status, headers: lowered(headers), data: body }
    if (status < 300) {
      done.set(native, answer)
      open.delete(native)
    } else failures.set(native, failureOf(answer, route, asker.session.claims))
  }
  for (const [native, failure] of failures) {
    if (failure.kind === 'throttled' || failure.kind === 'transient') continue
    if (failure.kind === 'denied' && failures.size === asked.length) return failure
    done.set(native, errorOf(failure, route))
    open.delete(native)
  }
  const again = [...failures.values()].filter(({ kind }) => kind === 'throttled' || kind === 'transient')
  if (again.length > 0)
    return again.reduce((a, b) => ((b.retryAfterMilliseconds ?? 0) > (a.retryAfterMilliseconds ?? 0) ? b : a))
  // A part that was not answered at all is asked again as well.
  return open.size === 0 ? undefined : { kind: 'transient', detail: 'Microsoft left out parts of a batch.' }
}

function errorOf({ kind, detail, permission }: RefusedError['failure'], { operation }: Route<unknown>): Part {
  if (kind === 'absent') return new AbsentError(detail)
  if (kind === 'denied') return new AccessError(detail, permission ?? operation)
  return new VendorError(detail, operation, kind === 'unsupported' || kind === 'unlicensed' ? kind : 'failed')
}

function lowered(headers: { readonly [name: string]: string }): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function oneOf<Row>({ schema, operation }: Route<Row>, { data }: Answer): Row {
  const read = schema.safeParse(data)
  if (read.success) return read.data
  throw new VendorError(`Microsoft’s answer to ${operation} cannot be read: ${wordsOf(read.error)}.`, operation)
}

/** Further pages of a part are asked one by one. */
async function rowsIn<Row>(asker: Asker, route: Route<Row>, part: Part | undefined): Promise<Looked<Row>> {
  if (part === undefined) return new VendorError('Microsoft left out parts of a batch.', route.operation)
  if (part instanceof Error) return part
  try {
    const rows: Row[] = []
    for (let answer: Answer = part; ;) {
      if (route.single) rows.push(oneOf(route, answer))
      else rows.push(...readRows(asker, route, answer.data))
      const url = nextPage(asker, route, answer)
      if (url === undefined) return rows
      answer = await ask(asker, specOf(route), route, { method: 'GET', url, headers: headersOf(route) })
    }
  } catch (error) {
    if (error instanceof AccessError || error instanceof VendorError || error instanceof AbsentError) return error
    throw error
  }
}
