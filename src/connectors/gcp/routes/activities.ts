/** When accounts and keys last signed in: https://cloud.google.com/policy-intelligence/docs/reference/policyanalyzer/rest/v1 */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import type { Route } from '../../shared/google/route.ts'

const text = z.string()

const activitySchema = z.object({
  /** `//iam.googleapis.com/projects/<id>/serviceAccounts/<e-mail>`, `…/keys/<key id>` */
  fullResourceName: text,
  observationPeriod: z.object({ startTime: text.optional() }).optional(),
  activity: z.object({ lastAuthenticatedTime: text.optional() }).optional(),
})
export type ActivityRow = z.infer<typeof activitySchema>

export interface ActivityKind {
  /** Of organizations, folders and projects; their methods have ids of their own. */
  readonly route: (root: string) => Route<{ readonly root: string }, ActivityRow>
}

const kinds = ['organizations', 'folders', 'projects'] as const

/** A page has a thousand at most. */
function queryOf(of: (typeof kinds)[number], activityType: string, permission: string) {
  return route({
    api: 'policyanalyzer',
    operation: `policyanalyzer.${of}.locations.activityTypes.activities.query`,
    permission,
    pace: 'usage',
    rows: 'activities',
    schema: activitySchema,
    perResource: true,
    ask: (api, { root, ...paged }: { readonly root: string; readonly pageToken?: string }, options) =>
      api[of].locations.activityTypes.activities.query(
        { parent: `${root}/locations/global/activityTypes/${activityType}`, pageSize: 1000, ...paged },
        options,
      ),
  })
}

function activityKind(activityType: string, permission: string): ActivityKind {
  const routes = {
    organizations: queryOf('organizations', activityType, permission),
    folders: queryOf('folders', activityType, permission),
    projects: queryOf('projects', activityType, permission),
  }
  return { route: (root) => routes[kinds.find((kind) => root.startsWith(`${kind}/`)) ?? 'projects'] }
}

export const accountActivities = activityKind(
  'serviceAccountLastAuthentication',
  'policyanalyzer.serviceAccountLastAuthenticationActivities.query',
)

export const keyActivities = activityKind(
  'serviceAccountKeyLastAuthentication',
  'policyanalyzer.serviceAccountKeyLastAuthenticationActivities.query',
)
