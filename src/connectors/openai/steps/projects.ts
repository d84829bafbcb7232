import type { OpenaiOrganizationFacts, ProjectFacts } from '../../../model/facts/openai.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { all } from '../../shared/vendor/index.ts'
import { managementRead } from '../needs.ts'
import { idOf, instantOf, placeOf } from '../place.ts'
import type { OpenaiContext } from '../place.ts'
import { listProjects } from '../routes/projects.ts'

export const projectsMeta = {
  id: 'projects',
  title: 'The organization and its projects',
  tier: 'core',
  scopes: ['organization'],
  needs: [managementRead],
  emits: ['projects'],
} as const satisfies StepMeta

/** What holds them back, the step `project-limits` adds. */
export async function projects(context: OpenaiContext): Promise<void> {
  const rows = await all(context, listProjects)
  const open = unknown('not-collected')
  emitOrganization(context)
  for (const { id: native, name, status, created_at, archived_at } of rows) {
    const facts = {
      projectId: native,
      status: status === 'archived' ? 'archived' : 'active',
      createdAt: instantOf(created_at),
      archivedAt: instantOf(archived_at ?? null),
      spendLimit: open,
      spendAlerts: open,
      models: open,
      hostedTools: open,
      limitedModels: open,
    } satisfies ProjectFacts
    const id = idOf(context, 'project', native)
    context.emit({
      type: 'resource',
      ...placeOf(context),
      id,
      kind: 'project',
      nativeId: native,
      name: name ?? native,
      facts,
    })
  }
  context.session.facts.projects = rows
    .map(({ id, name, status }) => ({ id, name: name ?? id, active: status !== 'archived' }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function emitOrganization(context: OpenaiContext): void {
  const { nativeId, name } = context.scope
  const open = unknown('not-collected')
  const facts = { organizationId: nativeId, spendLimit: open, spendAlerts: open } satisfies OpenaiOrganizationFacts
  const id = idOf(context, 'organization', nativeId)
  context.emit({ type: 'resource', ...placeOf(context), id, kind: 'organization', nativeId, name, facts })
}
