/**
 * Records of a GitHub organization with sane defaults, for rule tests and the examples on rule pages. Every builder
 * gives a list: the entity first, then the edges and the usage that belong to it. What a builder is given beside the
 * few names it knows are facts, as src/model/facts/github.ts has them.
 */
import type {
  AiFacet,
  Credential,
  CredentialKind,
  Facts,
  Gap,
  GapReason,
  Identity,
  Instant,
  InventoryRecord,
  Known,
} from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { edge, usage } from './aws-records.ts'
import { appIdOf, githubId, longAgo, numberOf, place, recently, userIdOf } from './github-place.ts'

export {
  appIdOf,
  appNumber,
  githubId,
  githubScope,
  organizationNumber,
  repositoryIdOf,
  repositoryNumber,
  userIdOf,
} from './github-place.ts'
export * from './github-resources.ts'

interface IdentityInput {
  readonly class?: Identity['class']
  readonly ai?: AiFacet
  readonly createdAt?: Known<Instant>
  readonly enabled?: Known<boolean>
}

function githubIdentity(
  kind: string,
  native: string | number,
  nativeId: string,
  facts: LooseFacts,
  { class: of = 'machine', ai, createdAt = longAgo, enabled = true }: IdentityInput,
): InventoryRecord {
  return {
    type: 'identity',
    ...place,
    id: githubId(kind, native),
    kind,
    nativeId,
    name: nativeId,
    createdAt,
    enabled,
    class: of,
    ...(ai ? { ai } : {}),
    environment: null,
    purpose: null,
    tags: null,
    facts: facts as Facts,
  }
}

interface AppInput extends LooseFacts, IdentityInput {
  readonly slug?: string
  /** Left out: no step told of its use. */
  readonly lastUsedAt?: Known<Instant>
  readonly observedSince?: Known<Instant>
}

export function app(input: AppInput = {}): Records {
  const { slug = 'deploybot', lastUsedAt, observedSince, class: of, ai, createdAt, enabled, ...facts } = input
  const known = { ...(of ? { class: of } : {}), ...(ai ? { ai } : {}), ...(enabled === undefined ? {} : { enabled }) }
  const record = githubIdentity(
    'app',
    numberOf(slug),
    slug,
    {
      appId: numberOf(slug),
      installationId: numberOf(`${slug} installed`),
      clientId: null,
      publisher: 'deploybot-inc',
      permissions: { metadata: 'read' },
      events: [],
      repositorySelection: 'selected',
      updatedAt: longAgo,
      suspendedAt: null,
      ...facts,
    },
    { ...known, createdAt: createdAt === undefined ? longAgo : createdAt },
  )
  if (lastUsedAt === undefined) return [record]
  return [
    record,
    usage({
      subject: appIdOf(slug),
      lastUsedAt,
      observedSince: observedSince === undefined ? '2026-10-21T10:00:00Z' : observedSince,
      precision: 'window',
      source: 'GET /orgs/{org}/insights/api/subject-stats',
    }),
  ]
}

export function member(input: LooseFacts & IdentityInput & { readonly login?: string } = {}): Records {
  const { login = 'mona', class: of = 'human', ai: _ai, createdAt: _created, enabled: _enabled, ...facts } = input
  const known = { userId: numberOf(login), role: 'member', accountType: 'User', twoFactor: true, machineSigns: [] }
  return [githubIdentity('user', numberOf(login), login, { ...known, ...facts }, { class: of })]
}

interface CredentialInput extends LooseFacts {
  readonly id?: string
  readonly name?: string
  readonly createdAt?: Known<Instant>
  readonly expiresAt?: Known<Instant>
  readonly enabled?: Known<boolean>
  readonly lastUsedAt?: Known<Instant>
}

function githubCredential(kind: CredentialKind, input: CredentialInput, given: LooseFacts, holder?: string): Records {
  const { id = '51', name, createdAt, expiresAt, enabled, lastUsedAt, ...facts } = input
  const record: Credential = {
    ...place,
    id: githubId(kind, id),
    kind,
    nativeId: id,
    name: name ?? 'release',
    createdAt: createdAt === undefined ? null : createdAt,
    expiresAt: expiresAt === undefined ? null : expiresAt,
    rotatedAt: null,
    enabled: enabled === undefined ? true : enabled,
    lifetime: expiresAt === undefined ? 'static' : 'expiring',
    facts: { ...given, ...facts } as Facts,
  }
  return [
    { type: 'credential', ...record },
    ...(holder === undefined ? [] : [edge('authenticates', record.id, userIdOf(holder))]),
    usage({ subject: record.id, lastUsedAt: lastUsedAt === undefined ? recently : lastUsedAt }),
  ]
}

/** A fine-grained token granted to the organization, that expires in a month. */
export function fineGrainedToken(input: CredentialInput & { readonly owner?: string } = {}): Records {
  const { owner = 'mona', ...rest } = input
  const given = {
    type: 'fine-grained',
    ownerLogin: owner,
    grantedAt: longAgo,
    expired: false,
    repositorySelection: 'subset',
    repositories: ['acme/api'],
    permissions: { organization: {}, repository: { metadata: 'read' }, other: {} },
  }
  return githubCredential('token', { expiresAt: '2026-12-21T10:00:00Z', createdAt: longAgo, ...rest }, given, owner)
}

/** A classic token, an OAuth or app token, that its holder let in by single sign-on; never expires. */
export function authorizedToken(input: CredentialInput & { readonly login?: string } = {}): Records {
  const { login = 'mona', ...rest } = input
  const given = { type: 'classic', login, authorizedAt: longAgo, scopes: ['repo'] }
  return githubCredential('token', rest, given, login)
}

export function authorizedKey(input: CredentialInput & { readonly login?: string } = {}): Records {
  const { login = 'mona', ...rest } = input
  const given = { type: 'ssh-key', login, authorizedAt: longAgo, scopes: null }
  return githubCredential('ssh-key', { name: 'laptop', ...rest }, given, login)
}

export function deployKey(input: CredentialInput & { readonly repository?: string } = {}): Records {
  const { repository = 'acme/api', ...rest } = input
  const given = {
    type: 'deploy-key',
    repository,
    repositoryId: numberOf(repository),
    readOnly: true,
    verified: true,
    addedBy: 'mona',
  }
  return githubCredential('ssh-key', { name: 'argocd', createdAt: '2026-06-01T09:00:00Z', ...rest }, given)
}

/** A job of a workflow as src/model/facts/github.ts has it; what is given replaces what an idle job has. */
export function job(given: LooseFacts = {}): LooseFacts {
  return {
    name: 'build',
    permissions: { contents: 'read' },
    idToken: false,
    environment: null,
    runsOn: ['ubuntu-latest'],
    selfHosted: false,
    inheritsSecrets: false,
    actions: [],
    secrets: [],
    variables: [],
    cloudLogins: [],
    injections: [],
    guarded: false,
    ...given,
  }
}

interface WorkflowInput {
  readonly repository?: string
  readonly path?: string
  /** Names of events, or triggers in full; `{ unknown: … }` where the file was not read. */
  readonly on?: readonly (string | LooseFacts)[] | LooseFacts
  readonly jobs?: readonly LooseFacts[] | LooseFacts
}

function isList<T>(value: readonly T[] | LooseFacts): value is readonly T[] {
  return Array.isArray(value)
}

export function workflow(input: WorkflowInput = {}): Records {
  const { repository: of = 'acme/api', path = '.github/workflows/ci.yml', on = ['push'], jobs = [{}] } = input
  const facts = {
    repository: of,
    repositoryId: numberOf(of),
    path,
    blob: null,
    triggers: isList(on) ? on.map((event) => (typeof event === 'string' ? { event } : event)) : on,
    jobs: isList(jobs) ? jobs.map(job) : jobs,
  }
  return [githubIdentity('workflow', `${numberOf(of)}/${path}`, `${of}/${path}`, facts, {})]
}

interface GapInput {
  /** The facet without `github.`: `deploy-keys`. */
  readonly step: string
  readonly reason?: GapReason
}

export function githubGap({ step, reason = 'denied' }: GapInput): InventoryRecord & Gap {
  return { type: 'gap', connector: 'github', scope: place.scope, step, reason, detail: 'not seen in this test' }
}
