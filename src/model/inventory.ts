import type { GapReason, Json, Known } from './known.ts'

/** An instant, ISO 8601 in UTC: `2026-11-21T10:00:00Z` (milliseconds only where the vendor gives them). */
export type Instant = string

export const scopeKinds = ['account', 'tenant', 'project', 'folder', 'organization', 'workspace', 'cluster'] as const
export type ScopeKind = (typeof scopeKinds)[number]

/** What is collected, stored and judged as one: an AWS account, an Entra tenant, a GitHub organisation. */
export interface Scope {
  readonly id: string
  readonly provider: string
  readonly kind: ScopeKind
  readonly nativeId: string
  readonly name: string
  readonly parent?: string
}

/** Where a fact was read: the vendor's operation, and the place within its answer. */
export interface Evidence {
  readonly source: string
  readonly detail?: string
}

export const identityClasses = ['human', 'machine', 'ai', 'unknown'] as const
export type IdentityClass = (typeof identityClasses)[number]

/** From this confidence on an identity is of class `ai`; below, it may be. */
export const sureOfAi = 0.7

export interface AiFacet {
  readonly kind: 'agent' | 'copilot' | 'automation' | 'model-integration'
  readonly vendor: string
  readonly models: readonly string[]
  /** 0 to 1: how sure the signature is. */
  readonly confidence: number
  readonly evidence: readonly string[]
}

export type Facts = { readonly [name: string]: Json | undefined }

interface Entity {
  /** Stable over scans: see `entityId`. */
  readonly id: string
  readonly provider: string
  /** The scope's id. */
  readonly scope: string
  readonly kind: string
  /** What the vendor's own tools print: an ARN, an appId, an e-mail, a numeric id. */
  readonly nativeId: string
  readonly name: string
  /** Vendor-shaped facts, documented per kind in docs/reference/connectors. */
  readonly facts: Facts
}

/** Something that can act. Its credentials come and go; it stays. */
export interface Identity extends Entity {
  readonly createdAt: Known<Instant>
  readonly enabled: Known<boolean>
  readonly class: IdentityClass
  readonly ai?: AiFacet
  readonly environment: Known<string>
  readonly purpose: Known<string>
  readonly tags: Known<{ readonly [key: string]: string }>
}

export const credentialKinds = [
  'access-key',
  'client-secret',
  'certificate',
  'api-key',
  'token',
  'ssh-key',
  'password',
  'federated',
  'session',
] as const
export type CredentialKind = (typeof credentialKinds)[number]

/** What an identity proves itself with. Never the secret: an id, a date, a fingerprint. */
export interface Credential extends Entity {
  readonly kind: CredentialKind
  readonly createdAt: Known<Instant>
  readonly expiresAt: Known<Instant>
  readonly rotatedAt: Known<Instant>
  readonly enabled: Known<boolean>
  readonly lifetime: 'static' | 'expiring' | 'ephemeral'
  /** A public or keyed fingerprint, by which equal credentials meet. */
  readonly fingerprint?: string
}

/** What identities act on, run in, or are governed by: functions, secrets, policies, trust anchors. */
export interface Resource extends Entity {}

export const edgeKinds = [
  'authenticates',
  'trusts',
  'grants',
  'runs-as',
  'owns',
  'stored-in',
  'member-of',
  'delegates-to',
] as const
export type EdgeKind = (typeof edgeKinds)[number]

/**
 * authenticates: credential -> identity · trusts: identity -> who may become it · grants: identity or group -> policy ·
 * runs-as: resource -> identity · owns: owner -> entity · stored-in: credential -> resource ·
 * member-of: identity -> group · delegates-to: identity -> identity
 */
export interface Edge {
  readonly kind: EdgeKind
  readonly from: string
  readonly to: string
  /** Tells apart parallel edges: a trust statement's number, a binding's name. */
  readonly via?: string
  readonly conditions?: Json
  /** How sure the relation is: see docs/guide/inventory.md. */
  readonly level?: 'observed' | 'configured' | 'hint'
  readonly evidence: readonly Evidence[]
}

export interface Usage {
  /** The identity or credential that was used. */
  readonly subject: string
  /** `null`: not used since `observedSince`. */
  readonly lastUsedAt: Known<Instant>
  /** Start of the window the source can see; `null`: since the subject exists. */
  readonly observedSince: Known<Instant>
  readonly precision: 'exact' | 'day' | 'window' | 'none'
  readonly source: string
}

/** Something that was not seen, and what would let it be seen. */
export interface Gap {
  readonly connector: string
  readonly scope: string
  readonly step: string
  readonly reason: GapReason
  /** The vendor's name of the missing permission. */
  readonly permission?: string
  readonly detail: string
}

/** Facts learned by a later step about an entity that another step emits; the top-level keys given replace or add. */
export interface Patch {
  readonly of: 'identity' | 'credential' | 'resource'
  readonly id: string
  readonly set: Partial<Omit<Identity & Credential, 'id' | 'facts' | 'scope' | 'provider' | 'kind'>>
  readonly facts?: Facts
}

export type InventoryRecord =
  | ({ readonly type: 'identity' } & Identity)
  | ({ readonly type: 'credential' } & Credential)
  | ({ readonly type: 'resource' } & Resource)
  | ({ readonly type: 'edge' } & Edge)
  | ({ readonly type: 'usage' } & Usage)
  | ({ readonly type: 'gap' } & Gap)

/** What a connector step may emit: records, and patches of records that other steps of the scope emit. */
export type Emission = Exclude<InventoryRecord, { type: 'gap' }> | ({ readonly type: 'patch' } & Patch)

/** Header of an inventory document, `muster.inventory/1`. */
export interface InventoryHead {
  readonly schema: 'muster.inventory/1'
  readonly collectedAt: Instant
}
