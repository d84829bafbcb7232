/**
 * Records of an organization of Okta with sane defaults, for rule tests and the examples on rule pages. Every builder
 * gives a list: the entity first, then the edges and the usage that belong to it. What a builder is given beside the
 * few names it knows are facts, as src/model/facts/okta.ts has them. Things are told by name.
 */
import type {
  Credential,
  Gap,
  GapReason,
  Identity,
  Instant,
  InventoryRecord,
  Json,
  Known,
} from '../../src/model/index.ts'
import { edge, usage } from './aws-records.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import {
  logSince,
  longAgo,
  oktaAppId,
  oktaId,
  oktaPlace,
  oktaResource,
  oktaUntold,
  oktaUserId,
  recently,
} from './okta-place.ts'

interface UserInput extends LooseFacts {
  readonly name?: string
  readonly status?: string
  /** Left out: by the status. */
  readonly enabled?: Known<boolean>
}

/** Of a person who is there and signed in yesterday. */
export function oktaUser(input: UserInput = {}): Records {
  const { name = 'mona', status = 'ACTIVE', enabled, ...facts } = input
  const address = name.includes('@') ? name : `${name}@acme.example`
  const userId = oktaUserId(name)
  const given = {
    userId,
    login: address,
    email: address,
    status,
    statusChangedAt: longAgo,
    lastLoginAt: recently,
    machineSigns: [],
  }
  const all = { ...given, ...facts }
  const identity: Identity = {
    ...oktaPlace,
    ...oktaUntold,
    id: oktaId('user', userId),
    kind: 'user',
    nativeId: address,
    name: address,
    createdAt: longAgo,
    enabled: enabled ?? !['SUSPENDED', 'DEPROVISIONED'].includes(status),
    class: all.machineSigns.length > 0 ? 'machine' : 'human',
    facts: all,
  }
  return [{ type: 'identity', ...identity }]
}

interface AppInput extends LooseFacts {
  readonly name?: string
  readonly kind?: 'service-app' | 'oauth-app'
  readonly createdAt?: Known<Instant>
  readonly enabled?: boolean
  /** null: not in the 90 days of the log; left out: nobody looked. */
  readonly used?: Known<Instant>
  readonly since?: Instant
}

/** A service application that signs in with a key of its own. */
export function oktaApp(input: AppInput = {}): Records {
  const { name = 'sync', kind = 'service-app', createdAt = longAgo, enabled = true, used, since, ...facts } = input
  const appId = oktaAppId(name)
  const given = {
    appId,
    clientId: appId,
    catalogName: 'oidc_client',
    applicationType: kind === 'service-app' ? 'service' : 'web',
    grantTypes: [kind === 'service-app' ? 'client_credentials' : 'authorization_code'],
    authMethod: 'private_key_jwt',
    boundTokens: false,
    keysAt: null,
    network: { connection: 'ANYWHERE', include: [], exclude: [] },
  }
  const identity: Identity = {
    ...oktaPlace,
    ...oktaUntold,
    id: oktaId(kind, appId),
    kind,
    nativeId: appId,
    name,
    createdAt,
    enabled,
    class: 'machine',
    facts: { ...given, ...facts },
  }
  return [{ type: 'identity', ...identity }, ...usedAt(identity.id, used, since)]
}

function usedAt(subject: string, lastUsedAt: Known<Instant> | undefined, observedSince: Instant = logSince): Records {
  return lastUsedAt === undefined ? [] : [usage({ subject, lastUsedAt, observedSince, source: 'GET /api/v1/logs' })]
}

interface ServiceInput extends LooseFacts {
  readonly name?: string
  readonly scopes?: readonly string[]
  /** Name of the user who installed it. */
  readonly by?: string
  readonly used?: Known<Instant>
  readonly createdAt?: Known<Instant>
}

/** An integration of a vendor, with its scopes. */
export function oktaService(input: ServiceInput = {}): Records {
  const { name = 'log-export', scopes = ['okta.logs.read'], by = 'mona', used, createdAt = longAgo, ...facts } = input
  const clientId = oktaAppId(name)
  const id = oktaId('api-service', clientId)
  const identity: Identity = {
    ...oktaPlace,
    ...oktaUntold,
    id,
    kind: 'api-service',
    nativeId: clientId,
    name,
    createdAt,
    enabled: true,
    class: 'machine',
    facts: { clientId, catalogName: name, createdBy: oktaUserId(by), ...facts },
  }
  return [
    { type: 'identity', ...identity },
    ...scopes.flatMap((scope) => oktaGrant({ of: name, ofKind: 'api-service', scope })),
    edge('owns', oktaId('user', oktaUserId(by)), id, { level: 'hint' }),
    ...usedAt(id, used),
  ]
}

/** A scope that an application or an integration was granted. */
export function oktaGrant(
  input: { of?: string; ofKind?: 'service-app' | 'api-service'; scope?: string } = {},
): Records {
  const { of = 'sync', ofKind = 'service-app', scope = 'okta.users.read' } = input
  const id = oktaId('api-scope', scope)
  return [
    ...oktaResource('api-scope', scope, { scope }),
    edge('grants', oktaId(ofKind, oktaAppId(of)), id, { conditions: { grantId: 'oag1', grantedBy: null } }),
  ]
}

interface RoleInput {
  readonly type?: string
  readonly of?: string
  readonly ofKind?: 'service-app' | 'user'
  /** Of custom roles. */
  readonly permissions?: Known<readonly string[]>
  readonly label?: string
  readonly targets?: Known<readonly string[]>
  readonly assignment?: string
}

/** A role of administrators, held by an application or a user. */
export function oktaRole(input: RoleInput = {}): Records {
  const { type = 'SUPER_ADMIN', of = 'sync', ofKind = 'service-app', permissions = null, targets = null } = input
  const { label = type, assignment = ofKind === 'user' ? 'USER' : 'CLIENT' } = input
  const roleId = type === 'CUSTOM' ? `cr0${label}` : type
  const holder = oktaId(ofKind, ofKind === 'user' ? oktaUserId(of) : oktaAppId(of))
  const resourceSet = type === 'CUSTOM' ? 'iamset' : null
  return [
    ...oktaResource('admin-role', roleId, { roleId, type, label, permissions }, label),
    edge('grants', holder, oktaId('admin-role', roleId), {
      via: `ra-${roleId}`,
      conditions: { assignment, resourceSet, targets: targets as Json },
    }),
  ]
}

interface TokenInput extends LooseFacts {
  readonly name?: string
  /** Name of the user. */
  readonly owner?: string
  readonly createdAt?: Known<Instant>
  /** null: never. */
  readonly used?: Known<Instant>
}

/** An API token of a month ago, used yesterday, from the office alone. */
export function oktaToken(input: TokenInput = {}): Records {
  const { name = 'ci', owner = 'mona', createdAt = '2026-10-20T10:00:00Z', used = recently, ...facts } = input
  const userId = oktaUserId(owner)
  const given = {
    userId,
    clientName: 'Okta API',
    window: 'P30D',
    network: { connection: 'ZONE', include: ['nzoOffice'], exclude: [] },
  }
  const credential: Credential = {
    ...oktaPlace,
    id: oktaId('token', `00T${name}`),
    kind: 'token',
    nativeId: `00T${name}`,
    name,
    createdAt,
    expiresAt: '2026-12-20T10:00:00Z',
    rotatedAt: null,
    enabled: true,
    lifetime: 'static',
    facts: { ...given, ...facts },
  }
  return [
    { type: 'credential', ...credential },
    usage({ subject: credential.id, lastUsedAt: used, source: 'GET /api/v1/api-tokens', precision: 'day' }),
    edge('authenticates', credential.id, oktaId('user', userId)),
  ]
}

interface SecretInput {
  readonly name?: string
  readonly of?: string
  readonly on?: 'app' | 'api-service' | 'ai-agent'
  readonly kind?: 'client-secret' | 'certificate'
  readonly createdAt?: Known<Instant>
  readonly enabled?: Known<boolean>
}

/** A secret, or a key, of an application. */
export function oktaSecret(input: SecretInput = {}): Records {
  const { of = 'sync', on = 'app', kind = 'client-secret', createdAt = longAgo, enabled = true } = input
  const { name = kind === 'certificate' ? 'pks1' : 'ocs1' } = input
  const holder = { app: 'service-app', 'api-service': 'api-service', 'ai-agent': 'ai-agent' } as const
  const own = kind === 'certificate' ? { keyId: 'k1', keyType: 'RSA' } : {}
  const credential: Credential = {
    ...oktaPlace,
    id: oktaId(kind, name),
    kind,
    nativeId: name,
    name,
    createdAt,
    expiresAt: null,
    rotatedAt: null,
    enabled,
    lifetime: 'static',
    facts: { on, appId: oktaAppId(of), ...own },
  }
  return [
    { type: 'credential', ...credential },
    edge('authenticates', credential.id, oktaId(holder[on], oktaAppId(of))),
  ]
}

/** An application that Okta fills a form of with a name and a password. */
export function oktaSwaApp(input: LooseFacts & { name?: string } = {}): Records {
  const { name = 'fax', ...facts } = input
  const appId = oktaAppId(name)
  const given = { appId, signOnMode: 'BROWSER_PLUGIN', scheme: 'EDIT_USERNAME_AND_PASSWORD', active: true }
  return oktaResource('swa-app', appId, { ...given, ...facts }, name)
}

/** An event hook that proves itself by a header, or an inline hook by its type. */
export function oktaHook(input: LooseFacts & { name?: string; kind?: 'event-hook' | 'inline-hook' } = {}): Records {
  const { name = 'joiners', kind = 'event-hook', ...facts } = input
  const event = kind === 'event-hook'
  const given = {
    hookId: `who${name}`,
    hookType: event ? 'event' : 'com.okta.oauth2.tokens.transform',
    host: 'https://hooks.acme.example',
    authentication: 'header',
    verified: event ? true : null,
    active: true,
    createdAt: longAgo,
    updatedAt: recently,
    createdBy: event ? oktaUserId('mona') : null,
  }
  return oktaResource(kind, `who${name}`, { ...given, ...facts }, name)
}

/** `step` names what was not seen. */
export function oktaGap(input: { step: string; reason?: GapReason; permission?: string }): InventoryRecord & Gap {
  const { step, reason = 'denied', permission } = input
  return {
    type: 'gap',
    connector: 'okta',
    scope: oktaPlace.scope,
    step,
    reason,
    detail: 'not seen in this test',
    ...(permission === undefined ? {} : { permission }),
  }
}
