import type { z } from 'zod'
import type { CodingAgentFacts, CopilotFacts, CopilotSeatFacts } from '../../../model/facts/github.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import type { AiFacet, Known } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { idOf, instantOf, placeOf, untold } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { all, one } from '../read.ts'
import {
  getCodingAgentPermissions,
  getCopilotBilling,
  listCodingAgentRepositories,
  listCopilotSeats,
} from '../routes/copilot.ts'
import type { SeatRow } from '../routes/copilot.ts'

export const copilotMeta = {
  id: 'copilot',
  title: 'GitHub Copilot and its cloud agent',
  tier: 'core',
  scopes: ['organization'],
  needs: ['organization_administration=read', 'organization_copilot_agent_settings=read'],
  emits: ['copilot'],
} as const satisfies StepMeta

type Billing = z.infer<typeof getCopilotBilling.schema>

export async function copilot(context: GithubContext): Promise<void> {
  const org = { org: context.session.organization.login }
  const billing = await attempt(context, 'What Copilot may was not read', () => one(context, getCopilotBilling, org))
  if (!isUnknown(billing)) {
    emitCopilot(context, billing)
    const seats = await attempt(context, 'The seats of Copilot were not read', () =>
      all(context, listCopilotSeats, org),
    )
    if (!isUnknown(seats)) for (const seat of seats) emitSeat(context, seat)
  }
  await codingAgent(context)
}

function emitCopilot(context: GithubContext, row: Billing): void {
  const { login } = context.session.organization
  const { total, active_this_cycle: active, inactive_this_cycle: inactive } = row.seat_breakdown ?? {}
  const facts: CopilotFacts = {
    plan: told(row.plan_type),
    seats: total == null || active == null || inactive == null ? unknown('unsupported') : { total, active, inactive },
    seatAssignment: told(row.seat_management_setting),
    publicCode: told(row.public_code_suggestions),
    chatInEditor: told(row.ide_chat),
    commandLine: told(row.cli),
    chatOnPlatform: told(row.platform_chat),
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'copilot', 'organization'),
    ...placeOf(context),
    kind: 'copilot',
    nativeId: login,
    name: `Copilot of ${login}`,
    facts,
  })
}

function told(text: string | null | undefined): Known<string> {
  return text ?? unknown('unsupported')
}

/** A seat whose holder has left is told without an assignee. */
function emitSeat(context: GithubContext, row: SeatRow): void {
  if (row.assignee == null) return
  const { id, login } = row.assignee
  const facts: CopilotSeatFacts = {
    login,
    plan: told(row.plan_type),
    createdAt: instantOf(row.created_at),
    lastActivityAt: instantOf(row.last_activity_at),
    lastEditor: row.last_activity_editor ?? null,
    pendingCancellation: row.pending_cancellation_date ?? null,
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'copilot-seat', id),
    ...placeOf(context),
    kind: 'copilot-seat',
    nativeId: login,
    name: login,
    facts,
  })
}

const facet: AiFacet = {
  kind: 'agent',
  vendor: 'GitHub',
  models: [],
  confidence: 1,
  evidence: [getCodingAgentPermissions.path],
}

async function codingAgent(context: GithubContext): Promise<void> {
  const org = { org: context.session.organization.login }
  const setting = await attempt(context, 'Where Copilot’s cloud agent may work was not read', () =>
    one(context, getCodingAgentPermissions, org),
  )
  if (isUnknown(setting)) {
    // Without Copilot its agent works nowhere, and no repository need be asked.
    if (setting.unknown === 'unlicensed' || setting.unknown === 'unsupported')
      context.session.facts.codingAgent = { enabledFor: 'none', repositories: [] }
    return
  }
  const { enabled_repositories: enabledFor } = setting
  const repositories: Known<readonly string[]> =
    enabledFor !== 'selected'
      ? null
      : await attempt(context, 'In which repositories Copilot’s cloud agent may work was not read', async () =>
          (await all(context, listCodingAgentRepositories, org)).map((row) => row.full_name).toSorted(),
        )
  if (repositories === null || !isUnknown(repositories))
    context.session.facts.codingAgent = { enabledFor, repositories: repositories ?? [] }
  if (enabledFor === 'none') return
  const facts: CodingAgentFacts = { enabledFor, repositories }
  context.emit({
    type: 'identity',
    id: idOf(context, 'coding-agent', 'copilot-swe-agent'),
    ...placeOf(context),
    ...untold,
    kind: 'coding-agent',
    nativeId: 'copilot-swe-agent',
    name: 'Copilot cloud agent',
    createdAt: unknown('unsupported'),
    enabled: true,
    class: 'ai',
    ai: facet,
    facts,
  })
}
