import type { StepMeta } from '../../contract.ts'
import { emitUse, readReport } from '../map/sign-in-report.ts'
import type { AzureContext } from '../place.ts'
import { listCredentialActivities } from '../routes/reports.ts'

export const credentialActivityMeta = {
  id: 'credential-activity',
  title: 'When secrets and certificates were last used',
  tier: 'creds',
  scopes: ['tenant'],
  needs: ['AuditLog.Read.All'],
  emits: ['credential-activity'],
  after: ['service-principals', 'applications'],
} as const satisfies StepMeta

export async function credentialActivity(context: AzureContext): Promise<void> {
  const { credentials, principals, applications } = context.session.facts
  const subjects = [...(credentials ?? [])].map(([key, id]) => ({ key, id }))
  if (subjects.length === 0 && (principals === undefined || applications === undefined)) {
    const detail = 'Which secrets and certificates there are was not read, so that their use was not asked for.'
    return context.gap({ reason: 'not-collected', detail })
  }
  if (subjects.length === 0) return context.skip('There is no secret or certificate to sign in with.')
  const report = await readReport(
    context,
    listCredentialActivities,
    ({ keyId }) => keyId,
    ({ signInActivity }) => [signInActivity?.lastSignInDateTime],
  )
  emitUse(context, report, subjects, listCredentialActivities.operation)
}
