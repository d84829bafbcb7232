/** Which of the granted actions stay, and why. */
import type { Instant } from '../../../model/index.ts'
import { actionFacts } from '../aws-actions/index.ts'
import { grantsOf, serviceOf, union, type Grants } from './grants.ts'
import { companionsOf, isRare, specialIn, isUsedThroughServices, mayTakeRole, passRole } from './habits.ts'
import { listOf } from '../aws-statements.ts'
import type { Held, LastAccessed, Stay } from './types.ts'
import { isRecent } from './usage.ts'

export interface Judgement {
  /** What the policies that may be cut grant. */
  readonly granted: Grants
  /** Why an action stays; `undefined`: nobody missed it. The action in full, as AWS writes it. */
  readonly stays: (action: string, service?: string) => Stay | undefined
  /** Prefixes of granted services that were told of and not used. */
  readonly unused: readonly string[]
  readonly used: readonly string[]
  /** Prefixes of granted services of which AWS tells nothing. */
  readonly untold: readonly string[]
  /** When it was last asked for, as far as AWS tells. */
  readonly lastAccessed: (
    action: string,
    service?: string,
  ) => { readonly at: Instant | null; readonly level: 'service' | 'action' }
}

interface Telemetry {
  readonly state: (service: string) => 'used' | 'unused' | 'untold'
  readonly service: (service: string) => Instant | null
  /** `undefined`: not an action that AWS keeps track of. */
  readonly action: (action: string) => Instant | null | undefined
  readonly recent: (time: Instant | null) => boolean
}

export function judge(policies: readonly Held[], usage: LastAccessed, now: Instant, maxDays: number): Judgement {
  const told = telemetryOf(usage, now, maxDays)
  const grantsIn = (fixed: boolean): Grants =>
    union(policies.filter((held) => held.fixed === fixed).flatMap(({ document }) => document.Statement.map(grantsOf)))
  const granted = grantsIn(false)
  const fixed = grantsIn(true)
  const named = namedIn(policies)
  const first = (action: string): Stay | undefined => {
    if (fixed.get(serviceOf(action))?.has(action)) return 'fixed'
    return seen(action, told) ?? (isRare(action) && named().has(action) ? 'rare' : undefined)
  }
  const companions = companionsIn(granted, first, told)
  const known = new Map<string, Stay | undefined>()
  const stays = (action: string, service = serviceOf(action)): Stay | undefined => {
    // The many actions of services that nobody used, and of those that nobody knows of, take no second look.
    const state = fixed.has(service) ? undefined : told.state(service)
    if (state === 'untold') return 'no-telemetry'
    if (state === 'unused' && !specialIn(service).has(action)) return undefined
    if (known.has(action)) return known.get(action)
    const why = first(action) ?? companions(action)
    known.set(action, why)
    return why
  }
  const inState = (wanted: string) => [...granted.keys()].filter((service) => told.state(service) === wanted).toSorted()
  return {
    granted,
    stays,
    unused: inState('unused'),
    used: inState('used'),
    untold: inState('untold'),
    lastAccessed: (action, service = serviceOf(action)) => {
      const own = told.state(service) === 'used' ? told.action(action) : undefined
      return own === undefined ? { at: told.service(service), level: 'service' } : { at: own, level: 'action' }
    },
  }
}

function telemetryOf({ services, actions }: LastAccessed, now: Instant, maxDays: number): Telemetry {
  const byService = new Map(Object.entries(services).map(([service, time]) => [service.toLowerCase(), time]))
  const byAction = new Map(Object.entries(actions).map(([action, time]) => [action.toLowerCase(), time]))
  const recent = (time: Instant | null): boolean => isRecent(time, now, maxDays)
  const states = new Map([...byService].map(([service, time]) => [service, recent(time) ? 'used' : 'unused'] as const))
  return {
    recent,
    service: (service) => byService.get(service) ?? null,
    action: (action) => byAction.get(action.toLowerCase()),
    state: (service) => states.get(service) ?? 'untold',
  }
}

/** What telemetry alone says: of a used service only actions go that AWS keeps track of one by one. */
function seen(action: string, told: Telemetry): Stay | undefined {
  const state = told.state(serviceOf(action))
  if (state === 'untold') return 'no-telemetry'
  if (state === 'unused') return undefined
  const time = told.action(action)
  if (time === undefined) return 'no-telemetry'
  if (told.recent(time)) return 'used'
  // Tags are checked with the call that creates what they are put on, and then leave no trace.
  return actionFacts(action)?.level === 'Tagging' ? 'needed' : undefined
}

/** Actions that a statement names by more than their service. */
function namedIn(policies: readonly Held[]): () => ReadonlySet<string> {
  let found: Set<string> | undefined
  return () => {
    found ??= new Set(
      policies.flatMap(({ document }) =>
        document.Statement.flatMap((statement) => {
          const patterns = listOf(statement.Action).filter((pattern) => /:.*[^*?]/.test(pattern))
          const grants = grantsOf({ Effect: statement.Effect, Action: patterns })
          return [...grants.values()].flatMap((actions) => [...actions])
        }),
      ),
    )
    return found
  }
}

/** What the actions that stay need besides. */
function companionsIn(
  granted: Grants,
  first: (action: string) => Stay | undefined,
  told: Telemetry,
): (action: string) => Stay | undefined {
  let needed: ReadonlySet<string> | undefined
  let passes: boolean | undefined
  let others: boolean | undefined
  const some = (test: (action: string) => boolean): boolean =>
    [...granted.values()].some((actions) => [...actions].some((action) => test(action) && first(action) !== undefined))
  return (action) => {
    if (action === passRole) {
      passes ??= some(mayTakeRole)
      return passes ? 'needed' : undefined
    }
    if (isUsedThroughServices(action)) {
      others ??= some((other) => serviceOf(other) !== 'kms')
      return others ? 'no-telemetry' : undefined
    }
    needed ??= new Set(
      [...granted].flatMap(([service, actions]) =>
        told.state(service) === 'used'
          ? [...actions].flatMap((each) => (first(each) === undefined ? [] : companionsOf(each)))
          : [],
      ),
    )
    return needed.has(action) ? 'needed' : undefined
  }
}
