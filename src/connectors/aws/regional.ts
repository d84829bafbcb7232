/** How steps go through regions: only where something can be, and so that one region's failure stays its own. */
import { all } from '../shared/fan-out.ts'
import { becauseOf, isKnown, unknown, type Known } from '../../model/index.ts'
import type { GapReason } from '../../model/index.ts'
import type { StepContext } from '../contract.ts'
import { AbsentError, AccessError, VendorError } from '../errors.ts'
import { noEndpoint } from './classify.ts'
import type { Clients, ServiceName } from './client.ts'
import { ask, type AskOptions, type AwsSession } from './session.ts'

export type AwsContext = StepContext<AwsSession>

/** Left by the step `regions`. */
export interface RegionPlan {
  readonly regions: readonly string[]
  /** What an index knows: a type's regions, and which regions and types it knows of at all. */
  readonly index?: {
    readonly covers: ReadonlySet<string>
    readonly shown: ReadonlyMap<string, ReadonlySet<string>>
  }
}

const planKey = 'regions'

export function leavePlan(session: AwsSession, plan: RegionPlan): void {
  session.facts.shared.set(planKey, plan)
}

function planOf(session: AwsSession): RegionPlan | undefined {
  return session.facts.shared.get(planKey) as RegionPlan | undefined
}

/** What is looked for, and what must be there for it to exist. */
export interface Target {
  /** Completes "No role trusts …, so the account runs no …": `Lambda functions`. */
  readonly what: string
  /** Service principals without their domain, such as `lambda`; empty: it needs no role. */
  readonly principals: readonly string[]
  /** Resource Explorer's names of it; empty: always look. */
  readonly types: readonly string[]
}

/** False where the account's roles prove that no workload of that service can run with one. */
export function mayRun(session: AwsSession, principals: readonly string[]): boolean {
  const { roles } = session.facts
  if (roles === undefined || principals.length === 0) return true
  return [...roles.values()].some(
    (role) =>
      role.trustUnknown ||
      role.trustedServices.some((service) => principals.some((name) => service.startsWith(`${name}.`))),
  )
}

/** The regions to ask: all enabled ones, less those of which an index knows that they hold none. */
function regionsFor(session: AwsSession, types: readonly string[]): readonly string[] {
  const plan = planOf(session)
  if (plan === undefined) return [session.region]
  const { regions, index } = plan
  if (index === undefined || types.length === 0 || types.some((type) => !index.shown.has(type))) return regions
  return regions.filter(
    (region) => !index.covers.has(region) || types.some((type) => index.shown.get(type)?.has(region)),
  )
}

/** One region of a step: asks, and takes what fails as unknown. */
export interface Region {
  readonly name: string
  readonly ask: <S extends ServiceName, T>(
    service: S,
    operation: string,
    send: (client: Clients[S], options: { abortSignal: AbortSignal }) => Promise<T>,
    options?: Omit<AskOptions, 'region'>,
  ) => Promise<T>
  /** The answer, `null` when the thing is absent, or unknown with a gap noted. */
  readonly attempt: <T>(answer: Promise<T>) => Promise<Known<T>>
}

interface Failed {
  readonly reason: GapReason
  readonly permission?: string
  readonly message: string
  readonly regions: Set<string>
}

/**
 * Runs `visit` for each region where the target can be. A region that fails becomes a gap that names it; the others go
 * on. The first regions are asked one by one until one answers, so that a permission that is missing is asked twice only.
 */
export async function acrossRegions(
  context: AwsContext,
  target: Target,
  visit: (region: Region) => Promise<void>,
): Promise<void> {
  const { session } = context
  if (!mayRun(session, target.principals)) {
    return context.skip(
      `No role of the account trusts ${namesOf(target.principals)}, so there are no ${target.what} that run with one.`,
    )
  }
  if (session.facts.roles === undefined && target.principals.length > 0) {
    context.io.log('info', `The account's roles could not be read: every enabled region is asked for ${target.what}.`)
  }
  const regions = regionsFor(session, target.types)
  if (regions.length === 0) return context.skip(`The Resource Explorer index shows no ${target.what} in any region.`)
  await visitRegions(context, regions, visit)
}

export async function visitRegions(
  context: AwsContext,
  names: readonly string[],
  visit: (region: Region) => Promise<void>,
): Promise<void> {
  const failures = new Map<string, Failed>()
  const note = (error: unknown, name: string): GapReason => noteFailure(failures, error, name)
  const one = async (name: string): Promise<boolean> => {
    const region = regionOf(context, name, (error) => note(error, name))
    try {
      await visit(region)
      return true
    } catch (error) {
      if (!(error instanceof AbsentError)) note(error, name)
      return false
    }
  }
  try {
    const rest = await firstAnswer(names, one)
    await all(rest, one)
  } finally {
    reportFailures(context, failures, names.length)
  }
}

/** Asks two regions at most, one after the other, until one answers; the regions that remain. */
async function firstAnswer(
  names: readonly string[],
  one: (name: string) => Promise<boolean>,
): Promise<readonly string[]> {
  for (const [index, name] of names.slice(0, 2).entries()) if (await one(name)) return names.slice(index + 1)
  return names.slice(2)
}

function regionOf(context: AwsContext, name: string, note: (error: unknown) => GapReason): Region {
  return {
    name,
    ask: (service, operation, send, options = {}) =>
      ask(context, service, operation, send, { ...options, region: name }),
    attempt: async (answer) => {
      try {
        return await answer
      } catch (error) {
        return error instanceof AbsentError ? null : unknown(note(error))
      }
    },
  }
}

/** Takes what the vendor withheld; throws on whatever else it is. */
function noteFailure(failures: Map<string, Failed>, error: unknown, region: string): GapReason {
  if (!(error instanceof AccessError || error instanceof VendorError)) throw error
  const permission = error instanceof AccessError ? error.permission : undefined
  const operation = error instanceof VendorError ? error.operation : ''
  const key = `${error.reason} ${permission ?? ''} ${operation} ${error.message === noEndpoint}`
  const known = failures.get(key)
  if (known) known.regions.add(region)
  else {
    failures.set(key, {
      reason: error.reason,
      ...(permission === undefined ? {} : { permission }),
      message: error.message,
      regions: new Set([region]),
    })
  }
  return error.reason
}

/**
 * A host name that does not exist, of a service that answers in other regions, is a region where it is not offered:
 * nothing can be there, and nothing is unseen. Where it answers nowhere, the way to it may be at fault.
 */
function reportFailures(context: AwsContext, failures: ReadonlyMap<string, Failed>, asked: number): void {
  for (const { reason, permission, message, regions } of failures.values()) {
    const places = [...regions].toSorted().join(', ')
    if (message === noEndpoint && regions.size < asked) context.io.log('debug', `Not offered in ${places}.`)
    else
      context.gap({ reason, ...(permission === undefined ? {} : { permission }), detail: `In ${places}: ${message}` })
  }
}

/** The first alone: what it meets tells whether the rest is worth asking. */
export async function firstThenRest<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const [first, ...rest] = items
  if (first === undefined) return
  await work(first)
  await all(rest, work)
}

/** The pages of a list, by the service's own token. A token that comes back ends it: it would never end otherwise. */
export async function* pages<P>(
  operation: string,
  fetch: (token: string | undefined) => Promise<P>,
  next: (page: P) => string | undefined,
): AsyncGenerator<P> {
  const seen = new Set<string>()
  for (let token: string | undefined; ;) {
    const page = await fetch(token)
    yield page
    token = next(page) || undefined
    if (token === undefined) return
    if (seen.has(token)) throw new VendorError(`${operation} gave the same page token twice.`, operation)
    seen.add(token)
  }
}

export function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size))
}

/** What an answer says, or why it says nothing: `unknown` and `null` pass through. */
export function from<T, R>(answer: Known<T>, read: (value: T) => Known<R>): Known<R> {
  if (isKnown(answer)) return read(answer)
  return answer === null ? null : unknown(becauseOf(answer))
}

function namesOf(principals: readonly string[]): string {
  return principals.map((name) => `${name}.amazonaws.com`).join(' or ')
}
