/**
 * Records of an organization at Anthropic with sane defaults, for rule tests and the examples on rule pages. Every builder
 * gives a list: the entity first, then the edges and the usage that belong to it. What a builder is given beside the few
 * names it knows are facts, as src/model/facts/anthropic.ts has them. Things are told by name.
 */
import type {
  Credential,
  Gap,
  GapReason,
  Identity,
  Instant,
  InventoryRecord,
  Known,
  Resource,
  Scope,
} from '../../src/model/index.ts'
import { entityId, isKnown, scopeId } from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { edge, usage } from './aws-records.ts'

const organization = '1f2e3d4c'
const recently = '2026-11-20T00:00:00Z'
const longAgo = '2024-01-15T09:00:00Z'
const autumn = '2026-10-01T09:00:00Z'
const window = '2026-08-20T00:00:00Z'
const now = '2026-11-21T10:00:00Z'
const place = { provider: 'anthropic', scope: scopeId('anthropic', 'organization', organization) } as const
const untold = { environment: null, purpose: null, tags: null } as const

export function anthropicScope(): Scope {
  return { id: place.scope, provider: 'anthropic', kind: 'organization', nativeId: organization, name: 'Acme' }
}

export function anthropicId(kind: string, native: string): string {
  return entityId('anthropic', organization, kind, native)
}

const slug = (name: string): string => name.toLowerCase().replaceAll(/\W/g, '')
export const claudeWorkspaceId = (name: string): string => `wrkspc_${slug(name)}`
const placed = (name: string) => ({ id: claudeWorkspaceId(name), name })

interface Named extends LooseFacts {
  readonly name?: string
}

export function claudeWorkspace(input: Named = {}): Records {
  const { name = 'Shop', ...facts } = input
  const native = claudeWorkspaceId(name)
  const given = { workspaceId: native, createdAt: longAgo, archivedAt: null, tags: null }
  const id = anthropicId('workspace', native)
  const record: Resource = {
    ...place,
    id,
    kind: 'workspace',
    nativeId: native,
    name,
    facts: { ...given, ...facts },
  }
  return [{ type: 'resource', ...record }]
}

interface UserInput extends Named {
  readonly enabled?: Known<boolean>
}

/** A member who is a developer. Of who left, Anthropic knows the id alone. */
export function claudeUser(input: UserInput = {}): Records {
  const { name = 'ben', enabled = true, ...facts } = input
  const userId = `user_${name}`
  const given = { userId, email: `${name}@acme.example`, role: 'developer', member: true, addedAt: longAgo }
  const all = { ...given, ...facts }
  const identity: Identity = {
    ...place,
    ...untold,
    id: anthropicId('user', userId),
    kind: 'user',
    nativeId: userId,
    name: typeof all.email === 'string' ? all.email : userId,
    createdAt: longAgo,
    enabled,
    class: 'human',
    facts: all,
  }
  return [{ type: 'identity', ...identity }]
}

interface AccountInput extends Named {
  readonly enabled?: boolean
  /** By name. */
  readonly workspaces?: Known<readonly string[]>
}

export function claudeServiceAccount(input: AccountInput = {}): Records {
  const { name = 'shop-api', enabled = true, workspaces = ['Shop'], ...facts } = input
  const native = `svac_${slug(name)}`
  const given = {
    serviceAccountId: native,
    role: 'developer',
    archivedAt: null,
    workspaces: isKnown(workspaces) ? workspaces.map(placed) : workspaces,
  }
  const identity: Identity = {
    ...place,
    ...untold,
    id: anthropicId('anthropic-service-account', native),
    kind: 'anthropic-service-account',
    nativeId: native,
    name,
    createdAt: longAgo,
    enabled,
    class: 'machine',
    ai: { kind: 'model-integration', vendor: 'Anthropic', models: [], confidence: 1, evidence: [] },
    facts: { ...given, ...facts },
  }
  return [{ type: 'identity', ...identity }]
}

interface KeyInput extends Named {
  /** The workspace by name; `default`, `organization`. */
  readonly in?: string
  /** Who made it; `null`: nobody was written down. */
  readonly by?: string | null
  /** The person it acts as. */
  readonly user?: string
  /** The service account it acts as. */
  readonly account?: string
  readonly createdAt?: Known<Instant>
  readonly expiresAt?: Known<Instant>
  readonly lastUsedAt?: Known<Instant>
  readonly observedSince?: Known<Instant>
  readonly usedIn?: Known<readonly string[]>
}

/** Of this autumn, made by ben, used yesterday in the workspace Shop. */
export function claudeKey(input: KeyInput = {}): Records {
  const { name = 'shop', in: where = 'Shop', by = 'ben', user, account, usedIn = ['Shop'], ...more } = input
  const { createdAt = autumn, expiresAt = null, lastUsedAt = recently, observedSince = window, ...facts } = more
  const nativeId = `apikey_${slug(name)}`
  const id = anthropicId('api-key', nativeId)
  const principal =
    user === undefined
      ? account === undefined
        ? null
        : { type: 'service-account', id: `svac_${slug(account)}` }
      : { type: 'user', id: `user_${user}` }
  const status = 'active'
  const given = {
    keyId: nativeId,
    status,
    place: where === 'default' || where === 'organization' ? where : 'workspace',
    workspace: where === 'default' || where === 'organization' ? null : placed(where),
    createdBy: by === null ? null : { type: 'user', id: `user_${by}` },
    principal,
    models: ['claude-opus-5'],
    usedIn: isKnown(usedIn) ? usedIn.map(placed) : usedIn,
    reportedSince: window,
  }
  const all = { ...given, ...facts }
  const credential: Credential = {
    ...place,
    id,
    kind: 'api-key',
    nativeId,
    name,
    createdAt,
    expiresAt,
    rotatedAt: null,
    enabled: all.status === 'active' && (!isKnown(expiresAt) || expiresAt > now),
    lifetime: isKnown(expiresAt) ? 'expiring' : 'static',
    facts: all,
  }
  const kind = principal?.type === 'user' ? 'user' : 'anthropic-service-account'
  return [
    { type: 'credential', ...credential },
    usage({ subject: id, lastUsedAt, observedSince, precision: 'day' }),
    ...(principal === null ? [] : [edge('authenticates', id, anthropicId(kind, principal.id))]),
    ...(by === null ? [] : [edge('owns', anthropicId('user', `user_${by}`), id)]),
  ]
}

interface RuleInput extends Named {
  readonly account?: string
  readonly enabled?: boolean
  readonly workspaces?: readonly string[]
}

/** A rule by which GitHub Actions of one repository becomes the service account `shop-api`. */
export function claudeFederation(input: RuleInput = {}): Records {
  const { name = 'ci', account = 'shop-api', enabled = true, workspaces = ['Shop'], ...facts } = input
  const nativeId = `fdrl_${slug(name)}`
  const given = {
    ruleId: nativeId,
    issuerId: 'fdis_github',
    issuer: 'https://token.actions.githubusercontent.com',
    subject: 'repo:acme/shop:environment:prod',
    audience: null,
    claims: [],
    condition: null,
    scopes: ['workspace:developer'],
    serviceAccountId: `svac_${slug(account)}`,
    lifetimeSeconds: 3600,
    allWorkspaces: false,
    workspaces: workspaces.map(placed),
  }
  const credential: Credential = {
    ...place,
    id: anthropicId('federated', nativeId),
    kind: 'federated',
    nativeId,
    name,
    createdAt: autumn,
    expiresAt: null,
    rotatedAt: null,
    enabled,
    lifetime: 'ephemeral',
    facts: { ...given, ...facts },
  }
  const holder = anthropicId('anthropic-service-account', `svac_${slug(account)}`)
  return [{ type: 'credential', ...credential }, edge('authenticates', credential.id, holder)]
}

/** `step` names what was not seen. */
export function anthropicGap(input: { step: string; reason?: GapReason; permission?: string }): InventoryRecord & Gap {
  const { step, reason = 'denied', permission } = input
  return {
    type: 'gap',
    connector: 'anthropic',
    scope: place.scope,
    step,
    reason,
    detail: 'not seen in this test',
    ...(permission === undefined ? {} : { permission }),
  }
}
