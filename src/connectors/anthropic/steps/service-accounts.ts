import type { AnthropicPlace, AnthropicServiceAccountFacts } from '../../../model/facts/anthropic.ts'
import type { Known } from '../../../model/index.ts'
import { isKnown, unknown } from '../../../model/index.ts'
import { AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { all as together } from '../../shared/fan-out.ts'
import { collectMisses } from '../../shared/misses.ts'
import type { Asker } from '../../shared/vendor/index.ts'
import { all, operationOf } from '../../shared/vendor/index.ts'
import { underOauth } from '../map/lacking.ts'
import { modelIntegration } from '../map/model-integration.ts'
import { emitUser } from '../map/user.ts'
import { orgAdmin } from '../needs.ts'
import { idOf, instantOf, placeOf, untold, workspaceNamed } from '../place.ts'
import type { AnthropicContext } from '../place.ts'
import { listAccountWorkspaces, listServiceAccounts } from '../routes/federation.ts'
import type { ServiceAccountAnswer } from '../routes/federation.ts'

export const serviceAccountsMeta = {
  id: 'service-accounts',
  title: 'Service accounts, with their role and workspaces',
  tier: 'core',
  scopes: ['organization'],
  needs: [orgAdmin],
  emits: ['service-accounts'],
  after: ['workspaces', 'people'],
} as const satisfies StepMeta

/** One more request for each account that is not archived. */
export async function serviceAccounts(context: AnthropicContext): Promise<void> {
  const asker = underOauth(context)
  if (asker === undefined) return
  const rows = await all(asker, listServiceAccounts)
  const misses = collectMisses()
  await together(rows, async (row) => {
    let held: Known<readonly Membership[]> = []
    try {
      if (row.archived_at === null || row.archived_at === undefined) held = await membershipsOf(context, asker, row.id)
    } catch (error) {
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      misses.addError(row.name, error)
      held = unknown(error.reason)
    }
    emitAccount(context, row, held)
  })
  misses.tell(context, 'Workspaces of')
  context.session.facts.serviceAccounts = new Set(rows.map(({ id }) => id))
}

interface Membership {
  readonly workspace: AnthropicPlace
  readonly role: string
}

async function membershipsOf(context: AnthropicContext, asker: Asker, account: string): Promise<readonly Membership[]> {
  const rows = await all(asker, listAccountWorkspaces, { path: { account } })
  return rows
    .filter(({ implicit }) => implicit !== true)
    .map(({ workspace_id, workspace_role }) => ({
      workspace: workspaceNamed(context, workspace_id),
      role: workspace_role,
    }))
    .toSorted((a, b) => (a.workspace.id < b.workspace.id ? -1 : 1))
}

function emitAccount(context: AnthropicContext, row: ServiceAccountAnswer, held: Known<readonly Membership[]>): void {
  const archivedAt = instantOf(row.archived_at ?? null)
  const facts = {
    serviceAccountId: row.id,
    role: row.organization_role ?? null,
    archivedAt,
    workspaces: isKnown(held) ? held.map(({ workspace }) => workspace) : held,
  } satisfies AnthropicServiceAccountFacts
  const id = idOf(context, 'anthropic-service-account', row.id)
  context.emit({
    type: 'identity',
    ...placeOf(context),
    ...untold,
    id,
    kind: 'anthropic-service-account',
    nativeId: row.id,
    name: row.name,
    createdAt: instantOf(row.created_at),
    enabled: archivedAt === null,
    class: 'machine',
    ai: modelIntegration([]),
    facts,
  })
  if (isKnown(held)) for (const membership of held) emitMembership(context, id, row.id, membership)
  emitCreator(context, id, row)
}

function emitMembership(
  context: AnthropicContext,
  from: string,
  native: string,
  { workspace, role }: Membership,
): void {
  context.emit({
    type: 'edge',
    kind: 'grants',
    from,
    to: idOf(context, 'workspace', workspace.id),
    conditions: { role },
    level: 'configured',
    evidence: [{ source: operationOf(listAccountWorkspaces), detail: `${native} in ${workspace.id}, role ${role}` }],
  })
}

function emitCreator(
  context: AnthropicContext,
  id: string,
  { id: native, created_by_actor_id: creator }: ServiceAccountAnswer,
): void {
  if (creator?.startsWith('user_') !== true) return
  context.emit({
    type: 'edge',
    kind: 'owns',
    from: emitUser(context, creator),
    to: id,
    level: 'observed',
    evidence: [{ source: operationOf(listServiceAccounts), detail: `${native} created_by_actor_id ${creator}` }],
  })
}
