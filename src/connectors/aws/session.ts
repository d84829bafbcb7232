/** What the connector keeps: of the whole scan (`AwsClient`), and of one scope while it is collected (`AwsSession`). */
import { scopeId, type Instant } from '../../model/index.ts'
import type { Call, CallSpec } from '../contract.ts'
import {
  createClient,
  services,
  type ClientParts,
  type Clients,
  type CredentialProvider,
  type Handler,
  type ServiceName,
} from './client.ts'
import type { AskedKey } from './map/access-keys.ts'
import type { ReportRow } from './map/credential-report.ts'
import type { AwsConfig } from './schema.ts'

export interface AwsClient {
  readonly config: AwsConfig
  readonly region: string
  readonly credentials: CredentialProvider
  readonly handler: Handler
  readonly endpointOf: (service: ServiceName) => string | undefined
  /** Of the account that was signed in to. */
  readonly client: AwsSession['client']
  /** Found by `scopes`, and read again by the steps that report it. */
  readonly found: { caller?: Caller; organization?: FoundOrganization }
}

export interface Caller {
  readonly arn: string
  readonly accountId: string
  readonly partition: string
}

export interface FoundOrganization {
  readonly id: string
  readonly arn: string
  readonly managementAccountId: string
  readonly accounts: readonly FoundAccount[]
}

export interface FoundAccount {
  readonly id: string
  readonly arn: string
  readonly name: string
  readonly state: string
  readonly joinedAt: Instant | null
  /** Root first: root id, OU ids. */
  readonly path: readonly string[]
}

/** A role as later steps need it: who may run with it. */
export interface SessionRole {
  readonly arn: string
  readonly name: string
  /** Service principals that some Allow statement of its trust policy names, such as `lambda.amazonaws.com`. */
  readonly trustedServices: readonly string[]
  /** True when the trust policy could not be read: any service may be trusted. */
  readonly trustUnknown: boolean
  /** Its tags say what it is for. */
  readonly hasPurpose: boolean
  /** Only for asking the most powerful first: never a judgement. */
  readonly risk?: number
}

export interface SessionUser {
  readonly arn: string
  readonly name: string
  readonly createdAt: Instant | undefined
  /** Some policy of the user or of its groups names CodeCommit actions explicitly. */
  readonly namesCodeCommit: boolean
  /** Only for asking the most powerful first: never a judgement. */
  readonly risk?: number
}

/** Facts that steps leave for later steps of the same scope; absent where the step did not get to read them. */
export interface SessionFacts {
  summary?: { readonly [name: string]: number }
  roles?: ReadonlyMap<string, SessionRole>
  users?: ReadonlyMap<string, SessionUser>
  /** Instance profile ARN -> role ARN. */
  instanceProfiles?: ReadonlyMap<string, string>
  report?: SessionReport
  /** User ARN -> its access keys, for users that were asked for. */
  keys?: Map<string, readonly AskedKey[]>
  /** Owned by the resource plane: whatever its steps share, by a name of their own. */
  readonly shared: Map<string, unknown>
  /** How many OIDC providers were listed. */
  oidcProviders?: number
  /** Requests beyond those that every account takes: see budget.ts. */
  extraCalls?: number
}

export interface SessionReport {
  readonly generatedAt: Instant | undefined
  readonly rows: readonly ReportRow[]
}

export interface AwsSession {
  readonly config: AwsConfig
  readonly accountId: string
  readonly partition: string
  /** The region that was signed in to; regional steps give their own. */
  readonly region: string
  readonly caller: Caller
  /** Of the scope's own account; for requests that are signed without an SDK client. */
  readonly credentials: CredentialProvider
  readonly endpointOf: (service: ServiceName) => string | undefined
  readonly client: <S extends ServiceName>(service: S, region?: string) => Promise<Clients[S]>
  readonly facts: SessionFacts
  /** How asking for the credential report went, at the very start: the report takes seconds to make. */
  readonly reportRequest: { readonly failure?: unknown }
  readonly organization?: FoundOrganization
}

/** One client per service and region, made when first asked for. */
export function clientsOf(
  parts: Omit<ClientParts, 'endpoint'>,
  endpointOf: AwsClient['endpointOf'],
): AwsSession['client'] {
  const made = new Map<string, Promise<unknown>>()
  return <S extends ServiceName>(service: S, region = parts.region) => {
    const key = `${service}/${region}`
    const client = made.get(key) ?? createClient(service, { ...parts, region, endpoint: endpointOf(service) })
    made.set(key, client)
    return client as Promise<Clients[S]>
  }
}

export interface AskOptions {
  readonly region?: string
  /** Where it is not `<prefix>:<operation>`. */
  readonly permission?: string
  readonly perSecond?: number
  readonly perResource?: boolean
}

/** One request to one service of the scope's account, under the engine's limits. */
export async function ask<S extends ServiceName, T>(
  context: { readonly session: Pick<AwsSession, 'client'>; readonly call: Call },
  service: S,
  operation: string,
  send: (client: Clients[S], options: { abortSignal: AbortSignal }) => Promise<T>,
  { region, permission, perSecond, perResource }: AskOptions = {},
): Promise<T> {
  const client = await context.session.client(service, region)
  const spec: CallSpec = {
    operation: `${services[service].prefix}:${operation}`,
    domain: region === undefined ? service : `${service}/${region}`,
    ...(permission === undefined ? {} : { permission }),
    ...(perSecond === undefined ? {} : { perSecond }),
    ...(perResource === undefined ? {} : { perResource }),
  }
  return context.call(spec, (signal) => send(client, { abortSignal: signal }))
}

export function accountScopeId(accountId: string): string {
  return scopeId('aws', 'account', accountId)
}
