/** What the recommender says of the permissions that roles give: https://cloud.google.com/policy-intelligence/docs/policy-insights */
import { z } from 'zod'
import { plainRoute } from '../../shared/google/route.ts'

const permissions = z.array(z.object({ permission: z.string() })).default([])

const asked = {
  api: 'plain',
  permission: 'recommender.iamPolicyInsights.list',
  licence: 'Security Command Center Premium',
  rows: 'insights',
  schema: z.object({
    targetResources: z.array(z.string()).default([]),
    content: z.object({
      member: z.string().optional(),
      role: z.string().optional(),
      exercisedPermissions: permissions,
      inferredPermissions: permissions,
      /** A number of 64 bits, hence as text. */
      currentTotalPermissionsCount: z.string().optional(),
    }),
  }),
} as const
export type InsightAnswer = z.infer<typeof asked.schema>

const pathOf = (container: string): string =>
  `/v1/${container}/locations/global/insightTypes/google.iam.policy.Insight/insights`

interface Asked {
  readonly [name: string]: string | undefined
  readonly container: string
  readonly pageToken?: string
}

const insightsOf = (kind: 'projects' | 'folders' | 'organizations') =>
  plainRoute({
    ...asked,
    operation: `recommender.${kind}.locations.insightTypes.insights.list`,
    ask: (plain, { container, pageToken }: Asked) =>
      plain.get('recommender', pathOf(container), { pageSize: 1000, pageToken }),
  })

export const listProjectInsights = insightsOf('projects')
export const listFolderInsights = insightsOf('folders')
export const listOrganizationInsights = insightsOf('organizations')
