/** Runs the regional steps of the AWS connector for one account against the test server, under the engine's calls. */
import { accountOf, estateOf, type EstateAccount } from '../../fixtures/servers/aws/estate.ts'
import type { Fault } from '../../fixtures/servers/aws/faults.ts'
import { startAwsServer, type ServerCall } from '../../fixtures/servers/aws/server.ts'
import type { WireService } from '../../fixtures/servers/aws/wire.ts'
import { classify } from '../../src/connectors/aws/classify.ts'
import { createHandler, type Handler } from '../../src/connectors/aws/client.ts'
import { clientsOf, type AwsSession, type SessionRole } from '../../src/connectors/aws/session.ts'
import { AwsConfig } from '../../src/connectors/aws/schema.ts'
import { resourceBodies, resourceSteps } from '../../src/connectors/aws/steps/resource-plane.ts'
import type { StepContext, Tier } from '../../src/connectors/contract.ts'
import { AccessError, VendorError } from '../../src/connectors/errors.ts'
import { makeCalls } from '../../src/engine/calls.ts'
import { systemClock } from '../../src/engine/clock.ts'
import { defaultLimits } from '../../src/engine/limits.ts'
import type { Emission, GapReason } from '../../src/model/index.ts'

export const planeAccount = '111122223333'
const planeNow = '2026-11-21T10:00:00Z'
type StepId = (typeof resourceSteps)[number]['id']

export interface PlaneOptions {
  readonly account?: Partial<Omit<EstateAccount, 'id'>>
  /** Role name -> the services it trusts; left out: the account's roles could not be read. */
  readonly roles?: { readonly [name: string]: readonly string[] }
  readonly instanceProfiles?: { readonly [arn: string]: string }
  /** Keys that were listed, by the ARN of their user. */
  readonly keys?: AwsSession['facts']['keys']
  readonly steps: readonly StepId[]
  readonly tier?: Tier
  readonly faults?: readonly Fault[]
  readonly pageSize?: number
  readonly shuffle?: number
  readonly config?: Partial<AwsConfig>
  /** `us-east-1/apprunner`: region and signing name of a service whose host name does not exist. */
  readonly missing?: readonly string[]
  /** Services in place of the server's own. */
  readonly services?: readonly WireService[]
}

interface PlaneGap {
  readonly step: string
  readonly reason: GapReason
  readonly permission?: string
  readonly detail: string
}

export interface Plane {
  readonly records: readonly Emission[]
  readonly gaps: readonly PlaneGap[]
  readonly skipped: { readonly [step: string]: string }
  readonly calls: readonly ServerCall[]
  readonly logs: readonly string[]
  /** `lambda:ListFunctions eu-west-1`, sorted, once each. */
  readonly asked: readonly string[]
}

/** The steps `regions` and those given, in the order of the plane. */
export async function runPlane(options: PlaneOptions): Promise<Plane> {
  const account = accountOf(planeAccount, { regions: ['eu-west-1', 'us-east-1'], ...options.account })
  const { faults, pageSize, shuffle, services } = options
  const server = await startAwsServer({
    estate: estateOf([account]),
    now: planeNow,
    ...(faults === undefined ? {} : { faults }),
    ...(pageSize === undefined ? {} : { pageSize }),
    ...(shuffle === undefined ? {} : { shuffle }),
    ...(services === undefined ? {} : { services }),
  })
  const inner = await createHandler()
  const handler = { ...inner, handle: missingFrom(inner.handle, options.missing ?? []) }
  try {
    const session = sessionFor(options, server.url, handler, account.region)
    return { ...(await runSteps(options, session)), calls: server.calls, asked: askedOf(server.calls) }
  } finally {
    handler.destroy()
    await server.close()
  }
}

function missingFrom(handle: Handler['handle'], missing: readonly string[]): Handler['handle'] {
  return async (request, options) => {
    const signed = request.headers['authorization'] ?? ''
    if (!missing.some((place) => signed.includes(`/${place}/`))) return handle(request, options)
    throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
  }
}

async function credentials() {
  return { accessKeyId: 'AKIAQ7M2X5K4R3W3Y6H5', secretAccessKey: 'not-a-real-key' }
}

function sessionFor(
  options: PlaneOptions,
  url: string,
  handler: Awaited<ReturnType<typeof createHandler>>,
  region: string,
): AwsSession {
  const roles = options.roles && Object.entries(options.roles).map(([name, trusted]) => roleOf(name, trusted))
  return {
    config: { ...AwsConfig.parse({}), ...options.config },
    accountId: planeAccount,
    partition: 'aws',
    region,
    caller: {
      arn: `arn:aws:sts::${planeAccount}:assumed-role/MusterReadOnly/scanner`,
      accountId: planeAccount,
      partition: 'aws',
    },
    credentials,
    endpointOf: () => url,
    client: clientsOf({ region, credentials, handler }, () => url),
    facts: {
      ...(options.keys === undefined ? {} : { keys: options.keys }),
      ...(roles === undefined ? {} : { roles: new Map(roles.map((role) => [role.arn, role])) }),
      ...(options.instanceProfiles === undefined
        ? {}
        : { instanceProfiles: new Map(Object.entries(options.instanceProfiles)) }),
      shared: new Map(),
    },
    reportRequest: {},
  }
}

export function planeRole(name: string): string {
  return `arn:aws:iam::${planeAccount}:role/${name}`
}

function roleOf(name: string, trustedServices: readonly string[]): SessionRole {
  return { arn: planeRole(name), name, trustedServices, trustUnknown: false, hasPurpose: false, risk: 0 }
}

async function runSteps(options: PlaneOptions, session: AwsSession): Promise<Omit<Plane, 'calls' | 'asked'>> {
  const limits = { ...defaultLimits, perSecond: 10_000, requestTimeout: 1_000, backoff: 1, maxBackoff: 5 }
  const calls = makeCalls(limits, systemClock, () => undefined)
  const records: Emission[] = []
  const gaps: PlaneGap[] = []
  const skipped: { [step: string]: string } = {}
  const logs: string[] = []
  const { signal } = new AbortController()
  const scope = {
    id: `aws:account:${planeAccount}`,
    provider: 'aws',
    kind: 'account',
    nativeId: planeAccount,
    name: 'prod',
  } as const
  for (const { id } of resourceSteps.filter((step) => step.id === 'regions' || options.steps.includes(step.id))) {
    const caller = { connector: 'aws', scope: scope.id, step: id, tally: { calls: 0, retries: 0 }, signal, classify }
    const call = calls.for(caller)
    const context: StepContext<AwsSession> = {
      scope,
      session,
      call,
      io: {
        env: () => undefined,
        now: planeNow,
        call,
        signal,
        tier: options.tier ?? 'core',
        readFile: () => Promise.reject(new Error('no files')),
        log: (_level, message) => void logs.push(message),
        fingerprint: (value) =>
          `hmac:${Buffer.from(value).reduce((sum, byte) => (sum * 31 + byte) % 1_000_000_007, 7)}`,
        sleep: (milliseconds) => systemClock.sleep(milliseconds, signal),
        time: () => systemClock.now(),
      },
      emit: (record) => void records.push(record),
      gap: (gap) => void gaps.push({ step: id, ...gap }),
      skip: (detail) => void (skipped[id] = detail),
    }
    await resourceBodies[id](context).catch((error: unknown) => void gaps.push({ step: id, ...gapOf(error) }))
  }
  return { records, gaps, skipped, logs }
}

function gapOf(error: unknown): Omit<PlaneGap, 'step'> {
  if (error instanceof AccessError) return { reason: error.reason, permission: error.permission, detail: error.message }
  if (error instanceof VendorError) return { reason: error.reason, detail: error.message }
  throw error
}

function askedOf(calls: readonly ServerCall[]): readonly string[] {
  return [...new Set(calls.map(({ service, operation, region }) => `${service}:${operation} ${region}`))].toSorted()
}

/** Records of a kind (`lambda:function`, `runs-as`), with the patches of them applied, in order of id. */
export function recordsOf(plane: Pick<Plane, 'records'>, kind: string): readonly Emission[] {
  const patches = plane.records.filter((record) => record.type === 'patch')
  return plane.records
    .filter((record) => 'kind' in record && record.kind === kind)
    .map((record) => {
      if (!('facts' in record) || record.type === 'patch' || !('id' in record)) return record
      const own = patches.filter((patch) => patch.id === record.id)
      return { ...record, facts: Object.assign({}, record.facts, ...own.map((patch) => patch.facts)) }
    })
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
}

function sortKey(record: Emission): string {
  return 'id' in record ? record.id : JSON.stringify(record)
}

/** Facts of the only record of a kind whose name or native id is given. */
export function factsOf(
  plane: Pick<Plane, 'records'>,
  kind: string,
  name: string,
): { readonly [fact: string]: unknown } {
  const found = recordsOf(plane, kind).filter(
    (record) => 'name' in record && (record.name === name || record.nativeId === name),
  )
  const [record] = found
  if (found.length !== 1 || !record || !('facts' in record))
    throw new Error(`${found.length} records of ${kind} ${name}`)
  return record.facts ?? {}
}

/** `lambda:function orders -> OrdersRole` for each runs-as edge. */
export function runsAs(plane: Pick<Plane, 'records'>): readonly string[] {
  return recordsOf(plane, 'runs-as').flatMap((record) =>
    record.type === 'edge'
      ? [`${record.from.split(':').slice(2).join(':')} -> ${record.to.split('/').slice(1).join('/')}`]
      : [],
  )
}
