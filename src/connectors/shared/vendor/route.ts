/** What is asked of a vendor, as data: the address, the permission it takes, how its pages follow, which fields are read. */
import type { z } from 'zod'
import type { CallSpec } from '../../contract.ts'
import type { Pages } from './pages.ts'

export type Query = { readonly [name: string]: string | number | boolean | readonly string[] | undefined }

export interface Route<Row> {
  readonly method?: 'GET' | 'POST'
  /** `/api/v1/apps/{id}/grants`: a word in braces is one segment, from what is given when it is asked. */
  readonly path: string
  /** The name it is counted under; left out: the method and the path. */
  readonly operation?: string
  /** Sent with every page. */
  readonly query?: Query
  /** Of a POST that reads: what it sends. */
  readonly body?: object
  readonly headers?: { readonly [name: string]: string }
  /** Names every field that is read. What is not named goes no further than this. */
  readonly schema: z.ZodType<Row>
  /**
   * Where the list stands in the answer: `data`, `members.items`; '' where the answer is the list; left out: one row. Of
   * several places it is the first that has one.
   */
  readonly rows?: string | readonly string[]
  /** How the next page is asked for; left out: there is one page. */
  readonly pages?: Pages
  /** As the vendor names it; '' where none is needed. */
  readonly permission: string
  /** 404 says that there is none. */
  readonly absent?: true
  /** 404 says that the vendor, or the plan, does not have this. */
  readonly optional?: true
  /** A refusal tells of one thing only. */
  readonly perResource?: true
  /** What it takes beside the permission, in words: `Okta for AI Agents`. */
  readonly licence?: string
  /** What shares a limit with it; left out: `api`. */
  readonly pace?: Pick<CallSpec, 'domain' | 'perSecond' | 'burst' | 'patient'>
}

/** Says of a route what `Row` is by its schema. */
export function route<Row>(given: Route<Row>): Route<Row> {
  return given
}

export function operationOf({ operation, method = 'GET', path }: Omit<Route<unknown>, 'schema'>): string {
  return operation ?? `${method} ${path}`
}

export function specOf(given: Omit<Route<unknown>, 'schema'>, usual: Route<unknown>['pace']): CallSpec {
  const { permission, perResource, pace } = given
  return {
    operation: operationOf(given),
    ...(permission === '' ? {} : { permission }),
    ...(pace ?? usual ?? { domain: 'api' }),
    ...(perResource ? { perResource: true } : {}),
  }
}

export function pathOf(path: string, given: { readonly [name: string]: string }): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = given[name]
    if (value === undefined) throw new Error(`${path} lacks ${name}`)
    return encodeURIComponent(value)
  })
}
