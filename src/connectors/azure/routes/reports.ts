/** Reports of use: beta alone, and the public cloud alone. https://learn.microsoft.com/entra/identity/monitoring-health/concept-usage-insights-report */
import { z } from 'zod'
import { route } from '../route.ts'

const activity = z.object({ lastSignInDateTime: z.string().nullish() }).nullish()
const common = {
  wire: 'graph',
  query: { $top: '999' },
  permission: 'AuditLog.Read.All',
  licence: 'Entra ID P1',
  pace: 'reports',
  absent: true,
} as const

export const listSignInActivities = route({
  ...common,
  path: '/beta/reports/servicePrincipalSignInActivities',
  operation: 'GET /beta/reports/servicePrincipalSignInActivities',
  schema: z.object({
    appId: z.string(),
    lastSignInActivity: activity,
    delegatedClientSignInActivity: activity,
    delegatedResourceSignInActivity: activity,
    applicationAuthenticationClientSignInActivity: activity,
    applicationAuthenticationResourceSignInActivity: activity,
  }),
})
export type SignInActivity = ReturnType<typeof listSignInActivities.schema.parse>

export const listCredentialActivities = route({
  ...common,
  path: '/beta/reports/appCredentialSignInActivities',
  operation: 'GET /beta/reports/appCredentialSignInActivities',
  schema: z.object({ keyId: z.string(), signInActivity: activity }),
})
