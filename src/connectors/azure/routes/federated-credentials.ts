import { z } from 'zod'
import { route } from '../route.ts'

/** https://learn.microsoft.com/graph/api/resources/federatedidentitycredential */
const FederatedRow = z.object({
  id: z.string(),
  name: z.string(),
  issuer: z.string(),
  subject: z.string().nullish(),
  audiences: z.array(z.string()).nullish(),
  claimsMatchingExpression: z.object({ value: z.string().nullish() }).nullish(),
})
export type FederatedRow = z.infer<typeof FederatedRow>

const relation = 'federatedIdentityCredentials'
const expanded = {
  wire: 'graph',
  // A page has 100 rows and each row 20 credentials: https://learn.microsoft.com/graph/query-parameters#expand
  query: { $select: 'id,appId', $expand: relation },
  permission: 'Application.Read.All',
  schema: z.object({ id: z.string(), appId: z.string(), [relation]: z.array(FederatedRow) }),
} as const

/**
 * The beta alone knows expressions; v1.0 breaks off its answer at a credential that has one in place of a subject:
 * https://github.com/microsoftgraph/msgraph-sdk-python/issues/1359
 */
export const listFederatedCredentials = route({
  ...expanded,
  path: '/beta/applications',
  operation: 'GET /beta/applications',
  absent: true,
})

export const listFederatedCredentialsWithoutExpressions = route({
  ...expanded,
  path: '/v1.0/applications',
  operation: 'GET /applications',
})

export const listFederatedCredentialsOf = route({
  wire: 'graph',
  path: `/beta/applications/{id}/${relation}`,
  operation: `GET /beta/applications/{id}/${relation}`,
  permission: 'Application.Read.All',
  absent: true,
  schema: FederatedRow,
})
