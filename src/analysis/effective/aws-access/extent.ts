/** All that a principal may do: asked of the evaluator action by action, and told by service, level and scope. */
import type { PathStatement } from '../../../model/index.ts'
import { actionFacts, actionsOf, expandAction, services, serviceTitle } from '../aws-actions/index.ts'
import type { AccessLevel } from '../aws-actions/index.ts'
import type { CompiledStatement, StatementRef } from '../aws-policy/index.ts'
import { listOf } from '../aws-statements.ts'
import { ask } from './ask.ts'
import { describe } from './describe.ts'
import { innerOf } from './principals.ts'
import { concrete, fits, isGlobalService } from './samples.ts'
import type { Account, MissingFact, Principal } from './types.ts'

export interface Extent {
  /** `s3`, and how AWS calls it. */
  readonly service: string
  readonly title: string
  readonly levels: readonly AccessLevel[]
  /** Full names, in order. */
  readonly actions: readonly string[]
  /** Every action of the service. */
  readonly whole: boolean
  /** Patterns of resources as the policies have them; `*` alone: everything. */
  readonly scope: readonly string[]
  /** Only under conditions of the request that nobody can know beforehand. */
  readonly conditional: boolean
  /** The Allow and Deny statements that decide. */
  readonly statements: readonly PathStatement[]
}

export interface Holding {
  /** Everything on everything, at least until a Deny for single resources. */
  readonly everything: boolean
  readonly extents: readonly Extent[]
  /** Deny statements that take something out of what is granted; whole actions that they take are not among the extents. */
  readonly denies: readonly PathStatement[]
  /** Patterns that are granted and cover no action that is known. */
  readonly unknownActions: readonly string[]
  /** Facts that were not read and could make it more or less. */
  readonly missing: readonly MissingFact[]
}

const levelOrder: readonly AccessLevel[] = ['List', 'Read', 'Write', 'Tagging', 'Permissions management']

export function whatCan(principal: Principal, account: Account): Holding {
  const granting = principal.caller.identity.flatMap(({ statements }) => statements)
  const grants = grantsOf(granting.filter(({ effect }) => effect === 'Allow'))
  const found = new Map<string, Found>()
  for (const [action, patterns] of grants.byAction) weigh(principal, account, action, patterns, found)
  const extents = [...found.values()].map((each) => extentOf(each, principal)).toSorted(inOrder)
  const whole = extents.filter((extent) => extent.whole && isOpen(extent))
  return {
    everything: whole.length > 0 && whole.length === services().length,
    extents,
    denies: deniesOf(principal, [...grants.byAction.keys()]),
    unknownActions: grants.unknown,
    missing: principal.missing,
  }
}

/** On everything and whatever the request. */
export function isOpen({ scope, conditional }: Pick<Extent, 'scope' | 'conditional'>): boolean {
  return scope.length === 1 && scope[0] === '*' && !conditional
}

interface Grants {
  readonly byAction: ReadonlyMap<string, ReadonlySet<string>>
  readonly unknown: readonly string[]
}

function grantsOf(statements: readonly CompiledStatement[]): Grants {
  const byAction = new Map<string, Set<string>>()
  const unknown = new Set<string>()
  for (const { source, coversAction } of statements) {
    const resources = source.Resource === undefined ? ['*'] : listOf(source.Resource)
    const expanded = listOf(source.Action).map((pattern) => [pattern, expandAction(pattern)] as const)
    for (const [pattern, names] of expanded) if (names.length === 0) unknown.add(pattern)
    const names =
      source.Action === undefined
        ? expandAction('*').filter((name) => coversAction(name.toLowerCase()))
        : new Set(expanded.flatMap(([, actions]) => actions))
    for (const name of names) {
      const before = byAction.get(name)
      if (before) for (const resource of resources) before.add(resource)
      else byAction.set(name, new Set(resources))
    }
  }
  return { byAction, unknown: [...unknown].toSorted() }
}

interface Found {
  readonly service: string
  readonly scope: readonly string[]
  readonly conditional: boolean
  readonly actions: string[]
  readonly refs: Map<string, StatementRef>
}

/** Asks on a sample of each pattern, of everything first, and notes what is left of the grant. */
function weigh(
  principal: Principal,
  account: Account,
  action: string,
  patterns: ReadonlySet<string>,
  into: Map<string, Found>,
): void {
  const service = action.slice(0, action.indexOf(':'))
  const allowed: string[] = []
  const conditional: string[] = []
  const refs: StatementRef[] = []
  for (const pattern of scopesFor(principal, action, patterns)) {
    if (allowed.includes('*')) break
    const resource = concrete(pattern, action, principal, account)
    const region = isGlobalService(service) ? {} : { context: { 'aws:RequestedRegion': account.region } }
    const answer = ask(principal, { action, resource, resourceAccount: principal.account, ...region })
    if (answer.verdict === 'denied') continue
    const kept = answer.verdict === 'allowed' ? allowed : conditional
    kept.push(pattern)
    refs.push(...answer.because)
  }
  note(into, { service, action, refs, scope: allowed.includes('*') ? ['*'] : allowed, conditional: false })
  if (!allowed.includes('*')) note(into, { service, action, refs, scope: conditional, conditional: true })
}

/** Patterns to ask about: `*` first; where a limit leaves less than everything, its own patterns besides. */
function scopesFor(principal: Principal, action: string, patterns: ReadonlySet<string>): readonly string[] {
  if (!patterns.has('*')) return [...patterns].filter((pattern) => fits(pattern, action))
  const { boundary, serviceControl } = principal.caller
  const limits = [...(boundary ? [boundary] : []), ...(serviceControl ?? []).flat()]
  const narrower = limits
    .flatMap(({ statements }) => statements)
    .filter(({ effect, coversAction }) => effect === 'Allow' && coversAction(action.toLowerCase()))
    .flatMap(({ source }) => listOf(source.Resource))
  const rest = [...narrower, ...patterns].filter((pattern) => pattern !== '*' && fits(pattern, action))
  return ['*', ...new Set(rest)]
}

interface Noted {
  readonly service: string
  readonly action: string
  readonly refs: readonly StatementRef[]
  readonly scope: readonly string[]
  readonly conditional: boolean
}

function note(into: Map<string, Found>, { service, action, refs, scope, conditional }: Noted): void {
  if (scope.length === 0) return
  const sorted = scope.toSorted()
  const key = JSON.stringify([service, sorted, conditional])
  const found: Found = into.get(key) ?? { service, scope: sorted, conditional, actions: [], refs: new Map() }
  found.actions.push(action)
  for (const ref of refs) found.refs.set(`${ref.source} ${ref.level} ${ref.policy} ${ref.statement}`, ref)
  into.set(key, found)
}

function extentOf({ service, scope, conditional, actions, refs }: Found, principal: Principal): Extent {
  const levels = new Set(actions.map((action) => actionFacts(action)?.level))
  return {
    service,
    title: serviceTitle(service) ?? service,
    levels: levelOrder.filter((level) => levels.has(level)),
    actions: actions.toSorted(),
    whole: actions.length === actionsOf(service)?.length,
    scope,
    conditional,
    statements: [...refs.values()].flatMap((ref) => describe(ref, principal) ?? []),
  }
}

function inOrder(a: Extent, b: Extent): number {
  if (a.service !== b.service) return a.service < b.service ? -1 : 1
  return Number(a.conditional) - Number(b.conditional) || b.actions.length - a.actions.length
}

/** Of all that limits the principal, what denies something of what it is granted. */
function deniesOf(principal: Principal, actions: readonly string[]): readonly PathStatement[] {
  const held = actions.map((action) => action.toLowerCase())
  const { caller } = principal
  const { guardrails } = innerOf(principal)
  const places = [
    ...caller.identity.map((policy, index) => ({ policy, at: { source: 'identity', policy: index } as const })),
    ...(caller.boundary ? [{ policy: caller.boundary, at: { source: 'boundary', policy: 0 } as const }] : []),
    ...guardrails.serviceControl.flatMap((policies, level) =>
      policies.map((policy, index) => ({ policy, at: { source: 'scp', policy: index, level } as const })),
    ),
  ]
  return places.flatMap(({ policy, at }) =>
    policy.statements
      .filter(({ effect, coversAction }) => effect === 'Deny' && held.some(coversAction))
      .flatMap(({ index }) => describe({ ...at, statement: index, effect: 'Deny' }, principal) ?? []),
  )
}
