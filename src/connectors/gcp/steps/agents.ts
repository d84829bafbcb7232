import type { StepMeta } from '../../contract.ts'
import { VendorError } from '../../errors.ts'
import { attempt } from '../../shared/attempt.ts'
import { classWith } from '../../shared/ai-facets.ts'
import { rowsOf } from '../../shared/google/read.ts'
import { aiOfAccount } from '../ai.ts'
import { eachOf } from '../each.ts'
import { agentPrincipal, emitAgentIdentity, emitEngine } from '../map/agent.ts'
import type { Engine } from '../map/agent.ts'
import { defaultOf } from '../map/service-account.ts'
import { within } from '../map/model-projects.ts'
import type { GcpContext } from '../place.ts'
import { listEngineAssets, listEngines } from '../routes/agents.ts'

export const agentsMeta = {
  id: 'agents',
  title: 'Agents of Vertex AI, and what belongs to a model',
  tier: 'creds',
  scopes: ['organization', 'folder', 'project'],
  needs: ['cloudasset.assets.listResource', 'aiplatform.reasoningEngines.list'],
  emits: ['agents'],
  after: ['hierarchy', 'service-accounts', 'allow-policies', 'roles', 'api-keys'],
} as const satisfies StepMeta

/** What was seen of them: principals of their own, and service accounts by e-mail with the agents that run as them. */
interface Seen {
  readonly principals: Set<string>
  readonly accounts: Map<string, string[]>
}

export async function agents(context: GcpContext): Promise<void> {
  const { assets, root } = context.session
  if (!assets && !root.startsWith('projects/'))
    return context.skip('Agents of its projects are told with the projects.')
  const seen: Seen = { principals: new Set(), accounts: new Map() }
  const told = assets && (await attempt(context, 'Agents were not read', () => fromAssets(context, seen)))
  if (told === false) await placeByPlace(context, seen)
  tellBound(context, seen)
  tellModels(context, seen)
}

function tell(context: GcpContext, engine: Engine, { principals, accounts }: Seen): void {
  const identity = emitEngine(context, engine)
  const principal = agentPrincipal(identity)
  if (principal !== undefined) principals.add(principal)
  else if (typeof identity === 'string') {
    const email = identity.toLowerCase()
    accounts.set(email, [...(accounts.get(email) ?? []), engine.name])
  }
}

/** False: Cloud Asset does not know agents here, as it did not everywhere at first. */
async function fromAssets(context: GcpContext, seen: Seen): Promise<boolean> {
  const source = listEngineAssets.operation
  try {
    for await (const { name, resource } of rowsOf(context, listEngineAssets, { parent: context.session.root })) {
      const own = resource.data.name ?? name.replace(/^\/\/[^/]+\//, '')
      tell(context, { name: own, row: resource.data, source }, seen)
    }
    return true
  } catch (error) {
    if (error instanceof VendorError && error.reason === 'unsupported') return false
    throw error
  }
}

/** Most requests for agents, place by place: what is beyond is told. */
const mostRequests = 400

async function placeByPlace(context: GcpContext, seen: Seen): Promise<void> {
  const [first, ...others] = new Set(context.session.config.locations)
  if (first === undefined) return
  const projects = within(context, 'Agents', Math.floor(mostRequests / (1 + others.length)))
  const unread = await inPlaces(context, projects, [first], seen)
  // Where the API is off in one place it is off in all of them.
  const on = projects.filter((project) => unread.get(`${project}/${first}`)?.unknown !== 'unsupported')
  await inPlaces(context, on, others, seen)
}

function inPlaces(context: GcpContext, projects: readonly string[], locations: readonly string[], seen: Seen) {
  return eachOf(context, {
    things: projects.flatMap((project) => locations.map((location) => ({ project, location }))),
    nameOf: ({ project, location }) => `${project}/${location}`,
    what: 'Agents of',
    work: async ({ project, location }) => {
      for await (const row of rowsOf(context, listEngines, { project, location })) {
        const name = row.name ?? `projects/${project}/locations/${location}/reasoningEngines/${row.displayName ?? '-'}`
        tell(context, { name, row, source: listEngines.operation }, seen)
      }
    },
  })
}

/** Policies speak of agents that no list has, as of those in another scope. */
function tellBound(context: GcpContext, { principals }: Seen): void {
  for (const { member } of context.session.facts.poolBindings) {
    const principal = member.startsWith('principal://') ? agentPrincipal(member) : undefined
    if (principal === undefined || principals.has(principal)) continue
    principals.add(principal)
    emitAgentIdentity(context, principal, { source: 'a policy that names it' })
  }
}

function tellModels({ emit, session }: GcpContext, { accounts }: Seen): void {
  const { serviceAccounts, accountRoles, modelRoles, modelKeys } = session.facts
  for (const { entity, email } of serviceAccounts?.values() ?? []) {
    const ai = aiOfAccount({
      engines: accounts.get(email) ?? [],
      key: modelKeys.get(email),
      roles: accountRoles.get(email) ?? new Set(),
      modelRoles,
      shared: defaultOf(email) !== null,
    })
    if (ai === undefined) continue
    emit({ type: 'patch', of: 'identity', id: entity, set: { ai, class: classWith(ai, 'machine') } })
  }
}
