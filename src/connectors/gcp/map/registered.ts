/** What the registry and the providers of agents tell. */
import type { AuthProviderFacts, RegisteredFacts } from '../../../model/facts/gcp.ts'
import { accountId, byProjectId, ownId, placeOf } from '../place.ts'
import type { GcpContext } from '../place.ts'
import type { AuthProviderAnswer, RegisteredAnswer } from '../routes/agent-registry.ts'
import { agentPrincipal, emitAgentIdentity } from './agent.ts'

/** The project's id. */
export function emitAuthProvider(context: GcpContext, provider: AuthProviderAnswer, source: string): string {
  const name = byProjectId(provider.name, context.session)
  const projectId = name.split('/')[1] ?? ''
  const workloads = (provider.workloadIds ?? []).map((id) => agentPrincipal(id) ?? id)
  const facts = {
    resourceName: name,
    projectId,
    form: formOf(provider),
    allowedScopes: (provider.allowedScopes ?? []).toSorted(),
    workloads: workloads.toSorted(),
    state: provider.state ?? null,
  } satisfies AuthProviderFacts
  context.emit({
    type: 'resource',
    id: ownId('auth-provider', name),
    ...placeOf(context),
    kind: 'auth-provider',
    nativeId: name,
    name: name.split('/').at(-1) ?? name,
    facts,
  })
  for (const principal of workloads)
    if (agentPrincipal(principal) !== undefined) emitAgentIdentity(context, principal, { source })
  return projectId
}

function formOf({ authProviderTypeParams: params = {} }: AuthProviderAnswer): string {
  if (params.apiKey !== undefined) return 'api-key'
  return params.threeLeggedOauth !== undefined || params.twoLeggedOauth !== undefined ? 'oauth' : 'other'
}

/** An agent or a server of tools, by name, and what it runs as where the registry says. */
export function emitRegistered(
  context: GcpContext,
  kind: 'registered-agent' | 'mcp-server',
  row: RegisteredAnswer,
  source: string,
): void {
  const name = byProjectId(row.name, context.session)
  const facts = {
    resourceName: name,
    projectId: name.split('/')[1] ?? '',
    location: name.split('/')[3] ?? null,
    identity: row.principal ?? null,
    runtime: row.runtime === undefined ? null : byProjectId(row.runtime, context.session),
  } satisfies RegisteredFacts
  const id = ownId(kind, name)
  context.emit({
    type: 'resource',
    id,
    ...placeOf(context),
    kind,
    nativeId: name,
    name: row.displayName || (name.split('/').at(-1) ?? name),
    facts,
  })
  const principal = agentPrincipal(row.principal ?? null)
  if (principal !== undefined) emitAgentIdentity(context, principal, { source })
  const to = principal === undefined ? accountIn(row.principal) : ownId('agent-identity', principal)
  const evidence = [{ source, detail: name }]
  if (to !== undefined) context.emit({ type: 'edge', kind: 'runs-as', from: id, to, level: 'configured', evidence })
}

/** `principal://iam.googleapis.com/projects/-/serviceAccounts/<e-mail>`, or as policies write it. */
function accountIn(principal: string | undefined): string | undefined {
  const [, email] = /(?:^serviceAccount:|\/serviceAccounts\/)([^/]+@[^/]+)$/.exec(principal ?? '') ?? []
  return email === undefined ? undefined : accountId(email)
}
