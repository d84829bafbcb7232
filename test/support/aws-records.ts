/**
 * Records of an AWS account with sane defaults, for rule tests and the examples on rule pages. Every builder gives a
 * list: the entity first, then the edges and the usage that belong to it.
 */
import type {
  Edge,
  Facts,
  Gap,
  GapReason,
  Identity,
  Instant,
  InventoryRecord,
  Known,
  Resource,
  Scope,
  Usage,
} from '../../src/model/index.ts'
import { entityId, scopeId } from '../../src/model/index.ts'
import type { InlinePolicy, PolicyDocument, PolicyStatement } from '../../src/model/facts/aws.ts'

export const account = '111122223333'
const recently = '2026-11-20T10:00:00Z'
const longAgo = '2024-01-15T09:00:00Z'
const evidence = [{ source: 'test' }] as const

export type Records = readonly InventoryRecord[]

/** Facts as a test writes them: known, none and unknown values alike. */
export interface LooseFacts {
  readonly [name: string]: unknown
}

export function accountScope(id: string = account, more: Partial<Scope> = {}): Scope {
  return { id: scopeId('aws', 'account', id), provider: 'aws', kind: 'account', nativeId: id, name: 'prod', ...more }
}

export function organizationScope(id = 'o-acme'): Scope {
  return { id: scopeId('aws', 'organization', id), provider: 'aws', kind: 'organization', nativeId: id, name: 'acme' }
}

export interface Common {
  readonly account?: string
  readonly name?: string
  readonly createdAt?: Known<Instant>
  readonly enabled?: Known<boolean>
  readonly tags?: Known<{ readonly [key: string]: string }>
  readonly environment?: Known<string>
  /** Replaces or adds facts. */
  readonly facts?: LooseFacts
}

interface Held {
  readonly inline?: readonly PolicyStatement[]
  readonly inlinePolicies?: readonly InlinePolicy[]
  readonly attached?: readonly string[]
  readonly boundary?: Known<string>
}

export function identity(
  kind: string,
  arn: string,
  name: string,
  input: Common & { readonly class?: Identity['class']; readonly ai?: Identity['ai'] | undefined } = {},
): Identity {
  const within = input.account ?? account
  return {
    id: entityId('aws', within, kind, arn),
    provider: 'aws',
    scope: scopeId('aws', 'account', within),
    kind,
    nativeId: arn,
    name,
    createdAt: input.createdAt === undefined ? longAgo : input.createdAt,
    enabled: input.enabled === undefined ? true : input.enabled,
    class: input.class ?? 'machine',
    ...(input.ai ? { ai: input.ai } : {}),
    environment: input.environment ?? null,
    purpose: null,
    tags: input.tags === undefined ? {} : input.tags,
    facts: (input.facts ?? {}) as Facts,
  }
}

export function userArn(name: string, within: string = account): string {
  return `arn:aws:iam::${within}:user/${name}`
}
export function roleArn(name: string, within: string = account): string {
  return `arn:aws:iam::${within}:role/${name}`
}

/** A policy document holding the statements. */
export function policyDocument(statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements }
}

function heldFacts(input: Held): LooseFacts {
  const inline = input.inline ? [{ name: 'inline', document: policyDocument(input.inline) }] : []
  return {
    inlinePolicies: input.inlinePolicies ?? inline,
    attachedPolicies: input.attached ?? [],
    permissionsBoundary: input.boundary ?? null,
  }
}

export interface UserInput extends Common, Held {
  readonly class?: Identity['class']
  readonly path?: string
  readonly groups?: readonly string[]
  readonly mfaActive?: Known<boolean>
}

export function user(input: UserInput = {}): Records {
  const name = input.name ?? 'ci-deploy'
  const arn = userArn(`${(input.path ?? '/').slice(1)}${name}`, input.account)
  const groups = input.groups ?? []
  const facts = {
    userId: `AIDA${name.toUpperCase()}`,
    path: input.path ?? '/',
    groups,
    ...heldFacts(input),
    passwordEnabled: false,
    mfaActive: input.mfaActive ?? false,
    ...input.facts,
  }
  const record = identity('iam-user', arn, name, { ...input, facts })
  return [
    { type: 'identity', ...record },
    ...groups.map((member) => edge('member-of', record.id, groupId(member, input.account))),
  ]
}

export function root(input: { readonly account?: string; readonly facts?: LooseFacts } = {}): Records {
  const arn = `arn:aws:iam::${input.account ?? account}:root`
  return [
    {
      type: 'identity',
      ...identity('root', arn, 'root', { ...input, class: 'human', facts: { mfaActive: true, ...input.facts } }),
    },
  ]
}

function groupId(name: string, within: string = account): string {
  return entityId('aws', within, 'iam:group', `arn:aws:iam::${within}:group/${name}`)
}

export function group(input: Held & { readonly name: string; readonly account?: string }): Records {
  const { permissionsBoundary: _, ...facts } = heldFacts(input)
  return [resource({ kind: 'iam:group', arn: `arn:aws:iam::${input.account ?? account}:group/${input.name}`, facts })]
}

interface PolicyInput {
  readonly arn: string
  readonly statements?: readonly PolicyStatement[]
  readonly document?: Known<PolicyDocument>
}

export function policy(input: PolicyInput): Records {
  const document = input.document === undefined ? policyDocument(input.statements ?? []) : input.document
  const awsManaged = input.arn.includes(':iam::aws:')
  return [
    resource({
      kind: 'iam:policy',
      arn: input.arn,
      facts: { document: document, awsManaged, attachmentCount: 1, defaultVersionId: 'v1' },
    }),
  ]
}

export interface RoleInput extends Common, Held {
  readonly class?: Identity['class']
  readonly ai?: Identity['ai']
  readonly path?: string
  readonly trust?: readonly PolicyStatement[]
  readonly trustPolicy?: Known<PolicyDocument>
  readonly lastUsedAt?: Known<Instant>
  readonly observedSince?: Known<Instant>
}

export function role(input: RoleInput = {}): Records {
  const name = input.name ?? 'deploy'
  const path = input.path ?? '/'
  const arn = roleArn(`${path.slice(1)}${name}`, input.account)
  const lambda: PolicyStatement = {
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  }
  const trustPolicy = input.trustPolicy === undefined ? policyDocument(input.trust ?? [lambda]) : input.trustPolicy
  const facts = {
    roleId: `AROA${name.toUpperCase()}`,
    path,
    trustPolicy: trustPolicy,
    ...heldFacts(input),
    instanceProfiles: [],
    serviceLinked: path.startsWith('/aws-service-role/'),
    identityCenter: path.startsWith('/aws-reserved/sso.amazonaws.com/'),
    ...input.facts,
  }
  const record = identity('iam-role', arn, name, { ...input, facts })
  return [
    { type: 'identity', ...record },
    usage({
      subject: record.id,
      lastUsedAt: input.lastUsedAt === undefined ? recently : input.lastUsedAt,
      observedSince: input.observedSince === undefined ? '2025-10-17T10:00:00Z' : input.observedSince,
    }),
  ]
}

export function edge(kind: Edge['kind'], from: string, to: string, more: Partial<Edge> = {}): InventoryRecord {
  return { type: 'edge', kind, from, to, evidence, ...more }
}

export function usage(input: Pick<Usage, 'subject'> & Partial<Usage>): InventoryRecord {
  return {
    type: 'usage',
    subject: input.subject,
    lastUsedAt: input.lastUsedAt === undefined ? recently : input.lastUsedAt,
    observedSince: input.observedSince === undefined ? null : input.observedSince,
    precision: input.precision ?? 'exact',
    source: input.source ?? 'test',
  }
}

interface ResourceInput {
  readonly kind: string
  readonly arn: string
  readonly name?: string
  readonly account?: string
  readonly scope?: string
  readonly facts?: LooseFacts
}

export function resource(input: ResourceInput): InventoryRecord & Resource & { readonly type: 'resource' } {
  const within = input.account ?? account
  return {
    type: 'resource',
    id: entityId('aws', within, input.kind, input.arn),
    provider: 'aws',
    scope: input.scope ?? scopeId('aws', 'account', within),
    kind: input.kind,
    nativeId: input.arn,
    name: input.name ?? input.arn.slice(Math.max(input.arn.lastIndexOf('/'), input.arn.lastIndexOf(':')) + 1),
    facts: (input.facts ?? {}) as Facts,
  }
}

interface GapInput {
  /** The facet without `aws.`: `access-keys`. */
  readonly step: string
  readonly reason?: GapReason
  readonly permission?: string
  readonly scope?: string
}

export function gap(input: GapInput): InventoryRecord & Gap {
  return {
    type: 'gap',
    connector: 'aws',
    scope: input.scope ?? scopeId('aws', 'account', account),
    step: input.step,
    reason: input.reason ?? 'denied',
    ...(input.permission ? { permission: input.permission } : {}),
    detail: 'not seen in this test',
  }
}
