import type { AgentIdentityFacts, GcpAgentFacts } from '../../../model/facts/gcp.ts'
import { unknown } from '../../../model/index.ts'
import type { Known } from '../../../model/index.ts'
import { aiOfAgent } from '../ai.ts'
import { accountId, byProjectId, instantOf, ownId, placeOf, untold } from '../place.ts'
import type { GcpContext } from '../place.ts'
import type { EngineAnswer } from '../routes/agents.ts'
import { byProjectNumber } from './pool-provider.ts'

export interface Engine {
  /** `projects/<number>/locations/<place>/reasoningEngines/<id>` */
  readonly name: string
  readonly row: EngineAnswer
  readonly source: string
}

/** Emits the agent and what it acts as: a service account by e-mail, or an identity of its own, or Google's account. */
export function emitEngine(context: GcpContext, { name: given, row, source }: Engine): Known<string> {
  const name = byProjectNumber(given, context)
  const [, number = ''] = name.split('/')
  const identity = identityOf(row, number)
  const facts = {
    resourceName: name,
    projectId: byProjectId(`projects/${number}`, context.session).slice('projects/'.length),
    location: /\/locations\/([^/]+)/.exec(name)?.[1] ?? null,
    identityType: row.spec?.identityType ?? null,
    effectiveIdentity: identity,
    framework: row.spec?.agentFramework ?? null,
  } satisfies GcpAgentFacts
  const id = ownId('reasoning-engine', name)
  const called = row.displayName || (name.split('/').at(-1) ?? name)
  context.emit({
    type: 'resource',
    id,
    ...placeOf(context),
    kind: 'reasoning-engine',
    nativeId: name,
    name: called,
    facts,
  })
  const principal = agentPrincipal(identity)
  if (principal !== undefined)
    emitAgentIdentity(context, principal, { name: called, createdAt: instantOf(row.createTime), source })
  const to = principal === undefined ? accountOf(identity) : ownId('agent-identity', principal)
  const evidence = [{ source, detail: name }]
  if (to !== undefined) context.emit({ type: 'edge', kind: 'runs-as', from: id, to, level: 'configured', evidence })
  return identity
}

/**
 * What it says that it acts as. Older ones say their account alone, and those without one act as Google's own account for
 * agents: https://cloud.google.com/vertex-ai/generative-ai/docs/agent-engine/set-up
 */
function identityOf({ spec = {} }: EngineAnswer, number: string): Known<string> {
  const { effectiveIdentity, serviceAccount, identityType } = spec
  const said = effectiveIdentity || serviceAccount
  // Its reference writes the domain of Google's account otherwise than policies do.
  if (said) return said.replace(/^(.+@gcp-sa-[^.]+)\.googleapis\.com$/, '$1.iam.gserviceaccount.com')
  if (identityType === 'AGENT_IDENTITY' || !/^\d+$/.test(number)) return unknown('unsupported')
  return `service-${number}@gcp-sa-aiplatform-re.iam.gserviceaccount.com`
}

/** `agents.global.org-1.system.id.goog/resources/…` as policies write it. */
export function agentPrincipal(identity: Known<string>): string | undefined {
  if (typeof identity !== 'string') return undefined
  const bare = identity.replace(/^(?:principal|spiffe):\/\//, '')
  return bare.startsWith('agents.') ? `principal://${bare}` : undefined
}

function accountOf(identity: Known<string>): string | undefined {
  return typeof identity === 'string' && isAccount(identity) ? accountId(identity) : undefined
}

/** E-mail of the service account that an agent runs as, where it is one of the customer's. */
export function engineAccount(row: EngineAnswer): string | undefined {
  const identity = identityOf(row, '')
  return typeof identity === 'string' && isAccount(identity) ? identity.toLowerCase() : undefined
}

function isAccount(identity: string): boolean {
  return identity.includes('@') && !identity.includes('@gcp-sa-')
}

interface Told {
  readonly name?: string
  readonly createdAt?: Known<string>
  readonly source: string
}

/** Left out: a policy alone speaks of it. */
export function emitAgentIdentity(context: GcpContext, principal: string, { name, createdAt, source }: Told): void {
  const [, engine] =
    /\/resources\/aiplatform\/(projects\/[^/]+\/locations\/[^/]+\/reasoningEngines\/[^/]+)$/.exec(principal) ?? []
  const facts = { principal, engine: engine ?? null } satisfies AgentIdentityFacts
  context.emit({
    type: 'identity',
    id: ownId('agent-identity', principal),
    ...placeOf(context),
    ...untold,
    kind: 'agent-identity',
    nativeId: principal,
    name: name ?? principal.split('/').at(-1) ?? principal,
    createdAt: createdAt ?? unknown('not-collected'),
    // It lives and dies with its agent, which cannot be switched off.
    enabled: name === undefined ? unknown('not-collected') : true,
    class: 'ai',
    ai: aiOfAgent(source),
    facts,
  })
}
