/** Runs steps of the connector for Google Cloud over answers in memory, governed by the engine as in a scan. */
import { AccessError, VendorError } from '../../src/connectors/errors.ts'
import type { StepMeta } from '../../src/connectors/contract.ts'
import { connector } from '../../src/connectors/gcp/index.ts'
import { GcpConfig } from '../../src/connectors/gcp/schema.ts'
import { emptyFacts } from '../../src/connectors/gcp/session.ts'
import type { GcpSession, ProjectRow, ServiceAccountRow } from '../../src/connectors/gcp/session.ts'
import { answeringClient } from '../../src/connectors/shared/google/answering.ts'
import type { Question, Reply } from '../../src/connectors/shared/google/answering.ts'
import { makeCalls } from '../../src/engine/calls.ts'
import { scopeId } from '../../src/model/index.ts'
import type { Emission, Facts, Gap, Scope } from '../../src/model/index.ts'
import { gcpProjectNumber } from './gcp-place.ts'
import { hastyClock, scanNow, testLimits } from './scan.ts'

/** Another answer than the one asked for. */
export interface Refusal {
  readonly status: number
  readonly error: object
  readonly headers?: { readonly [name: string]: string }
}

/** One thing; or an object with one list (`{ accounts: [] }`), which is then paged. */
export type Held = object | Refusal | ((question: Question) => object | Refusal)
/** Rows, or why there are none. Of Cloud Asset's list a row is `{ name?, data, ancestors?, location? }`. */
export type Rows = readonly object[] | Refusal

export interface GcpWire {
  /** `organizations/1`, unless it says otherwise. */
  readonly root?: string
  /** Whether Cloud Asset answers; left out: it does. */
  readonly assets?: boolean
  readonly without?: GcpSession['without']
  readonly aboveIsRead?: boolean
  readonly self?: string
  readonly config?: unknown
  /** Cloud Asset's `assets.list`, by asset type; a type that is left out has none. */
  readonly assetRows?: { readonly [assetType: string]: Rows }
  /** Cloud Asset's `searchAllResources`, by asset type. */
  readonly searchRows?: { readonly [assetType: string]: Rows }
  /** Cloud Asset's `searchAllIamPolicies`; a function may look at the query. */
  readonly policyRows?: Rows | ((question: Question) => Rows)
  /** By host and decoded path: `iam /v1/projects/acme-prod/serviceAccounts`; what is not there is answered with 404. */
  readonly at?: { readonly [address: string]: Held }
  /** Rows a page, whatever was asked for. */
  readonly pageSize?: number
  /** What earlier steps have left. */
  readonly facts?: Partial<GcpSession['facts']>
}

export interface GcpRun {
  readonly records: readonly Emission[]
  readonly gaps: readonly Omit<Gap, 'connector' | 'scope'>[]
  readonly skipped: { readonly [step: string]: string }
  /** Requests, as host and path, with the asset type behind it: `cloudasset /v1/organizations/1/assets iam…/Role`. */
  readonly asked: readonly string[]
  readonly questions: readonly Question[]
  readonly session: GcpSession
}

export async function runGcp(steps: readonly string[], wire: GcpWire = {}): Promise<GcpRun> {
  const questions: Question[] = []
  const client = answeringClient((question) => {
    questions.push(question)
    return replyTo(wire, question)
  })
  const session: GcpSession = {
    client,
    config: GcpConfig.parse(wire.config ?? {}),
    root: wire.root ?? 'organizations/1',
    assets: wire.assets ?? true,
    without: wire.without,
    aboveIsRead: wire.aboveIsRead ?? false,
    self: wire.self,
    facts: { ...emptyFacts(), ...wire.facts },
  }
  const into: Into = { records: [], gaps: [], skipped: {} }
  for (const step of steps) await runStep(step, scopeOf(session.root), session, into)
  return { ...into, asked: questions.map(addressOf), questions, session }
}

interface Into {
  readonly records: Emission[]
  readonly gaps: Omit<Gap, 'connector' | 'scope'>[]
  readonly skipped: { [step: string]: string }
}

async function runStep(step: string, scope: Scope, session: GcpSession, into: Into): Promise<void> {
  const signal = new AbortController().signal
  const { classify } = connector
  const place = { connector: 'gcp', scope: scope.id, step, tally: { calls: 0, retries: 0 }, signal, classify }
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

function scopeOf(root: string): Scope {
  const kind = root.startsWith('projects/') ? 'project' : root.startsWith('folders/') ? 'folder' : 'organization'
  const nativeId = root.replace(/^projects\//, '')
  return { id: scopeId('gcp', kind, nativeId), provider: 'gcp', kind, nativeId, name: nativeId }
}

function addressOf({ host, path, query }: Question): string {
  const types = host === 'cloudasset' ? query.getAll('assetTypes') : []
  return [`${host} ${path}`, ...types].join(' ')
}

function replyTo(wire: GcpWire, question: Question): Reply {
  const { host, path, query } = question
  const held = wire.at?.[`${host} ${path}`] ?? (host === 'cloudasset' ? fromAssets(wire, question) : undefined)
  if (held === undefined) return refused(notFound(path))
  const found = typeof held === 'function' ? held(question) : held
  return isRefusal(found) ? refused(found) : { status: 200, data: JSON.stringify(paged(found, query, wire.pageSize)) }
}

function fromAssets(wire: GcpWire, question: Question): object | Refusal | undefined {
  const { path, query } = question
  const [type = ''] = query.getAll('assetTypes')
  if (path.endsWith(':searchAllResources')) return listOr('results', wire.searchRows?.[type] ?? [])
  if (path.endsWith(':searchAllIamPolicies')) {
    const { policyRows = [] } = wire
    return listOr('results', typeof policyRows === 'function' ? policyRows(question) : policyRows)
  }
  if (!path.endsWith('/assets')) return undefined
  const rows = wire.assetRows?.[type] ?? []
  if ('status' in rows) return rows
  return { assets: rows.map((row, index) => assetOf(row, type, index)) }
}

function listOr(name: string, rows: Rows): object | Refusal {
  return 'status' in rows ? rows : { [name]: rows }
}

function assetOf(row: object, assetType: string, index: number): object {
  const { data = row, location, ...head } = row as { readonly data?: object; readonly location?: string }
  const [service] = assetType.split('/')
  const resource = { data, ...(location === undefined ? {} : { location }) }
  return { name: `//${service}/${index}`, assetType, ...head, resource }
}

/** The one list of the answer in pages, `pageToken` telling where to go on. */
function paged(found: object, query: URLSearchParams, pageSize = 1000): object {
  const [list] = Object.entries(found).filter((entry): entry is [string, readonly object[]] => Array.isArray(entry[1]))
  if (list === undefined) return found
  const [name, rows] = list
  const from = Number(query.get('pageToken') ?? 0)
  const until = from + pageSize
  return { ...found, [name]: rows.slice(from, until), ...(until < rows.length ? { nextPageToken: `${until}` } : {}) }
}

function isRefusal(found: object): found is Refusal {
  return 'status' in found && 'error' in found && typeof found.status === 'number'
}

function refused({ status, error, headers = {} }: Refusal): Reply {
  return { status, headers, data: JSON.stringify({ error }) }
}

const errorInfo = 'type.googleapis.com/google.rpc.ErrorInfo'

export function denied(permission: string): Refusal {
  const metadata = { permission, resource: 'somewhere' }
  const details = [{ '@type': errorInfo, reason: 'IAM_PERMISSION_DENIED', domain: 'iam.googleapis.com', metadata }]
  return {
    status: 403,
    error: { code: 403, status: 'PERMISSION_DENIED', message: `Permission '${permission}' denied.`, details },
  }
}

/** The API is not enabled in the project. */
export function disabled(service: string, project = 'acme-prod'): Refusal {
  const metadata = { service, consumer: `projects/${project}` }
  const details = [{ '@type': errorInfo, reason: 'SERVICE_DISABLED', domain: 'googleapis.com', metadata }]
  return {
    status: 403,
    error: { code: 403, status: 'PERMISSION_DENIED', message: `${service} has not been used.`, details },
  }
}

export function overQuota(): Refusal {
  return { status: 429, error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded.' } }
}

export function badRequest(message = 'Unsupported asset type.'): Refusal {
  return { status: 400, error: { code: 400, status: 'INVALID_ARGUMENT', message } }
}

export function notFound(what = 'It'): Refusal {
  return { status: 404, error: { code: 404, status: 'NOT_FOUND', message: `${what} was not found.` } }
}

/** What the step `hierarchy` leaves of these projects, which lie right below the organization. */
export function projectFacts(...ids: readonly string[]): Pick<GcpSession['facts'], 'projects' | 'projectIds'> {
  const rows = ids.map((id): ProjectRow => {
    const number = gcpProjectNumber(id)
    return { id, number, name: id, above: ['organizations/1'], active: true, labels: {} }
  })
  return {
    projects: new Map(rows.map((row) => [row.id, row])),
    projectIds: new Map(rows.map(({ number, id }) => [number, id])),
  }
}

/** What the step `service-accounts` leaves of these. */
export function accountFacts(...rows: readonly ServiceAccountRow[]): Pick<GcpSession['facts'], 'serviceAccounts'> {
  return { serviceAccounts: new Map(rows.map((row) => [row.email, row])) }
}

export function recordsOf<Type extends Emission['type']>(
  { records }: Pick<GcpRun, 'records'>,
  type: Type,
): readonly Extract<Emission, { type: Type }>[] {
  return records.filter((record): record is Extract<Emission, { type: Type }> => record.type === type)
}

/** Facts of one entity with the patches of later steps laid over it. */
export function factsOf({ records }: Pick<GcpRun, 'records'>, id: string): Facts {
  const told = records.flatMap((record) =>
    'facts' in record && 'id' in record && record.id === id ? [record.facts] : [],
  )
  return Object.assign({}, ...told) as Facts
}

/** Permissions that were refused, and that the step does not declare. */
export function undeclared(steps: readonly StepMeta[], { gaps }: Pick<GcpRun, 'gaps'>): readonly string[] {
  const needs = new Map(steps.map(({ id, needs: declared }) => [id, new Set(declared)]))
  return gaps.flatMap(({ step, permission }) =>
    permission === undefined || needs.get(step)?.has(permission) === true ? [] : [permission],
  )
}
