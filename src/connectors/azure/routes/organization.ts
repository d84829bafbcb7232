import { z } from 'zod'
import { route } from '../route.ts'

export const listOrganization = route({
  wire: 'graph',
  path: '/v1.0/organization',
  operation: 'GET /organization',
  query: { $select: 'id,displayName,verifiedDomains,assignedPlans' },
  permission: 'Organization.Read.All',
  schema: z.object({
    id: z.string(),
    displayName: z.string().nullish(),
    verifiedDomains: z.array(z.object({ name: z.string() })).nullish(),
    assignedPlans: z.array(z.object({ capabilityStatus: z.string(), servicePlanId: z.string() })).nullish(),
  }),
})
