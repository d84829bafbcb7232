import type { WorkspaceFacts } from '../../../model/facts/anthropic.ts'
import type { StepMeta } from '../../contract.ts'
import { rowsOf } from '../../shared/vendor/index.ts'
import { adminKey } from '../needs.ts'
import { idOf, instantOf, placeOf } from '../place.ts'
import type { AnthropicContext } from '../place.ts'
import { listWorkspaces } from '../routes/organization.ts'
import type { WorkspaceRow } from '../session.ts'

export const workspacesMeta = {
  id: 'workspaces',
  title: 'Workspaces, archived ones too',
  tier: 'core',
  scopes: ['organization'],
  needs: [adminKey],
  emits: ['workspaces'],
} as const satisfies StepMeta

export async function workspaces(context: AnthropicContext): Promise<void> {
  const byId = new Map<string, WorkspaceRow>()
  let whole = true
  const gap: AnthropicContext['gap'] = (told) => {
    whole = false
    context.gap(told)
  }
  for await (const row of rowsOf({ ...context, gap }, listWorkspaces)) {
    const archivedAt = instantOf(row.archived_at ?? null)
    byId.set(row.id, { id: row.id, name: row.name, archived: archivedAt !== null })
    const facts = {
      workspaceId: row.id,
      createdAt: instantOf(row.created_at),
      archivedAt,
      tags: row.tags ?? null,
    } satisfies WorkspaceFacts
    const id = idOf(context, 'workspace', row.id)
    const { name, id: nativeId } = row
    context.emit({ type: 'resource', ...placeOf(context), id, kind: 'workspace', nativeId, name, facts })
  }
  context.session.facts.workspaces = { byId, whole }
}
