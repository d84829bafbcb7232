import type { Instant } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { aiOfAgent } from '../ai.ts'
import { isAgentic, logStart } from '../map/activity.ts'
import { tellWithoutGrants } from '../map/lacking.ts'
import { emitUser } from '../map/user.ts'
import { reportPrivilege, reportScope } from '../needs.ts'
import { idOf } from '../place.ts'
import type { WorkspaceContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listActivities } from '../routes/reports.ts'
import type { ActivityAnswer } from '../routes/reports.ts'

export const agenticActionsMeta = {
  id: 'agentic-actions',
  title: 'What acted as an agent, by Google’s own attribution',
  tier: 'creds',
  scopes: ['workspace'],
  needs: [reportScope, reportPrivilege],
  emits: ['agentic-actions'],
  after: ['oauth-tokens', 'oauth-grants'],
} as const satisfies StepMeta

/** Logs in which what an application does in the name of a user stands: its calls, and what the models of Workspace do. */
const logs = [
  { applicationName: 'token', eventName: 'activity' },
  { applicationName: 'gemini_in_workspace_apps' },
] as const
/** Of each log, the newest; the rest of millions tells no more of which application is an agent. */
const most = 20_000

interface Agent {
  readonly name: string | undefined
  readonly owners: Set<string>
}

export async function agenticActions(context: WorkspaceContext): Promise<void> {
  const agents = new Map<string, Agent>()
  tellWithoutGrants(context, 'which of the applications that it names is an agent is not known')
  for (const log of logs) await readLog(context, log, logStart(context.io.now), agents)
  for (const clientId of context.session.facts.oauthClients.keys()) {
    const agent = agents.get(clientId)
    const set = agent === undefined ? {} : { class: 'ai' as const, ai: aiOfAgent(agent.name) }
    const id = idOf(context, 'oauth-client', clientId)
    context.emit({ type: 'patch', of: 'identity', id, set, facts: { agentic: agent !== undefined } })
    for (const email of agent?.owners ?? []) emitOwner(context, id, email)
  }
}

async function readLog(
  context: WorkspaceContext,
  log: (typeof logs)[number],
  startTime: Instant,
  agents: Map<string, Agent>,
): Promise<void> {
  const { customerId } = context.session.customer
  let seen = 0
  for await (const activity of rowsOf(context, listActivities, { ...log, startTime, customerId })) {
    note(activity, agents)
    seen += 1
    if (seen < most) continue
    context.gap({
      reason: 'not-collected',
      detail: `Of the log ${log.applicationName}, the newest ${most.toLocaleString('en-US')} rows were looked at for agents.`,
    })
    return
  }
}

function note(activity: ActivityAnswer, agents: Map<string, Agent>): void {
  const { agentAttributionInfo: info, applicationInfo } = activity.actor ?? {}
  const clientId = applicationInfo?.oauthClientId ?? clientIn(activity)
  if (clientId === undefined || !(isAgentic(activity) || info?.agentId !== undefined)) return
  const known = agents.get(clientId)
  const agent = { name: known?.name ?? info?.agentName, owners: known?.owners ?? new Set<string>() }
  if (info?.agentOwner?.email !== undefined) agent.owners.add(info.agentOwner.email.toLowerCase())
  agents.set(clientId, agent)
}

function clientIn({ events = [] }: ActivityAnswer): string | undefined {
  return events.flatMap(({ parameters = [] }) => parameters).find(({ name }) => name === 'client_id')?.value
}

function emitOwner(context: WorkspaceContext, client: string, email: string): void {
  const user = context.session.facts.users?.byEmail.get(email)
  if (user === undefined) return
  context.emit({
    type: 'edge',
    kind: 'owns',
    from: emitUser(context, user.id),
    to: client,
    level: 'observed',
    evidence: [{ source: listActivities.operation, detail: `agentOwner ${email}` }],
  })
}
