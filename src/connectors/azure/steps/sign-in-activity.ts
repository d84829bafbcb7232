import type { StepMeta } from '../../contract.ts'
import { emitUse, readReport } from '../map/sign-in-report.ts'
import { tellUnlisted } from '../map/unlisted.ts'
import { idOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { listSignInActivities } from '../routes/reports.ts'
import type { SignInActivity } from '../routes/reports.ts'

export const signInActivityMeta = {
  id: 'sign-in-activity',
  title: 'When applications last signed in or were signed in to',
  tier: 'creds',
  scopes: ['tenant'],
  needs: ['AuditLog.Read.All'],
  emits: ['sign-in-activity'],
  after: ['service-principals', 'agent-identities'],
} as const satisfies StepMeta

export async function signInActivity(context: AzureContext): Promise<void> {
  const { principals } = context.session.facts
  if (principals === undefined) return tellUnlisted(context, 'when they signed in was not asked for')
  const report = await readReport(context, listSignInActivities, ({ appId }) => appId, timesOf)
  // An agent's own application id is its object id; lists may show its blueprint's, which signs in for all its agents.
  const agents = idOf(context, 'agent-identity', '')
  const subjects = [...principals].flatMap(([objectId, { entity, appId }]) =>
    entity === undefined ? [] : [{ key: (entity.startsWith(agents) ? objectId : appId).toLowerCase(), id: entity }],
  )
  emitUse(context, report, subjects, listSignInActivities.operation)
}

/** As client or as API, for people or as itself. */
function timesOf(row: SignInActivity): readonly (string | null | undefined)[] {
  return [
    row.lastSignInActivity,
    row.delegatedClientSignInActivity,
    row.delegatedResourceSignInActivity,
    row.applicationAuthenticationClientSignInActivity,
    row.applicationAuthenticationResourceSignInActivity,
  ].map((each) => each?.lastSignInDateTime)
}
