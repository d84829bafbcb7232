/** Runs steps of the connector for Microsoft over answers in memory, governed by the engine as in a scan. */
import type { Answer, Question, Send } from '../../src/connectors/azure/client.ts'
import { connector } from '../../src/connectors/azure/index.ts'
import { AzureConfig } from '../../src/connectors/azure/schema.ts'
import { emptyFacts } from '../../src/connectors/azure/session.ts'
import type { AzureSession, PrincipalRow } from '../../src/connectors/azure/session.ts'
import { endpointsOf } from '../../src/connectors/azure/clouds.ts'
import { AccessError, VendorError } from '../../src/connectors/errors.ts'
import { makeCalls } from '../../src/engine/calls.ts'
import type { Emission, Gap } from '../../src/model/index.ts'
import { hastyClock, scanNow, testLimits } from './scan.ts'

export const tenantId = '5c1a8f0e-3f0b-4d0e-9c39-0a6f7b1d2e11'
export const otherTenant = '9d2b7c41-6f1e-4a35-8b0c-77f0c1a2b3d4'

/** Another status than 200. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message?: string
}

export interface AzureWire {
  /** Rows by the last segment of the type that is asked for, or by the table: `roleassignments`, `resources`. */
  readonly rows?: { readonly [type: string]: readonly object[] | Refusal }
  /** What is at a path, of Graph or Azure: a list as it is, or one thing. */
  readonly at?: { readonly [path: string]: readonly object[] | object | Refusal }
  readonly pageSize?: number
  readonly config?: unknown
  readonly principals?: ReadonlyMap<string, PrincipalRow>
  /** What else earlier steps have left. */
  readonly facts?: Partial<AzureSession['facts']>
}

export interface AzureRun {
  readonly records: readonly Emission[]
  readonly gaps: readonly Omit<Gap, 'connector' | 'scope'>[]
  readonly skipped: { readonly [step: string]: string }
  readonly asked: readonly Question[]
  readonly session: AzureSession
}

export async function runAzure(steps: readonly string[], wire: AzureWire): Promise<AzureRun> {
  const asked: Question[] = []
  const send: Send = async (question) => {
    asked.push(question)
    return answerTo(wire, question)
  }
  const config = AzureConfig.parse(wire.config ?? {})
  const session: AzureSession = {
    client: { config, endpoints: endpointsOf(config, () => undefined), send },
    tenantId,
    tokens: async () => 'token',
    claims: { delegated: false },
    facts: {
      ...emptyFacts(),
      ...(wire.principals === undefined ? {} : { principals: wire.principals }),
      ...wire.facts,
    },
  }
  const records: Emission[] = []
  const gaps: AzureRun['gaps'][number][] = []
  const skipped: Record<string, string> = {}
  for (const step of steps) await runStep(step, session, { records, gaps, skipped })
  return { records, gaps, skipped, asked, session }
}

const scope = {
  id: `azure:tenant:${tenantId}`,
  provider: 'azure',
  kind: 'tenant',
  nativeId: tenantId,
  name: 'acme',
} as const

async function runStep(
  step: string,
  session: AzureSession,
  into: {
    readonly records: Emission[]
    readonly gaps: AzureRun['gaps'][number][]
    readonly skipped: Record<string, string>
  },
): Promise<void> {
  const signal = new AbortController().signal
  const { classify } = connector
  const place = { connector: 'azure', scope: scope.id, step, tally: { calls: 0, retries: 0 }, signal, classify }
  const call = makeCalls(testLimits, hastyClock, () => undefined).for(place)
  const io = {
    env: () => undefined,
    now: scanNow,
    call,
    signal,
    log: () => undefined,
    fingerprint: (value: string) => value,
    readFile: async () => '',
    sleep: async () => undefined,
    time: () => 0,
    tier: 'deep' as const,
  }
  try {
    await connector.steps[step]!({
      scope,
      session,
      io,
      call,
      emit: (record) => void into.records.push(record),
      gap: (gap) => void into.gaps.push({ step, ...gap }),
      skip: (detail) => void (into.skipped[step] = detail),
    })
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError)) throw error
    const permission = error instanceof AccessError ? { permission: error.permission } : {}
    into.gaps.push({ step, reason: error.reason, detail: error.message, ...permission })
  }
}

function answerTo(wire: AzureWire, { url, body }: Pick<Question, 'url' | 'body'>): Answer {
  const { pathname } = new URL(url)
  if (pathname.endsWith('Microsoft.ResourceGraph/resources')) return shown(wire, body as GraphQuestion)
  if (pathname.endsWith('/$batch')) return batched(wire, url, body as { requests: { id: string; url: string }[] })
  const path = decodeURIComponent(pathname).replace(/^\/v1\.0/, '')
  const found = wire.at?.[path]
  if (found === undefined) return refused({ status: 404, code: 'ResourceNotFound' })
  if (isRefusal(found)) return refused(found)
  return { status: 200, headers: {}, data: Array.isArray(found) ? { value: found } : found }
}

interface GraphQuestion {
  readonly query: string
  readonly options: { readonly $skipToken?: string }
}

function shown(wire: AzureWire, { query, options }: GraphQuestion): Answer {
  const [, type = ''] = /'([^']+)'/.exec(query) ?? []
  const found = wire.rows?.[type.split('/').at(-1) ?? ''] ?? wire.rows?.[query.split(' ')[0] ?? ''] ?? []
  if (isRefusal(found)) return refused(found)
  const from = Number(options.$skipToken ?? 0)
  const until = from + (wire.pageSize ?? 1000)
  const next = until < found.length ? { $skipToken: String(until) } : {}
  return { status: 200, headers: {}, data: { data: found.slice(from, until), ...next } }
}

function batched(
  wire: AzureWire,
  url: string,
  { requests }: { readonly requests: readonly { id: string; url: string }[] },
): Answer {
  const { origin } = new URL(url)
  const responses = requests.map(({ id, url: part }) => {
    const { status, data } = answerTo(wire, { url: `${origin}/v1.0${part}` })
    return { id, status, body: data }
  })
  return { status: 200, headers: {}, data: { responses } }
}

function isRefusal(found: object): found is Refusal {
  return 'status' in found && 'code' in found
}

function refused({ status, code, message = 'No.' }: Refusal): Answer {
  return { status, headers: {}, data: { error: { code, message } } }
}
