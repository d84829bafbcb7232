/** Routes of Graph and of Azure Resource Manager as data: what is asked, which permission it takes, which fields are read. */
import type { z } from 'zod'
import type { CallSpec } from '../contract.ts'

/** Graph, Azure Resource Manager, and what is inside of Azure AI Foundry: each has tokens of its own. */
export type Wire = 'graph' | 'arm' | 'foundry'

export interface Route<Row> {
  readonly wire: Wire
  /** `/v1.0/servicePrincipals/{id}/appRoleAssignedTo`; of Azure `{scope}/providers/…`, with `api-version` in `query`. */
  readonly path: string
  /** The name it is counted under: `GET /servicePrincipals/{id}/appRoleAssignedTo`. */
  readonly operation: string
  readonly query?: { readonly [name: string]: string }
  /** Names every field that is read. What is not named goes no further than this. */
  readonly schema: z.ZodType<Row>
  /** `Application.Read.All`, `Microsoft.Authorization/roleAssignments/read`; '' where none is needed. */
  readonly permission: string
  /** The answer is the one row. */
  readonly single?: true
  /** `eventual`, with advanced queries; it is said again for each page. */
  readonly consistency?: 'eventual'
  /** 404 says that there is none. */
  readonly absent?: true
  /** A refusal tells of one thing only. */
  readonly perResource?: true
  /** What it takes beside the permission, in words: `Entra ID P1`. */
  readonly licence?: string
  readonly pace?: keyof typeof paces
}

/**
 * https://learn.microsoft.com/graph/throttling-limits: reports take 5 requests in 10 seconds; all the rest of Graph is
 * far from its limit. https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling:
 * 25 reads a second, 250 at once. Resource Graph: 15 in 5 seconds.
 */
export const paces = {
  graph: { domain: 'graph', perSecond: 30 },
  reports: { domain: 'reports', perSecond: 0.5, burst: 1 },
  arm: { domain: 'arm', perSecond: 20, burst: 20 },
  'resource-graph': { domain: 'resource-graph', perSecond: 3, burst: 3 },
  vaults: { domain: 'vaults', perSecond: 20 },
  foundry: { domain: 'foundry', perSecond: 5 },
} as const satisfies { readonly [name: string]: Pick<CallSpec, 'domain' | 'perSecond' | 'burst'> }

/** Says of a route what `Row` is by its schema. */
export function route<Row>(given: Route<Row>): Route<Row> {
  return given
}

export function specOf({ operation, permission, pace, wire, perResource }: Omit<Route<unknown>, 'schema'>): CallSpec {
  return {
    operation,
    ...(permission === '' ? {} : { permission }),
    ...paces[pace ?? wire],
    ...(perResource ? { perResource: true } : {}),
  }
}
