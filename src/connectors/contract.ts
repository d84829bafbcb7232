/** What a connector is: data that describes itself, and steps that list, map and emit. The engine does the rest. */
import type { z } from 'zod'
import type { Emission, Gap, GapReason, Instant, Scope, ScopeKind } from '../model/index.ts'

export type Tier = 'core' | 'creds' | 'deep'
export const tiers = ['core', 'creds', 'deep'] as const satisfies readonly Tier[]

export interface StepMeta {
  readonly id: string
  readonly title: string
  readonly tier: Tier
  /** The kinds of scope it runs in. */
  readonly scopes: readonly ScopeKind[]
  /** Every permission its calls take, as the vendor names them. */
  readonly needs: readonly string[]
  /** The facets of the inventory it fills, such as `access-keys`; rules read `aws.access-keys`. */
  readonly emits: readonly string[]
  /** Steps of the same scope that must have ended before it starts, because it reads what they left in the session. */
  readonly after?: readonly string[]
  /** Counted apart from the account's own calls in `coverage`: the map of what runs with which role. */
  readonly group?: string
}

export interface ConnectorMeta {
  readonly id: string
  readonly title: string
  readonly steps: readonly StepMeta[]
}

/** One request to the vendor, as the engine governs it. */
export interface CallSpec {
  /** `iam:ListUsers`: the name under which it is counted, and asked again or not. */
  readonly operation: string
  /** The permission it takes, where the vendor names it otherwise. */
  readonly permission?: string
  /** What shares one rate limit: `iam`, `lambda/eu-west-1`. The scope is added by the engine. */
  readonly domain: string
  /** Most requests a second in that domain, where the vendor publishes a limit. */
  readonly perSecond?: number
  /** With `perSecond`: how many may go out at once after a rest; left out: as many as in a second. */
  readonly burst?: number
  /** Wait for a limit to be reset as long as the step's deadline allows, not just for minutes. */
  readonly patient?: boolean
  /** A question whose denial says nothing about the next one: a resource's own policy may deny only that resource. */
  readonly perResource?: boolean
}

/**
 * Runs one request under the engine's limits, deadline, retries and count.
 * Rejects with AccessError or VendorError (errors.ts) once there is nothing left to try.
 */
export type Call = <T>(spec: CallSpec, send: (signal: AbortSignal) => Promise<T>) => Promise<T>

/** How a vendor's error is to be taken. */
export interface Failure {
  readonly kind: 'denied' | 'unsupported' | 'unlicensed' | 'throttled' | 'transient' | 'failed' | 'absent'
  readonly detail: string
  readonly permission?: string
  readonly retryAfterMilliseconds?: number
}

/** What a connector may use of the world. */
export interface ConnectorIo {
  readonly env: (name: string) => string | undefined
  readonly now: Instant
  readonly call: Call
  readonly signal: AbortSignal
  readonly log: (level: 'debug' | 'info' | 'warn', message: string) => void
  /** HMAC-SHA-256 under the installation's key, hex: the only thing that may remain of a secret. */
  readonly fingerprint: (value: string) => string
  readonly readFile: (path: string) => Promise<string>
  /** For connectors whose source is files; left out: this program gives none. */
  readonly disk?: Disk
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Milliseconds of the wall clock: for sessions that run out, never for facts. */
  readonly time: () => number
  readonly tier: Tier
}

/** Files of this machine, reading only. What cannot be read rejects with the system's own error (`code`: `EACCES`). */
export interface Disk {
  /** In pieces, so that no file has to fit into memory. */
  readonly read: (path: string, signal?: AbortSignal) => AsyncIterable<Uint8Array>
  /** Links are followed; undefined: nothing is there. */
  readonly look: (path: string) => Promise<OnDisk | undefined>
  readonly list: (folder: string) => Promise<readonly { readonly name: string; readonly folder: boolean }[]>
  readonly home: string
  /** The working directory. */
  readonly here: string
  readonly machine: string
  readonly platform: string
}

export interface OnDisk {
  readonly type: 'file' | 'folder' | 'other'
  readonly bytes: number
  /** Whose it is: a name where it is whoever runs this, else `uid 501`. */
  readonly owner: string | undefined
  /** When it was last written. */
  readonly modified?: string
}

export interface StepContext<Session> {
  readonly scope: Scope
  /** What the connector keeps of this scope while it is collected: clients, and facts that later steps need. */
  readonly session: Session
  readonly io: ConnectorIo
  readonly call: Call
  readonly emit: (record: Emission) => void
  /** Says that a part was not seen; the step goes on and ends `partial`. */
  readonly gap: (gap: { reason: GapReason; permission?: string; detail: string }) => void
  /** Says why nothing was asked, without a gap: there is nothing to ask for, or it is not asked for on purpose. */
  readonly skip: (detail: string) => void
}

export type Step<Session> = (context: StepContext<Session>) => Promise<void>

export interface Opened<Session> {
  readonly session: Session
  /** Steps that do not apply to this scope, with the reason, such as a service that the partition lacks. */
  readonly without?: { readonly [step: string]: { readonly reason: GapReason | 'skipped'; readonly detail: string } }
}

export interface Connector<Client, Session, Config, StepId extends string> {
  readonly meta: ConnectorMeta & { readonly steps: readonly (StepMeta & { readonly id: StepId })[] }
  readonly config: z.ZodType<Config>
  readonly connect: (config: Config, io: ConnectorIo) => Promise<Client>
  /** Endpoints that are not the vendor's own, for the run header. */
  readonly endpoints?: (config: Config, env: ConnectorIo['env']) => readonly string[]
  readonly scopes: (client: Client, io: ConnectorIo) => AsyncIterable<Scope>
  readonly open: (client: Client, scope: Scope, io: ConnectorIo) => Promise<Opened<Session>>
  readonly classify: (error: unknown) => Failure
  readonly steps: { readonly [Id in StepId]: Step<Session> }
  readonly permissions: PermissionPages
  readonly close?: (client: Client) => Promise<void>
  /** What of the environment speaks for this vendor, for `muster init`; asks nobody. */
  readonly discover?: (look: Look) => Discovery | undefined
  /** The configuration with the organizations that `--org` names; left out: the connector knows no such thing. */
  readonly organizations?: (config: Config, names: readonly string[]) => Config
  /** Reads what the vendor's own export tools wrote, in place of the vendor. */
  readonly offline?: (
    files: OfflineFiles,
    io: Pick<ConnectorIo, 'now' | 'fingerprint' | 'readFile'>,
  ) => AsyncIterable<OfflineScope>
}

export interface Look {
  readonly env: (name: string) => string | undefined
  readonly exists: (path: string) => boolean
  readonly home: string
}

export interface Discovery {
  /** In words: `AWS_PROFILE=audit`. */
  readonly found: readonly string[]
  /** Lines of YAML under the connector's id; none: its defaults do. */
  readonly settings: readonly string[]
}

/** Paths, as given on the command line. */
export interface OfflineFiles {
  readonly from: readonly string[]
  readonly credentialReports: readonly string[]
  readonly organization?: string
  readonly resources?: string
}

/** One scope read from files: its records, and a gap for every step whose file was not given. */
export interface OfflineScope {
  readonly scope: Scope
  readonly records: readonly { readonly step: string; readonly record: Emission }[]
  readonly gaps: readonly Omit<Gap, 'connector' | 'scope'>[]
}

/** `muster permissions <connector>`: text in the vendor's own form. */
export type PermissionPages = {
  readonly [format in 'native' | 'terraform' | 'list']: (steps: readonly StepMeta[]) => string
}

export type AnyConnector = Connector<unknown, unknown, unknown, string>

/** Ties the types together: a declared step without a body, or a body without a declaration, does not compile. */
export function defineConnector<Client, Session>() {
  return function <Config, const Steps extends readonly StepMeta[]>(
    connector: Omit<Connector<Client, Session, Config, Steps[number]['id']>, 'meta'> & {
      readonly meta: { readonly id: string; readonly title: string; readonly steps: Steps }
    },
  ): AnyConnector {
    return connector as unknown as AnyConnector
  }
}
