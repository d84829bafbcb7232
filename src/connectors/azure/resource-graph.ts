/** Azure Resource Graph: one question about all subscriptions. https://learn.microsoft.com/rest/api/azureresourcegraph */
import { z } from 'zod'
import { VendorError } from '../errors.ts'
import { ask } from './ask.ts'
import type { Asker } from './ask.ts'
import { readRows } from './read.ts'
import { specOf } from './route.ts'
import type { Route } from './route.ts'

export interface Query<Row> {
  /** `resourcegraph:authorizationresources/roleassignments`: the name it is counted under. */
  readonly operation: string
  readonly query: string
  readonly schema: z.ZodType<Row>
  /** What a row takes to be shown at all: Resource Graph leaves out what may not be read, and does not say so. */
  readonly permission: string
}

export function query<Row>(given: Query<Row>): Query<Row> {
  return given
}

const path = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01'
const perPage = 1000

const Page = z.object({
  data: z.array(z.unknown()),
  $skipToken: z.string().nullish(),
  resultTruncated: z.union([z.literal('true'), z.literal('false'), z.boolean()]).optional(),
})

/** Every row. Names of projected columns are the schema's. */
export async function* found<Row>(
  asker: Asker,
  { operation, query: text, schema, permission }: Query<Row>,
): AsyncGenerator<Row> {
  const { endpoints, config } = asker.session.client
  const route: Omit<Route<unknown>, 'schema'> = { wire: 'arm', path, operation, permission, pace: 'resource-graph' }
  const subscriptions = config.subscriptions.length === 0 ? {} : { subscriptions: config.subscriptions }
  for (let token: string | undefined; ;) {
    const options = {
      resultFormat: 'objectArray',
      $top: perPage,
      ...(token === undefined ? {} : { $skipToken: token }),
      // Held to subscriptions, what stands above them applies all the same.
      ...(text.startsWith('authorizationresources') ? { authorizationScopeFilter: 'AtScopeAboveAndBelow' } : {}),
    }
    const { data, headers } = await ask(asker, specOf(route), route, {
      method: 'POST',
      url: `${endpoints.resourceManager}${path}`,
      body: { query: text, ...subscriptions, options },
    })
    const page = Page.safeParse(data)
    if (!page.success)
      throw new VendorError(
        `Microsoft’s answer to ${operation} cannot be read: ${typeof data === 'string' ? 'it is no JSON' : 'the list is missing'}.`,
        operation,
      )
    yield* readRows(asker, { operation, schema }, { value: page.data.data })
    tellCut(asker, operation, headers, page.data)
    const next = page.data.$skipToken ?? undefined
    if (next === undefined || next === '') return
    if (next === token) throw new VendorError('Microsoft names a page as following that was read already.', operation)
    token = next
  }
}

/** More than 10,000 subscriptions, or rows that cannot be paged through, are cut off without an error. */
function tellCut(
  { gap }: Asker,
  operation: string,
  headers: { readonly [name: string]: string | undefined },
  { resultTruncated, $skipToken }: z.infer<typeof Page>,
): void {
  const tooMany = headers['x-ms-tenant-subscription-limit-hit'] === 'true'
  const cut = String(resultTruncated) === 'true' && ($skipToken ?? '') === ''
  if (!tooMany && !cut) return
  const detail = tooMany
    ? `Resource Graph answers ${operation} for the first 10,000 subscriptions alone: name them under connectors.azure.subscriptions.`
    : `Resource Graph cut off its answer to ${operation}.`
  gap?.({ reason: 'failed', detail })
}
