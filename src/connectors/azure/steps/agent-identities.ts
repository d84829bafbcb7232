import type { Known, Unknown } from '../../../model/index.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { related } from '../map/related.ts'
import { agentRow, emitAgent, inheritableOf } from '../map/agents.ts'
import { ownerEdges } from '../map/owner-edges.ts'
import type { OwnerEdges } from '../map/owner-edges.ts'
import { idOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { all } from '../read.ts'
import {
  listAgentIdentities,
  listAgentSponsors,
  listBlueprintPrincipals,
  listBlueprints,
  listBlueprintSponsors,
  listInheritablePermissions,
} from '../routes/agents.ts'
import type { Person } from '../routes/people.ts'

export const agentIdentitiesMeta = {
  id: 'agent-identities',
  title: 'Agents, their blueprints and sponsors',
  tier: 'core',
  scopes: ['tenant'],
  needs: [
    'AgentIdentity.Read.All',
    'AgentIdentityBlueprint.Read.All',
    'AgentIdentityBlueprintPrincipal.Read.All',
    'Application.Read.All',
    'User.Read.All',
  ],
  emits: ['agent-identities'],
  after: ['service-principals'],
} as const satisfies StepMeta

export async function agentIdentities(context: AzureContext): Promise<void> {
  const homes = await attempt(context, 'Principals of blueprints were not read', async () => {
    const rows = await all(context, listBlueprintPrincipals)
    return new Map(rows.map(({ id, appId }) => [appId, id]))
  })
  const sponsored = ownerEdges(context, { one: 'sponsor', many: 'sponsors', via: 'sponsor' })
  await attempt(context, 'Agents were not read', () => readAgents(context, homes, sponsored))
  await attempt(context, 'Blueprints were not read', () => readBlueprints(context, sponsored))
  sponsored.tell()
}

async function readAgents(
  context: AzureContext,
  homes: ReadonlyMap<string, string> | Unknown,
  sponsored: OwnerEdges,
): Promise<void> {
  const { facts } = context.session
  const agents = await all(context, listAgentIdentities)
  // Later steps meet them among whoever holds rights.
  if (facts.principals !== undefined)
    facts.principals = new Map([...facts.principals, ...agents.map((row) => [row.id, agentRow(context, row)] as const)])
  const sponsors = await related(context, listAgentSponsors, agents, 'Sponsors of')
  for (const row of agents) {
    const answering = sponsors.get(row.id) ?? unknown('failed')
    const home = homeOf(row.agentIdentityBlueprintId, homes)
    const agent = emitAgent(context, row, { blueprintPrincipalId: home, sponsors: idsOf(answering) })
    if (!isUnknown(answering)) sponsored.add(agent, answering, listAgentSponsors.operation)
    const blueprint = typeof home === 'string' ? facts.principals?.get(home)?.entity : undefined
    if (blueprint === undefined) continue
    const evidence = [{ source: listAgentIdentities.operation, detail: 'agentIdentityBlueprintId' }]
    context.emit({ type: 'edge', kind: 'delegates-to', from: blueprint, to: agent, level: 'configured', evidence })
  }
}

function homeOf(blueprint: string | null | undefined, homes: ReadonlyMap<string, string> | Unknown): Known<string> {
  if (blueprint === null || blueprint === undefined) return null
  return isUnknown(homes) ? homes : (homes.get(blueprint) ?? null)
}

/** The applications themselves are told by another step. */
async function readBlueprints(context: AzureContext, sponsored: OwnerEdges): Promise<void> {
  const blueprints = await all(context, listBlueprints)
  const apis = [...(context.session.facts.apis?.values() ?? [])]
  const sponsors = await related(context, listBlueprintSponsors, blueprints, 'Sponsors of blueprint')
  const lets = await related(context, listInheritablePermissions, blueprints, 'What agents inherit of blueprint')
  for (const { id: objectId } of blueprints) {
    const id = idOf(context, 'agent-blueprint', objectId)
    const answering = sponsors.get(objectId) ?? unknown('failed')
    const rows = lets.get(objectId) ?? unknown('failed')
    const inheritable = isUnknown(rows)
      ? rows
      : rows.map((row) => inheritableOf(row, apis)).toSorted((a, b) => (a.apiAppId < b.apiAppId ? -1 : 1))
    context.emit({ type: 'patch', of: 'resource', id, set: {}, facts: { inheritable, sponsors: idsOf(answering) } })
    if (!isUnknown(answering)) sponsored.add(id, answering, listBlueprintSponsors.operation)
  }
}

function idsOf(sponsors: readonly Person[] | Unknown): readonly string[] | Unknown {
  return isUnknown(sponsors) ? sponsors : sponsors.map(({ id }) => id).toSorted()
}
