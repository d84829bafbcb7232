/** Which workspaces there are to read, and which tokens reach each. */
import type { Scope } from '../../model/index.ts'
import { scopeId } from '../../model/index.ts'
import { ConfigError, VendorError } from '../errors.ts'
import type { ConnectorIo, Opened } from '../contract.ts'
import { all } from '../shared/vendor/index.ts'
import { enterprise } from './needs.ts'
import { listTeams } from './routes/auth.ts'
import { emptyFacts } from './session.ts'
import type { FoundWorkspace, SlackClient, SlackSession } from './session.ts'

export async function* scopes(client: SlackClient, io: ConnectorIo): AsyncGenerator<Scope> {
  const wished = client.config.workspaces
  const found = await workspacesOf(client, io)
  for (const teamId of wished ?? [])
    if (!found.has(teamId) && client.refused.length === 0)
      throw new ConfigError(
        `No token reaches the workspace ${teamId}.`,
        `Those that are reached: ${[...found.keys()].toSorted().join(', ') || 'none'}.`,
      )
  for (const [teamId, workspace] of [...found].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (wished?.includes(teamId) === false) continue
    const id = scopeId('slack', 'workspace', teamId)
    client.found.set(id, workspace)
    yield { id, provider: 'slack', kind: 'workspace', nativeId: teamId, name: workspace.name ?? teamId }
  }
  // Which workspaces these would have reached, nobody knows.
  const [refused, ...others] = client.refused
  if (refused !== undefined)
    throw new VendorError([refused, ...others].map(({ message }) => message).join(' '), 'auth.test', refused.reason)
}

async function workspacesOf({ tokens }: SlackClient, io: ConnectorIo): Promise<ReadonlyMap<string, FoundWorkspace>> {
  const found = new Map<string, FoundWorkspace>()
  const add = (teamId: string, given: Omit<FoundWorkspace, 'teamId'>): void => {
    const { name, enterpriseId, tokens: reaching } = found.get(teamId) ?? { ...given, tokens: [] }
    found.set(teamId, {
      teamId,
      name: name ?? given.name,
      enterpriseId: enterpriseId ?? given.enterpriseId,
      tokens: [...reaching, ...given.tokens],
    })
  }
  for (const token of tokens)
    if (token.teamId !== undefined)
      add(token.teamId, { name: token.teamName, enterpriseId: token.enterpriseId, tokens: [token] })
  for (const token of tokens) {
    if (token.tokenOf !== 'organization') continue
    const teams = await all({ session: { vendor: token.web }, call: io.call }, listTeams)
    for (const { id, name } of teams)
      add(id, { name: name ?? undefined, enterpriseId: token.enterpriseId, tokens: [token] })
  }
  return found
}

/** Steps that only an organization knows the answer of. */
const ofEnterprise = ['approved-apps', 'restricted-apps', 'app-requests', 'audit-logs'] as const

export async function open(client: SlackClient, scope: Scope): Promise<Opened<SlackSession>> {
  const workspace = client.found.get(scope.id)
  if (workspace === undefined) throw new Error(`${scope.id} was never found`)
  const session: SlackSession = { workspace, manifests: client.manifests, facts: emptyFacts() }
  if (workspace.enterpriseId !== undefined) return { session }
  const without = {
    reason: 'unlicensed',
    detail: `It takes ${enterprise}; this workspace belongs to no organization.`,
  } as const
  return { session, without: Object.fromEntries(ofEnterprise.map((step) => [step, without])) }
}
