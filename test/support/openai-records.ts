/**
 * Records of an organization at OpenAI with sane defaults, for rule tests and the examples on rule pages. Every builder
 * gives a list: the entity first, then the edges and the usage that belong to it. What a builder is given beside the few
 * names it knows are facts, as src/model/facts/openai.ts has them. Things are told by name.
 */
import type {
  Credential,
  Facts,
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

const organization = 'org-acme'
const recently = '2026-11-20T10:00:00Z'
const longAgo = '2024-01-15T09:00:00Z'
const autumn = '2026-10-01T09:00:00Z'
const now = '2026-11-21T10:00:00Z'
const place = { provider: 'openai', scope: scopeId('openai', 'organization', organization) } as const
const untold = { environment: null, purpose: null, tags: null } as const

export function openaiScope(): Scope {
  return { id: place.scope, provider: 'openai', kind: 'organization', nativeId: organization, name: organization }
}

export function openaiId(kind: string, native: string): string {
  return entityId('openai', organization, kind, native)
}

export const projectId = (name: string): string => `proj_${name.toLowerCase().replaceAll(/\W/g, '')}`
export const openaiUserId = (name: string): string => `user-${name}`
export const openaiAccountId = (name: string): string => `user-svc-${name}`
const placed = (name: string) => ({ id: projectId(name), name })

interface Named extends LooseFacts {
  readonly name?: string
}

function resource(kind: string, native: string, name: string, facts: LooseFacts): Records {
  const record: Resource = { ...place, id: openaiId(kind, native), kind, nativeId: native, name, facts: facts as Facts }
  return [{ type: 'resource', ...record }]
}

/** Without limits of its own. */
export function openaiOrganization(facts: LooseFacts = {}): Records {
  const given = { organizationId: organization, spendLimit: null, spendAlerts: 0 }
  return resource('organization', organization, organization, { ...given, ...facts })
}

/** With a limit that ends spending, and for all models. */
export function openaiProject(input: Named = {}): Records {
  const { name = 'Shop', ...facts } = input
  const given = {
    projectId: projectId(name),
    status: 'active',
    createdAt: longAgo,
    archivedAt: null,
    spendLimit: { amount: 500, currency: 'USD', enforcing: true },
    spendAlerts: 0,
    models: null,
    hostedTools: ['web_search'],
    limitedModels: 2,
  }
  return resource('project', projectId(name), name, { ...given, ...facts })
}

interface UserInput extends Named {
  readonly enabled?: Known<boolean>
}

/** A member who owns nothing but keys. */
export function openaiUser(input: UserInput = {}): Records {
  const { name = 'ben', enabled = true, ...facts } = input
  const userId = openaiUserId(name)
  const given = { userId, email: `${name}@acme.example`, role: 'reader', member: true, addedAt: longAgo }
  const identity: Identity = {
    ...place,
    ...untold,
    id: openaiId('user', userId),
    kind: 'user',
    nativeId: userId,
    name: `${name}@acme.example`,
    createdAt: longAgo,
    enabled,
    class: 'human',
    facts: { ...given, ...facts },
  }
  return [{ type: 'identity', ...identity }]
}

interface AccountInput extends Named {
  /** Left out: `Shop`. */
  readonly project?: string
}

export function openaiServiceAccount(input: AccountInput = {}): Records {
  const { name = 'shop-api', project = 'Shop', ...facts } = input
  const id = openaiAccountId(name)
  const given = { serviceAccountId: id, projectId: projectId(project), projectName: project, role: 'member' }
  const identity: Identity = {
    ...place,
    ...untold,
    id: openaiId('openai-service-account', id),
    kind: 'openai-service-account',
    nativeId: id,
    name,
    createdAt: longAgo,
    enabled: true,
    class: 'machine',
    ai: { kind: 'model-integration', vendor: 'OpenAI', models: [], confidence: 1, evidence: [] },
    facts: { ...given, ...facts },
  }
  return [{ type: 'identity', ...identity }]
}

interface KeyInput extends Named {
  /** A person who owns it; left out, with no account: the service account `shop-api`. `null`: nobody. */
  readonly user?: string | null
  readonly account?: string
  readonly projects?: readonly string[]
  readonly createdAt?: Known<Instant>
  readonly expiresAt?: Known<Instant>
  readonly lastUsedAt?: Known<Instant>
  /** Names of the projects in which it was used, by the report. */
  readonly usedIn?: Known<readonly string[]>
}

/** Of this autumn, used yesterday. */
export function openaiKey(input: KeyInput = {}): Records {
  const { user, account, projects = ['Shop'], usedIn = ['Shop'], ...rest } = input
  const owner =
    user === null
      ? null
      : user === undefined
        ? { type: 'service-account', id: openaiAccountId(account ?? 'shop-api'), email: null }
        : { type: 'user', id: openaiUserId(user), email: `${user}@acme.example` }
  return keyOf(rest, {
    form: 'project',
    projects: projects.map(placed),
    owner,
    ownerAccess: 'active',
    models: ['gpt-6'],
    usedIn: isKnown(usedIn) ? usedIn.map(placed) : usedIn,
    reportedAt: recently,
    reportedSince: '2026-08-20T00:00:00Z',
    createdBy: null,
  })
}

/** Of this autumn, used yesterday, for the rest of the year. */
export function openaiAdminKey(input: KeyInput = {}): Records {
  const { user, account, ...rest } = input
  const person = account === undefined && user !== null
  const email = `${user ?? 'ada'}@acme.example`
  const owner = person
    ? { type: 'user', id: openaiUserId(user ?? 'ada'), email }
    : account === undefined
      ? null
      : { type: 'service-account', id: openaiAccountId(account), email: null }
  return keyOf({ expiresAt: '2026-12-31T09:00:00Z', name: 'admin', ...rest }, { form: 'admin', owner })
}

interface Owned extends LooseFacts {
  readonly owner: { readonly type: string; readonly id: string } | null
}

function keyOf(input: KeyInput, given: Owned): Records {
  const { name = 'shop', createdAt = autumn, expiresAt = null, lastUsedAt = recently, ...facts } = input
  const nativeId = `key_${name}`
  const id = openaiId('api-key', nativeId)
  const credential: Credential = {
    ...place,
    id,
    kind: 'api-key',
    nativeId,
    name,
    createdAt,
    expiresAt,
    rotatedAt: null,
    enabled: !isKnown(expiresAt) || expiresAt > now,
    lifetime: isKnown(expiresAt) ? 'expiring' : 'static',
    facts: { keyId: nativeId, ...given, ...facts },
  }
  const kind = given.owner?.type === 'user' ? 'user' : 'openai-service-account'
  const holder = given.owner === null ? [] : [edge('authenticates', id, openaiId(kind, given.owner.id))]
  return [{ type: 'credential', ...credential }, usage({ subject: id, lastUsedAt }), ...holder]
}

interface RuleInput extends Named {
  readonly account?: string
  readonly enabled?: boolean
}

/** A rule by which GitHub Actions of one repository becomes the service account `shop-api`. */
export function openaiFederation(input: RuleInput = {}): Records {
  const { name = 'ci', account = 'shop-api', enabled = true, ...facts } = input
  const nativeId = `wifr_${name}`
  const given = {
    ruleId: nativeId,
    providerId: 'wip_github',
    providerName: 'github',
    issuer: 'https://token.actions.githubusercontent.com',
    audience: 'https://api.openai.com/acme',
    matchers: ['environment=prod', 'repository=acme/shop'],
    projectId: projectId('Shop'),
    serviceAccountId: openaiAccountId(account),
    scopes: ['model.request'],
  }
  const credential: Credential = {
    ...place,
    id: openaiId('federated', nativeId),
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
  const holder = openaiId('openai-service-account', openaiAccountId(account))
  return [{ type: 'credential', ...credential }, edge('authenticates', credential.id, holder)]
}

interface GroupInput extends Named {
  readonly permissions?: readonly string[]
}

/** A group that holds a role of its own name. */
export function openaiGroup(input: GroupInput = {}): Records {
  const { name = 'Platform', permissions = ['api.management.read', 'api.management.write'], ...facts } = input
  const native = name.toLowerCase()
  const group = { groupId: `group_${native}`, groupName: name, scimManaged: true, members: 4 }
  const role = {
    roleId: `role_${native}`,
    roleName: `${name} role`,
    predefined: false,
    permissions: [...permissions],
    resourceType: 'api.organization',
  }
  return [
    ...resource('group', group.groupId, name, { ...group, ...facts }),
    ...resource('role', role.roleId, role.roleName, role),
    edge('grants', openaiId('group', group.groupId), openaiId('role', role.roleId)),
  ]
}

/** `step` names what was not seen. */
export function openaiGap(input: { step: string; reason?: GapReason; permission?: string }): InventoryRecord & Gap {
  const { step, reason = 'denied', permission } = input
  return {
    type: 'gap',
    connector: 'openai',
    scope: place.scope,
    step,
    reason,
    detail: 'not seen in this test',
    ...(permission === undefined ? {} : { permission }),
  }
}
