/**
 * Records of a workspace of Slack with sane defaults, for rule tests and the examples on rule pages. Every builder gives
 * a list: the entity first, then the edges that belong to it. What a builder is given beside the few names it knows are
 * facts, as src/model/facts/slack.ts has them. Things are told by name.
 */
import { entityId, scopeId } from '../../src/model/index.ts'
import type {
  AiFacet,
  Gap,
  GapReason,
  Identity,
  InventoryRecord,
  Known,
  Resource,
  Scope,
} from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { edge } from './aws-records.ts'

const team = 'T0ACME'
const place = { provider: 'slack', scope: scopeId('slack', 'workspace', team) } as const
const untold = { environment: null, purpose: null, tags: null } as const
const recently = '2026-10-01T09:00:00Z'
const later = { unknown: 'not-collected' } as const

export function slackScope(): Scope {
  return { id: place.scope, provider: 'slack', kind: 'workspace', nativeId: team, name: 'acme' }
}

export function slackId(kind: string, native: string): string {
  return entityId('slack', team, kind, native)
}

/** Ids as Slack would give them, by name. */
export const slackAppId = (name: string): string => `A0${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`
export const slackUserId = (name: string): string => `U0${name.toUpperCase()}`

interface UserInput extends LooseFacts {
  readonly name?: string
  readonly deleted?: Known<boolean>
}

/** Of a person who is there. */
export function slackUser(input: UserInput = {}): Records {
  const { name = 'mona', deleted = false, ...facts } = input
  const userId = slackUserId(name)
  const email = `${name}@acme.example`
  const given = { userId, email, deleted, updatedAt: '2026-02-02T09:00:00Z', guest: false, admin: false, ...facts }
  return [
    {
      type: 'identity',
      ...place,
      ...untold,
      id: slackId('user', userId),
      kind: 'user',
      nativeId: userId,
      name: typeof given.email === 'string' ? given.email : userId,
      createdAt: { unknown: 'unsupported' },
      enabled: typeof deleted === 'boolean' ? !deleted : deleted,
      class: 'human',
      facts: given,
    },
  ]
}

interface AppInput extends LooseFacts {
  readonly name?: string
  readonly enabled?: Known<boolean>
  readonly class?: Identity['class']
  readonly ai?: AiFacet
  /** By name. */
  readonly installers?: Known<readonly string[]>
}

/** Installed lately by mona, and posts messages. */
export function slackApp(input: AppInput = {}): Records {
  const { name = 'Polls', enabled = true, class: of = 'machine', ai, installers = ['mona'], ...facts } = input
  const appId = slackAppId(name)
  const id = slackId('slack-app', appId)
  const people = Array.isArray(installers) ? (installers as readonly string[]).map(slackUserId) : undefined
  const given = {
    appId,
    scopes: ['chat:write', 'commands'],
    installedAt: recently,
    installers: people ?? installers,
    lastChangeAt: recently,
    lastChange: 'added',
    expandedAt: null,
    disabledFor: null,
    botUserId: `U0BOT${appId.slice(2)}`,
    botUpdatedAt: null,
    botDeleted: false,
    internal: later,
    actedAt: later,
    auditedAt: later,
    auditSince: later,
    tokenRotation: later,
    botScopes: later,
    userScopes: later,
  }
  const all = { ...given, ...facts }
  return [
    {
      type: 'identity',
      ...place,
      ...untold,
      id,
      kind: 'slack-app',
      nativeId: appId,
      name,
      createdAt: all.installedAt,
      enabled,
      class: of,
      ...(ai === undefined ? {} : { ai }),
      facts: all,
    },
    ...(people ?? []).map((user) => edge('owns', slackId('user', user), id)),
  ]
}

/** An assistant, as Slack's own scope for agents tells. */
export function slackAgent(more: Partial<AiFacet> = {}): AiFacet {
  return {
    kind: 'agent',
    vendor: 'OpenAI',
    models: [],
    confidence: 0.8,
    evidence: ['scope assistant:write'],
    ...more,
  }
}

interface DecisionInput extends LooseFacts {
  /** By name. */
  readonly app?: string
  /** `chat:write` is of a bot; `user search:read` of a user. */
  readonly scopes?: readonly string[]
}

export function slackApproval(input: DecisionInput = {}): Records {
  return decision('app-approval', input)
}

export function slackRestriction(input: DecisionInput = {}): Records {
  return decision('app-restriction', input)
}

function decision(kind: 'app-approval' | 'app-restriction', input: DecisionInput): Records {
  const { app = 'Polls', scopes = ['chat:write', 'commands'], ...facts } = input
  const appId = slackAppId(app)
  const given = {
    appId,
    levels: ['organization'],
    scopes: scopes.map((scope) => {
      const [first = '', second] = scope.split(' ')
      return { name: second ?? first, sensitive: false, token: second === undefined ? 'bot' : first }
    }),
    internal: false,
    listed: true,
    decidedBy: 'U0ADA',
    decidedAt: recently,
  }
  const record: Resource = {
    ...place,
    id: slackId(kind, appId),
    kind,
    nativeId: appId,
    name: app,
    facts: { ...given, ...facts },
  }
  return [{ type: 'resource', ...record }]
}

interface LegacyInput extends LooseFacts {
  readonly serviceId?: string
  readonly serviceType?: string
  readonly legacyKind?: string
  readonly enabled?: Known<boolean>
  /** By name. */
  readonly installers?: readonly string[]
}

export function legacyIntegration(input: LegacyInput = {}): Records {
  const {
    serviceId = '4711',
    serviceType = 'Incoming WebHooks',
    legacyKind = 'incoming-webhook',
    enabled = true,
    installers = ['mona'],
    ...facts
  } = input
  const id = slackId('legacy-integration', serviceId)
  const people = installers.map(slackUserId)
  const addedAt = '2019-02-02T09:00:00Z'
  const given = {
    serviceId,
    serviceType,
    legacyKind,
    addedAt,
    installers: people,
    channel: 'C0OPS',
    lastChangeAt: addedAt,
    disabledFor: enabled === true ? null : 'user',
  }
  return [
    {
      type: 'identity',
      ...place,
      ...untold,
      id,
      kind: 'legacy-integration',
      nativeId: serviceId,
      name: `${serviceType} ${serviceId}`,
      createdAt: addedAt,
      enabled,
      class: 'machine',
      facts: { ...given, ...facts },
    },
    ...people.map((user) => edge('owns', slackId('user', user), id)),
  ]
}

interface GapInput {
  /** The facet without `slack.`: `integration-logs`. */
  readonly step: string
  readonly reason?: GapReason
  readonly permission?: string
}

export function slackGap({ step, reason = 'denied', permission }: GapInput): InventoryRecord & Gap {
  return {
    type: 'gap',
    connector: 'slack',
    scope: place.scope,
    step,
    reason,
    detail: 'not seen in this test',
    ...(permission === undefined ? {} : { permission }),
  }
}
