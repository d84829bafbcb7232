import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { VendorError } from '../../errors.ts'
import { attempt, noneIfUnsupported } from '../../shared/attempt.ts'
import { all, rowsOf } from '../../shared/google/read.ts'
import { eachOf } from '../each.ts'
import { agentPrincipal } from '../map/agent.ts'
import { within } from '../map/model-projects.ts'
import { emitAuthProvider, emitRegistered } from '../map/registered.ts'
import { instantOf, ownId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import {
  listAccessSummaries,
  listAuthProviderAssets,
  listAuthProviders,
  listMcpServers,
  listRegisteredAgents,
  listRegistryLocations,
} from '../routes/agent-registry.ts'
import type { AuthProviderAnswer } from '../routes/agent-registry.ts'

export const agentRegistryMeta = {
  id: 'agent-registry',
  title: 'What agents are registered, and what they fetch credentials from',
  tier: 'creds',
  scopes: ['organization', 'folder', 'project'],
  needs: [
    'cloudasset.assets.listResource',
    'agentidentity.authProviders.list',
    'agentidentity.accessSummaries.list',
    'agentregistry.locations.list',
    'agentregistry.agents.list',
    'agentregistry.mcpServers.list',
  ],
  emits: ['agent-registry'],
  after: ['hierarchy', 'service-accounts', 'allow-policies'],
} as const satisfies StepMeta

/** So many projects are asked at most; each takes a few requests, and one more for each place that it uses. */
const mostProjects = 50

export async function agentRegistry(context: GcpContext): Promise<void> {
  const { assets, root } = context.session
  if (!assets && !root.startsWith('projects/'))
    return context.skip('Agents of its projects are told with the projects.')
  const using = within(context, 'The registry of agents', mostProjects)
  const providing = new Set<string>()
  const tell = (provider: AuthProviderAnswer, source: string): void => {
    if (provider.deleted !== true) providing.add(emitAuthProvider(context, provider, source))
  }
  const told = assets && (await attempt(context, 'Auth providers were not read', () => fromAssets(context, tell)))
  if (told === false) await ofProjects(context, using, tell)
  await tellUse(context, [...providing])
  await registered(context, using)
}

type Tell = (provider: AuthProviderAnswer, source: string) => void

/** False: Cloud Asset does not know them here. */
async function fromAssets(context: GcpContext, tell: Tell): Promise<boolean> {
  const { root } = context.session
  try {
    for await (const { resource } of rowsOf(context, listAuthProviderAssets, { parent: root }))
      tell(resource.data, listAuthProviderAssets.operation)
    return true
  } catch (error) {
    if (error instanceof VendorError && error.reason === 'unsupported') return false
    throw error
  }
}

async function ofProjects(context: GcpContext, projects: readonly string[], tell: Tell): Promise<void> {
  await eachOf(context, {
    things: projects,
    nameOf: (project) => project,
    what: 'Auth providers of',
    work: async (project) => {
      for await (const row of rowsOf(context, listAuthProviders, { parent: `projects/${project}/locations/-` }))
        tell(row, listAuthProviders.operation)
    },
  })
}

/** Rows of users who are long gone are purged, so that how far back it goes is not known. */
async function tellUse(context: GcpContext, projects: readonly string[]): Promise<void> {
  const last = new Map<string, string>()
  await eachOf(context, {
    things: projects,
    nameOf: (project) => project,
    what: 'The use of auth providers of',
    work: async (project) => {
      const asked = { parent: `projects/${project}/locations/-` }
      for await (const { workloadId, lastAccessTime } of rowsOf(context, listAccessSummaries, asked)) {
        const principal = agentPrincipal(workloadId ?? null)
        const at = instantOf(lastAccessTime)
        if (principal === undefined || typeof at !== 'string') continue
        const before = last.get(principal)
        if (before === undefined || before < at) last.set(principal, at)
      }
    },
  })
  for (const [principal, lastUsedAt] of last)
    context.emit({
      type: 'usage',
      subject: ownId('agent-identity', principal),
      lastUsedAt,
      observedSince: unknown('unsupported'),
      precision: 'day',
      source: listAccessSummaries.operation,
    })
}

/** Where the registry is off nothing is registered, and the agents themselves are found by another step. */
async function registered(context: GcpContext, projects: readonly string[]): Promise<void> {
  await eachOf(context, {
    things: projects,
    nameOf: (project) => project,
    what: 'Registered agents of',
    work: async (project) => {
      const places = await noneIfUnsupported(all(context, listRegistryLocations, { name: `projects/${project}` }))
      for (const { locationId } of places) {
        const parent = `projects/${project}/locations/${locationId}`
        for await (const row of rowsOf(context, listRegisteredAgents, { parent }))
          emitRegistered(context, 'registered-agent', row, listRegisteredAgents.operation)
        for await (const row of rowsOf(context, listMcpServers, { parent }))
          emitRegistered(context, 'mcp-server', row, listMcpServers.operation)
      }
    },
  })
}
