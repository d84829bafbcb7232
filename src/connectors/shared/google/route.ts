/** Methods of Google's APIs as data: what is asked, which permission it takes, which fields are read. */
import type { z } from 'zod'
import type { CallSpec } from '../../contract.ts'
import type { ApiName, Apis } from './apis.ts'
import type { Plain } from './client.ts'

export type Parameters = { readonly [name: string]: string | number | boolean | readonly string[] | undefined }

interface Common<Row> {
  /** Google's id of the method, under which it is counted: `iam.projects.serviceAccounts.list`. */
  readonly operation: string
  /** `iam.serviceAccounts.list`; of Workspace the OAuth scope; '' where none is needed. */
  readonly permission: string
  /** Where the list stands in the answer: `accounts`; left out: the answer is the one row. */
  readonly rows?: string
  /** Names every field that is read. What is not named goes no further than this. */
  readonly schema: z.ZodType<Row>
  /** 404 says that there is none. */
  readonly absent?: true
  /** A refusal tells of one thing only. */
  readonly perResource?: true
  /** Of Workspace: the administrator's privilege beside the scope, as the Admin console calls it. */
  readonly privilege?: string
  /** It asks Cloud Asset for one type of asset, which a cloud may not know: 400 says so. */
  readonly kindOfAsset?: true
  /** What it takes beside the permission, in words: `Security Command Center Premium`. */
  readonly licence?: string
  readonly pace?: keyof typeof paces
}

/** By a method of googleapis. Give `pageToken` through where there are pages. */
export interface ApiRoute<Name extends ApiName, Asked extends Parameters, Row> extends Common<Row> {
  readonly api: Name
  readonly ask: (api: Apis[Name], asked: Asked & Paged, options: object) => Promise<{ readonly data: unknown }>
}

/** By its address, where googleapis lacks the API or its types are too large to be worth it. */
export interface PlainRoute<Asked extends Parameters, Row> extends Common<Row> {
  readonly api: 'plain'
  readonly ask: (plain: Plain, asked: Asked & Paged) => Promise<{ readonly data: unknown }>
}

export interface Paged {
  readonly pageToken?: string
}

/** A route as the readers take it; how it asks is closed over. */
export interface Route<Asked extends Parameters, Row> extends Common<Row> {
  readonly api: ApiName | 'plain'
  readonly send: (client: Sender, asked: Asked & Paged, signal: AbortSignal) => Promise<{ readonly data: unknown }>
}

export interface Sender {
  readonly api: <Name extends ApiName>(name: Name) => Promise<Apis[Name]>
  readonly options: (signal: AbortSignal) => Promise<object>
  readonly plain: (signal: AbortSignal) => Plain
}

export function route<Name extends ApiName, Asked extends Parameters, Row>(
  given: ApiRoute<Name, Asked, Row>,
): Route<Asked, Row> {
  const { ask, ...rest } = given
  return {
    ...rest,
    send: async (client, asked, signal) => ask(await client.api(given.api), asked, await client.options(signal)),
  }
}

export function plainRoute<Asked extends Parameters, Row>(given: PlainRoute<Asked, Row>): Route<Asked, Row> {
  const { ask, ...rest } = given
  return { ...rest, send: (client, asked, signal) => ask(client.plain(signal), asked) }
}

/**
 * Requests a second, by what Google publishes:
 * https://cloud.google.com/asset-inventory/docs/quota (400 searches and 100 lists a minute),
 * https://cloud.google.com/iam/quotas (6,000 reads a minute, of IAM v2 and v3 five),
 * https://cloud.google.com/resource-manager/docs/limits, https://developers.google.com/admin-sdk/directory/v1/limits.
 */
export const paces = {
  search: { domain: 'asset-search', perSecond: 6, burst: 20 },
  // A rest of forty and one a second are a hundred in the first minute, and sixty in each that follows.
  assets: { domain: 'asset-list', perSecond: 1, burst: 40 },
  governed: { domain: 'asset-analysis', perSecond: 1, burst: 40 },
  iam: { domain: 'iam', perSecond: 50 },
  'iam-policies': { domain: 'iam-v2', perSecond: 0.08, burst: 5 },
  containers: { domain: 'resource-manager', perSecond: 8 },
  usage: { domain: 'policy-analyzer', perSecond: 5 },
  other: { domain: 'google', perSecond: 20 },
  directory: { domain: 'directory', perSecond: 30 },
  reports: { domain: 'reports', perSecond: 4 },
} as const satisfies { readonly [name: string]: Pick<CallSpec, 'domain' | 'perSecond' | 'burst'> }

export function specOf({ operation, permission, pace, perResource }: Omit<Common<unknown>, 'schema'>): CallSpec {
  return {
    operation,
    ...(permission === '' ? {} : { permission }),
    ...paces[pace ?? 'other'],
    ...(perResource ? { perResource: true } : {}),
  }
}
