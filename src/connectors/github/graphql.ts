/** Questions to GitHub's GraphQL interface. */
import type { z } from 'zod'
import { VendorError } from '../errors.ts'
import type { Answer } from './client.ts'
import { ask } from './read.ts'
import type { Asker } from './read.ts'
import { failureOf } from './refusal.ts'
import { RefusedError } from '../shared/refused.ts'
import type { Evidence } from './refusal.ts'

export interface GraphqlQuestion<Data> {
  readonly query: string
  readonly variables: { readonly [name: string]: unknown }
  readonly schema: z.ZodType<Data>
  readonly permission: string
}

/** What GraphQL could not answer, beside what it could: https://docs.github.com/en/graphql/guides/using-graphql-clients */
export interface GraphqlError {
  readonly type: string
  readonly path: string
  readonly message: string
}

/** Answers come with status 200 and errors within; where no data came with them, it rejects. */
export async function graphql<Data>(
  asker: Asker,
  { query, variables, schema, permission }: GraphqlQuestion<Data>,
): Promise<{ readonly data: Data; readonly errors: readonly GraphqlError[] }> {
  const route = { path: 'POST /graphql', permission, scopes: [] } as const
  const limited: Asker = {
    ...asker,
    call: (spec, send) =>
      asker.call(spec, async (signal) => refuseLimited(await send(signal), route, asker.session.evidence)),
  }
  const { data: body } = await ask(limited, route, { path: route.path, body: { query, variables } })
  const errors = errorsIn(body)
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined
  const [first] = errors
  const read = schema.safeParse(data)
  if (read.success) return { data: read.data, errors }
  if (first !== undefined)
    throw new VendorError(
      `GitHub’s GraphQL interface says: ${first.message}`,
      route.path,
      first.type === 'FORBIDDEN' ? 'denied' : 'failed',
    )
  throw new VendorError('The answer of GitHub’s GraphQL interface cannot be read.', route.path)
}

/** The limit of points an hour is told with status 200 as well, as RATE_LIMITED or RATE_LIMIT; when it ends, as ever. */
function refuseLimited<T>(answer: T, route: Parameters<typeof failureOf>[1], evidence: Evidence): T {
  if (!isAnswer(answer)) return answer
  const limited = errorsIn(answer.data).find(({ type }) => /^RATE_LIMIT(?:ED)?$/.test(type))
  if (limited === undefined) return answer
  const failure = failureOf({ status: 429, headers: answer.headers, message: limited.message }, route, evidence)
  throw new RefusedError({ ...failure, detail: `GitHub’s GraphQL interface says: ${limited.message}` })
}

function isAnswer(answer: unknown): answer is Answer {
  return typeof answer === 'object' && answer !== null && 'data' in answer && 'headers' in answer
}

function errorsIn(body: unknown): readonly GraphqlError[] {
  const errors = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : undefined
  if (!Array.isArray(errors)) return []
  return errors.map((error: { type?: unknown; path?: unknown; message?: unknown } | null) => ({
    type: typeof error?.type === 'string' ? error.type : 'UNKNOWN',
    path: Array.isArray(error?.path) ? error.path.join('.') : '',
    message: typeof error?.message === 'string' ? error.message.slice(0, 300) : 'no reason given',
  }))
}
