/** Whom a workload says that it runs as, and which service account that is. */
import { unknown } from '../../../model/index.ts'
import type { Known } from '../../../model/index.ts'
import type { GcpSession } from '../session.ts'

export type RunsAs =
  /** An e-mail or a unique id, alone or behind `projects/…/serviceAccounts/`; `default` is the project's own of Compute Engine. */
  | { readonly is: 'named'; readonly account: string }
  /** It names none, and Google then takes the project's default of Compute Engine or of App Engine. */
  | { readonly is: 'compute-default' | 'app-engine-default' }
  /** Cloud Build takes its own or the default of Compute Engine, as the project is set. */
  | { readonly is: 'build-default' }
  /** A machine without a service account. */
  | { readonly is: 'nobody' }

export interface Runner {
  /** What of the resource runs: `nodePools/blue`; left out: it itself. */
  readonly part?: string
  readonly partType?: string
  readonly as: RunsAs
  /** OAuth scopes; left out: it is bound by none. */
  readonly scopes?: readonly string[]
}

/** What a resource tells of itself. */
export interface Told {
  readonly labels: { readonly [key: string]: string }
  readonly runners: readonly Runner[]
  /** Full resource name, by the project's id, where the API itself was asked. */
  readonly fullName?: (project: string) => string
  /** Where the type that was asked for is not the thing's own. */
  readonly assetType?: string
}

export interface Project {
  readonly id: string
  readonly number: string | undefined
}

/** Named, or else what Google takes then. */
export function namedOr(otherwise: RunsAs['is'] & `${string}-default`, account: string | null | undefined): RunsAs {
  return account === undefined || account === null || account === '' ? { is: otherwise } : { is: 'named', account }
}

/** Null: it runs as nobody. */
export function accountOf(as: RunsAs, project: Project, session: Pick<GcpSession, 'facts'>): Known<string> {
  if (as.is === 'nobody') return null
  if (as.is === 'build-default') return unknown('not-collected')
  if (as.is === 'app-engine-default') return appEngineDefault(project)
  const account = as.is === 'named' ? (as.account.split('/').at(-1) ?? '').toLowerCase() : 'default'
  if (account.includes('@')) return account
  if (account === 'default') return computeDefault(project) ?? unknown('not-collected')
  return byUniqueId(session).get(account) ?? unknown('not-collected')
}

/** Either of these it may be. */
export function buildDefaults(project: Project): readonly string[] {
  const { number } = project
  return number === undefined
    ? []
    : [`${number}@cloudbuild.gserviceaccount.com`, `${number}-compute@developer.gserviceaccount.com`]
}

function computeDefault({ number }: Project): string | undefined {
  return number === undefined ? undefined : `${number}-compute@developer.gserviceaccount.com`
}

/** Projects of a domain are `example.com:shop`, and their accounts `shop.example.com@…`. */
function appEngineDefault({ id }: Project): string {
  const [domain = '', name] = id.split(':')
  return `${name === undefined ? domain : `${name}.${domain}`}@appspot.gserviceaccount.com`
}

const uniqueIds = new WeakMap<object, ReadonlyMap<string, string>>()

function byUniqueId({ facts }: Pick<GcpSession, 'facts'>): ReadonlyMap<string, string> {
  const accounts = facts.serviceAccounts
  if (accounts === undefined) return new Map()
  const known = uniqueIds.get(accounts) ?? new Map([...accounts.values()].map((row) => [row.uniqueId, row.email]))
  uniqueIds.set(accounts, known)
  return known
}
