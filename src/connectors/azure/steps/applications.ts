import type { StepMeta } from '../../contract.ts'
import { actingFor } from '../map/acting.ts'
import { applicationId, emitApplication } from '../map/application.ts'
import { emitKeys } from '../map/keys.ts'
import { tellUnlisted } from '../map/unlisted.ts'
import type { AzureContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listApplications } from '../routes/applications.ts'
import type { ApplicationRow } from '../routes/applications.ts'

export const applicationsMeta = {
  id: 'applications',
  title: 'Applications and their secrets and certificates',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['Application.Read.All'],
  emits: ['applications'],
  after: ['service-principals'],
} as const satisfies StepMeta

export async function applications(context: AzureContext): Promise<void> {
  const { facts } = context.session
  const actor = actingFor(context)
  const seen = new Map<string, string>()
  for await (const row of rowsOf(context, listApplications)) {
    seen.set(row.appId, row.id)
    const acting = actor(row.appId)
    emitApplication(context, row, acting)
    const signsIn = typeof acting === 'string' ? acting : undefined
    emitKeys(context, { ...row, on: 'application', objectId: row.id, signsIn, source: listApplications.operation })
    if (signsIn !== undefined) emitActing(context, row, signsIn)
  }
  facts.applications = seen
  if (facts.principals === undefined) tellUnlisted(context, 'who signs in with their secrets is not known')
}

function emitActing(context: AzureContext, row: ApplicationRow, principal: string): void {
  context.emit({
    type: 'edge',
    kind: 'runs-as',
    from: applicationId(context, row),
    to: principal,
    level: 'configured',
    evidence: [{ source: listApplications.operation }],
  })
  context.emit({ type: 'patch', of: 'identity', id: principal, set: {}, facts: { applicationId: row.id } })
}
