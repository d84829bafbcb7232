/**
 * Records of an organization of Google Cloud with sane defaults, for rule tests and the examples on rule pages. Every
 * builder gives a list: the entity first, then the edges and the usage that belong to it. What a builder is given beside
 * the few names it knows are facts, as src/model/facts/gcp.ts has them. Service accounts are told by their name, or by
 * their e-mail; all else belongs to the project `acme-prod` of `organizations/1` unless it says otherwise.
 */
import type {
  AiFacet,
  Facts,
  Gap,
  GapReason,
  Identity,
  Instant,
  InventoryRecord,
  Known,
} from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { usage } from './aws-records.ts'
import { gcpEmail, gcpAccountId, gcpOwnId, gcpProjectId, gcpProjectNumber, longAgo, place } from './gcp-place.ts'

export * from './gcp-place.ts'
export * from './gcp-credentials.ts'
export * from './gcp-grants.ts'
export * from './gcp-resources.ts'

interface IdentityInput extends LooseFacts {
  readonly name?: string
  readonly project?: string
  readonly class?: Identity['class']
  readonly ai?: AiFacet
  readonly createdAt?: Known<Instant>
  readonly enabled?: Known<boolean>
  readonly tags?: Identity['tags']
  readonly environment?: Known<string>
  /** Left out: no step told of its use. */
  readonly lastUsedAt?: Known<Instant>
  readonly observedSince?: Known<Instant>
  /** The scope that it was read in. */
  readonly scope?: string
}

interface Told {
  readonly kind: string
  readonly id: string
  readonly nativeId: string
  readonly name: string
  readonly class: Identity['class']
  readonly facts: LooseFacts
}

function gcpIdentity(told: Told, input: IdentityInput): Records {
  const { name: _, project: _project, class: of = told.class, ai, createdAt, enabled, tags, environment } = input
  const { lastUsedAt, observedSince, scope = place.scope } = input
  const record: Identity = {
    provider: 'gcp',
    scope,
    id: told.id,
    kind: told.kind,
    nativeId: told.nativeId,
    name: told.name,
    createdAt: createdAt === undefined ? longAgo : createdAt,
    enabled: enabled === undefined ? true : enabled,
    class: of,
    ...(ai ? { ai } : {}),
    environment: environment ?? null,
    purpose: null,
    tags: tags === undefined ? null : tags,
    facts: { ...told.facts, ...factsIn(input) } as Facts,
  }
  if (lastUsedAt === undefined) return [{ type: 'identity', ...record }]
  const seen = observedSince === undefined ? '2026-05-21T10:00:00Z' : observedSince
  return [
    { type: 'identity', ...record },
    usage({ subject: record.id, lastUsedAt, observedSince: seen, precision: 'day', source: 'activities:query' }),
  ]
}

const known: readonly string[] = [
  'name',
  'project',
  'class',
  'ai',
  'createdAt',
  'enabled',
  'tags',
  'environment',
  'lastUsedAt',
  'observedSince',
  'scope',
]

function factsIn(input: LooseFacts): LooseFacts {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !known.includes(name)))
}

/** A service account of a project's own: `gcpServiceAccount({ name: 'deploy' })`. */
export function gcpServiceAccount(input: IdentityInput = {}): Records {
  const { name = 'deploy', project = gcpProjectId } = input
  const email = gcpEmail(name, project)
  return gcpIdentity(
    {
      kind: 'service-account',
      id: gcpAccountId(name, project),
      nativeId: email,
      name: name.includes('@') ? (name.split('@')[0] ?? name) : name,
      class: 'machine',
      facts: {
        uniqueId: gcpUniqueId(email),
        email,
        projectId: project,
        defaultOf: null,
        description: null,
        oauth2ClientId: gcpUniqueId(email),
        attachedTo: [],
      },
    },
    input,
  )
}

export function gcpUniqueId(email: string): string {
  return `1${gcpProjectNumber(email).padStart(20, '0')}`
}

/** The account that machines of the project run as unless somebody chose another. */
export function gcpDefaultAccount(input: IdentityInput = {}): Records {
  const { project = gcpProjectId } = input
  const name = `${gcpProjectNumber(project)}-compute@developer.gserviceaccount.com`
  return gcpServiceAccount({ defaultOf: 'compute', ...input, name })
}

interface AgentInput extends IdentityInput {
  /** Resource name of the reasoning engine. */
  readonly engine?: string | null
}

/** An agent that acts as an identity of its own. */
export function gcpAgentIdentity(input: AgentInput = {}): Records {
  const { name = 'helpdesk', project = gcpProjectId } = input
  const engine = `projects/${gcpProjectNumber(project)}/locations/europe-west1/reasoningEngines/${name}`
  const principal = gcpAgentPrincipal(name, project)
  return gcpIdentity(
    {
      kind: 'agent-identity',
      id: gcpOwnId('agent-identity', principal),
      nativeId: principal,
      name,
      class: 'ai',
      facts: { principal, engine },
    },
    input,
  )
}

export function gcpAgentPrincipal(name = 'helpdesk', project: string = gcpProjectId): string {
  return `principal://agents.global.org-1.system.id.goog/resources/aiplatform/projects/${gcpProjectNumber(project)}/locations/europe-west1/reasoningEngines/${name}`
}

interface GapInput {
  /** The facet without `gcp.`: `allow-policies`. */
  readonly step: string
  readonly reason?: GapReason
  readonly permission?: string
  readonly scope?: string
}

export function gcpGap(input: GapInput): InventoryRecord & Gap {
  const { step, reason = 'denied', permission, scope = place.scope } = input
  return {
    type: 'gap',
    connector: 'gcp',
    scope,
    step,
    reason,
    ...(permission ? { permission } : {}),
    detail: 'not seen in this test',
  }
}
