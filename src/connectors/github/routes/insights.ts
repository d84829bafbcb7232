import { z } from 'zod'
import { route } from '../route.ts'

/** Who called the API of the organization: hours late, and for a window of days only. */
export const listSubjectStats = route({
  path: 'GET /orgs/{org}/insights/api/subject-stats',
  schema: z.object({
    subject_type: z.string(),
    subject_id: z.int(),
    last_request_timestamp: z.string().nullish(),
  }),
  permission: 'organization_api_insights=read',
  scopes: ['admin:org', 'read:org'],
  feature: 'enterprise-cloud',
})
