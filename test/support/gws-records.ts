/**
 * Records of a customer of Google Workspace with sane defaults, for rule tests and the examples on rule pages. Every
 * builder gives a list: the entity first, then the edges and the usage that belong to it. What a builder is given beside
 * the few names it knows are facts, as src/model/facts/google-workspace.ts has them. Things are told by name.
 */
import { entityId, scopeId } from '../../src/model/index.ts'
import type {
  AiFacet,
  Gap,
  GapReason,
  Identity,
  Instant,
  InventoryRecord,
  Known,
  Scope,
} from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { edge, usage } from './aws-records.ts'

const customer = 'C0acme'
const recently = '2026-11-20T10:00:00Z'
const longAgo = '2024-01-15T09:00:00Z'
const logSince = '2026-05-25T10:00:00Z'
const place = { provider: 'google-workspace', scope: scopeId('google-workspace', 'workspace', customer) } as const
const untold = { environment: null, purpose: null, tags: null } as const

export function workspaceScope(): Scope {
  return { id: place.scope, provider: 'google-workspace', kind: 'workspace', nativeId: customer, name: 'acme.example' }
}

export function workspaceId(kind: string, native: string): string {
  return entityId('google-workspace', customer, kind, native)
}

/** In a project that no test has, unless it is told another number. */
export function workspaceClientId(name: string, project = '555000111222'): string {
  return `${project}-${name.toLowerCase().replaceAll(/\W/g, '')}.apps.googleusercontent.com`
}

/** `drive` -> `https://www.googleapis.com/auth/drive`; what has a colon and words of OpenID stay as they are. */
function scopeOf(name: string): string {
  return name.includes(':') || ['openid', 'email', 'profile'].includes(name)
    ? name
    : `https://www.googleapis.com/auth/${name}`
}

const userNumber = (name: string): string =>
  String(100_000_000_000 + Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) % 1_000_000_007, 7))

interface UserInput extends LooseFacts {
  readonly name?: string
}

/** Of a person who administers nothing and signed in yesterday. */
export function workspaceUser(input: UserInput = {}): Records {
  const { name = 'ben', ...facts } = input
  const userId = userNumber(name)
  const email = `${name}@acme.example`
  const given = {
    userId,
    email,
    superAdmin: false,
    delegatedAdmin: false,
    suspended: false,
    archived: false,
    lastLoginAt: recently,
    createdAt: longAgo,
  }
  return [
    {
      type: 'resource',
      ...place,
      id: workspaceId('user', userId),
      kind: 'user',
      nativeId: userId,
      name: email,
      facts: { ...given, ...facts },
    },
  ]
}

interface ClientInput extends LooseFacts {
  readonly name?: string
  readonly clientId?: string
  readonly class?: Identity['class']
  readonly ai?: AiFacet
  /** Left out: no step told of its use. */
  readonly lastUsedAt?: Known<Instant>
  readonly observedSince?: Known<Instant>
}

export function oauthClient(input: ClientInput = {}): Records {
  const {
    name = 'Mail Merge',
    clientId = workspaceClientId(name),
    class: of = 'unknown',
    ai,
    lastUsedAt,
    observedSince = logSince,
    ...facts
  } = input
  const id = workspaceId('oauth-client', clientId)
  const given = {
    clientId,
    displayText: name,
    clientType: 'WEB',
    users: 1,
    scopes: [],
    firstGrantedAt: '2026-10-01T10:00:00Z',
    anonymous: false,
    agentic: false,
    logSince,
  }
  return [
    {
      type: 'identity',
      ...place,
      id,
      kind: 'oauth-client',
      nativeId: clientId,
      name,
      createdAt: { unknown: 'unsupported' },
      enabled: true,
      class: of,
      ...(ai === undefined ? {} : { ai }),
      ...untold,
      facts: { ...given, ...facts },
    },
    ...(lastUsedAt === undefined
      ? []
      : [usage({ subject: id, lastUsedAt, observedSince, source: 'reports.activities.list' })]),
  ]
}

interface GrantInput {
  /** Name of the client, or its id. */
  readonly client?: string
  readonly user?: string
  /** `drive` and the like, or in full. */
  readonly scopes?: readonly string[]
  readonly grantedAt?: Instant | null
}

export function oauthGrant(input: GrantInput = {}): Records {
  const { client = 'Mail Merge', user = 'ben', scopes = ['openid'], grantedAt = '2026-10-01T10:00:00Z' } = input
  const clientId = client.endsWith('.com') ? client : workspaceClientId(client)
  return [
    edge('grants', workspaceId('oauth-client', clientId), workspaceId('user', userNumber(user)), {
      conditions: { scopes: scopes.map(scopeOf), grantedAt },
    }),
  ]
}

interface RoleInput extends LooseFacts {
  readonly name?: string
}

export function adminRole(input: RoleInput = {}): Records {
  const { name = 'User Management', ...facts } = input
  const given = { roleId: name, roleName: name, superAdmin: false, privileges: ['USERS_ALL'] }
  const id = workspaceId('admin-role', name)
  return [
    {
      type: 'resource',
      ...place,
      id,
      kind: 'admin-role',
      nativeId: name,
      name,
      facts: { ...given, ...facts },
    },
  ]
}

interface AccountInput extends LooseFacts {
  readonly name?: string
  /** The group that it is in. */
  readonly group?: string
}

export function adminAccount(input: AccountInput = {}): Records {
  const { name = 'sync', group, ...facts } = input
  const uniqueId = userNumber(name)
  const id = workspaceId('service-account', uniqueId)
  return [
    {
      type: 'identity',
      ...place,
      id,
      kind: 'service-account',
      nativeId: uniqueId,
      name,
      createdAt: { unknown: 'unsupported' },
      enabled: { unknown: 'unsupported' },
      class: 'machine',
      ...untold,
      facts: { uniqueId, ...facts },
    },
    ...(group === undefined ? [] : [edge('member-of', id, workspaceId('group', group))]),
  ]
}

interface AssignmentInput {
  readonly account?: string
  /** In place of the account. */
  readonly group?: string
  readonly role?: string
  readonly scope?: string
}

export function adminAssignment(input: AssignmentInput = {}): Records {
  const { account = 'sync', group, role = 'User Management', scope = 'CUSTOMER' } = input
  const holder = group === undefined ? workspaceId('service-account', userNumber(account)) : workspaceId('group', group)
  return [edge('grants', holder, workspaceId('admin-role', role), { via: `${account}-${role}`, conditions: { scope } })]
}

interface AppPasswordInput extends LooseFacts {
  readonly name?: string
  readonly user?: string
  readonly createdAt?: Known<Instant>
  readonly lastUsedAt?: Known<Instant>
}

export function appPassword(input: AppPasswordInput = {}): Records {
  const { name = 'Scanner', user = 'ben', createdAt = longAgo, lastUsedAt = recently, ...facts } = input
  const nativeId = `${userNumber(user)}#asp#1`
  const id = workspaceId('password', nativeId)
  return [
    {
      type: 'credential',
      ...place,
      id,
      kind: 'password',
      nativeId,
      name,
      createdAt,
      expiresAt: null,
      rotatedAt: null,
      enabled: true,
      lifetime: 'static',
      facts: { email: `${user}@acme.example`, codeId: 1, title: name, ...facts },
    },
    edge('authenticates', id, workspaceId('user', userNumber(user))),
    usage({ subject: id, lastUsedAt, source: 'directory.asps.list' }),
  ]
}

/** Where users may let nothing in that nobody decided on. */
export function workspaceCustomer(input: LooseFacts = {}): Records {
  const given = {
    customerId: customer,
    domains: ['acme.example'],
    unconfiguredApps: 'BLOCK_ALL_SCOPES',
    trustsInternalApps: true,
    lessSecureApps: false,
  }
  const id = workspaceId('customer', customer)
  return [
    {
      type: 'resource',
      ...place,
      id,
      kind: 'customer',
      nativeId: customer,
      name: 'acme.example',
      facts: { ...given, ...input },
    },
  ]
}

/** An application of a vendor of models, known by its name unless it is told otherwise. */
export function aiFacet(more: Partial<AiFacet> = {}): AiFacet {
  return {
    kind: 'model-integration',
    vendor: 'OpenAI',
    models: [],
    confidence: 0.6,
    evidence: ['name ChatGPT'],
    ...more,
  }
}

interface GapInput {
  /** The facet without `google-workspace.`: `oauth-grants`. */
  readonly step: string
  readonly reason?: GapReason
}

export function workspaceGap({ step, reason = 'denied' }: GapInput): InventoryRecord & Gap {
  return {
    type: 'gap',
    connector: 'google-workspace',
    scope: place.scope,
    step,
    reason,
    detail: 'not seen in this test',
  }
}
