/** What an identity of Microsoft holds: roles of the directory, permissions of APIs, roles of Azure, also by its groups. */
import type { View } from '../../inventory/view.ts'
import type { Edge, Resource } from '../../model/index.ts'
import { isKnown, valueOf } from '../../model/index.ts'
import type { AzureRoleFacts } from '../../model/facts/azure.ts'
import type {
  AgentIdentityFacts,
  ApplicationFacts,
  AppRoleFacts,
  DelegatedGrantFacts,
  DirectoryRoleFacts,
} from '../../model/facts/entra.ts'
import { roleReach } from './azure-actions/index.ts'
import type { RoleReach } from './azure-actions/index.ts'
import { makesOwners, rankAzure } from './azure-ranks.ts'
import { tenantOf } from './azure-scopes.ts'
import { applicationPermissionTier, delegatedScopeTier, directoryRoleTier } from './entra-tiers/index.ts'
import type { Ranked } from './entra-tiers/index.ts'

interface Held {
  readonly grant: Edge
  /** The resource that was granted. */
  readonly what: Resource
  readonly name: string
  readonly ranked: Ranked
  readonly state: 'active' | 'eligible'
  /** Entity id of the group or blueprint that it comes by; undefined: it is its own. */
  readonly through: string | undefined
}
export interface DirectoryHolding extends Held {
  readonly kind: 'directory-role'
  /** `/` is all of the tenant. */
  readonly scope: string
}
export interface PermissionHolding extends Held {
  readonly kind: 'app-role'
  readonly facts: AppRoleFacts
}
export interface DelegatedHolding extends Held {
  readonly kind: 'delegated'
  readonly facts: DelegatedGrantFacts
}
export interface AzureHolding extends Held {
  readonly kind: 'azure-role'
  readonly scope: string
  readonly condition: string | null
  readonly reach: RoleReach
  /** It makes owners over its scope, itself among them. Undefined: nobody can tell. */
  readonly owners: boolean | undefined
}
export type Holding = DirectoryHolding | PermissionHolding | DelegatedHolding | AzureHolding

/** Heaviest first. */
export const weights = ['control', 'takeover', 'data', 'management', 'limited', 'none'] as const
export type Weight = (typeof weights)[number]

const kinds = ['directory-role', 'app-role', 'delegated-grant', 'azure-role'] as const
type Kind = (typeof kinds)[number]

/** What was granted to groups that it belongs to, and to its blueprint where it inherits, is among it. */
export function holdingsOf(view: View, principal: string): readonly Holding[] {
  return view.once(`azure holdings ${principal}`, () => [
    ...holdingsBy(view, principal, { holder: principal, through: undefined }, kinds),
    // Members of a group get its roles; permissions of APIs never come by a group into an application's token.
    ...view
      .edgesFrom(principal, 'member-of')
      .flatMap(({ to }) => holdingsBy(view, principal, { holder: to, through: to }, ['directory-role', 'azure-role'])),
    ...inherited(view, principal, ['app-role', 'delegated-grant']),
  ])
}

/** The permissions alone that it holds as itself. */
export function permissionsOf(view: View, principal: string): readonly PermissionHolding[] {
  const own = holdingsBy(view, principal, { holder: principal, through: undefined }, ['app-role'])
  return [...own, ...inherited(view, principal, ['app-role'])].filter((holding) => holding.kind === 'app-role')
}

interface Source {
  /** Entity id of what was granted something. */
  readonly holder: string
  readonly through: string | undefined
}

function holdingsBy(view: View, principal: string, source: Source, of: readonly Kind[]): readonly Holding[] {
  return view.edgesFrom(source.holder, 'grants').flatMap((grant): readonly Holding[] => {
    const kind = of.find((each) => each === grant.to.split(':')[2])
    const what = kind && view.resource(grant.to)
    if (kind === undefined || what === undefined) return []
    return [readers[kind]({ view, principal, grant, what, through: source.through })]
  })
}

interface Granted {
  readonly view: View
  readonly principal: string
  readonly grant: Edge
  readonly what: Resource
  readonly through: string | undefined
}
type Reader = (granted: Granted) => Holding

const readers: { readonly [K in Kind]: Reader } = {
  'directory-role': ({ grant, what, through }) => {
    const facts = what.facts as DirectoryRoleFacts
    const { directoryScope, state } = conditionsOf(grant)
    const ranked = directoryRoleTier(facts)
    return {
      kind: 'directory-role',
      grant,
      what,
      name: facts.displayName,
      ranked,
      state,
      scope: directoryScope,
      through,
    }
  },
  'app-role': ({ grant, what, through }) => {
    const facts = what.facts as AppRoleFacts
    const value = valueOf(facts.value)
    const ranked = applicationPermissionTier({ apiAppId: facts.apiAppId, value: value ?? '' })
    return {
      kind: 'app-role',
      grant,
      what,
      name: value ?? `access to ${facts.apiName}`,
      ranked,
      state: 'active',
      facts,
      through,
    }
  },
  'delegated-grant': ({ grant, what, through }) => {
    const facts = what.facts as DelegatedGrantFacts
    const apiAppId = valueOf(facts.apiAppId) ?? ''
    const ranked = heaviest(facts.scopes.map((scope) => delegatedScopeTier({ apiAppId, scope })))
    return { kind: 'delegated', grant, what, name: facts.scopes.join(' '), ranked, state: 'active', facts, through }
  },
  'azure-role': ({ view, principal, grant, what, through }) => {
    const facts = what.facts as AzureRoleFacts
    const { scope, condition, state } = conditionsOf(grant)
    const reach = roleReach(facts)
    const owners = makesOwners(view, { principal, role: facts, reach, scope, condition })
    const held = { grant, what, name: facts.roleName, state, through }
    return { kind: 'azure-role', ...held, ranked: rankAzure(reach, owners, scope), scope, condition, reach, owners }
  },
}

function conditionsOf({ conditions }: Edge): {
  readonly scope: string
  readonly directoryScope: string
  readonly condition: string | null
  readonly state: 'active' | 'eligible'
} {
  const given = typeof conditions === 'object' && conditions !== null && !Array.isArray(conditions) ? conditions : {}
  const text = (name: string): string | null => {
    const value: unknown = Reflect.get(given, name)
    return typeof value === 'string' ? value : null
  }
  return {
    scope: text('scope') ?? '/',
    directoryScope: text('directoryScope') ?? '/',
    condition: text('condition'),
    state: text('state') === 'eligible' ? 'eligible' : 'active',
  }
}

function heaviest(ranked: readonly Ranked[]): Ranked {
  const order = (each: Ranked): number => weights.indexOf(weightOfTier(each.tier))
  return (
    ranked.toSorted((a, b) => order(a) - order(b))[0] ?? {
      tier: 'limited',
      reason: 'It asks for no scope.',
      source: 'derived',
    }
  )
}

function weightOfTier(tier: Ranked['tier']): Weight {
  return tier === 'unranked' ? 'limited' : tier
}

/** Agents have what their blueprint lets them inherit of its own grants. */
function inherited(view: View, agent: string, of: readonly Kind[]): readonly Holding[] {
  const identity = view.identity(agent)
  if (identity?.kind !== 'agent-identity') return []
  const { blueprintPrincipalId, blueprintAppId } = identity.facts as AgentIdentityFacts
  const blueprint = view.edgesTo(agent, 'delegates-to').map(({ from }) => from)[0]
  if (blueprint === undefined || !isKnown(blueprintPrincipalId)) return []
  const lets = inheritableOf(view, tenantOf(agent), valueOf(blueprintAppId))
  return holdingsBy(view, agent, { holder: blueprint, through: blueprint }, of).filter((holding) => {
    if (holding.kind !== 'app-role' && holding.kind !== 'delegated') return false
    const api = holding.kind === 'app-role' ? holding.facts.apiAppId : valueOf(holding.facts.apiAppId)
    const rule = lets.find(({ apiAppId }) => apiAppId === api)
    const kind = (holding.kind === 'app-role' ? rule?.rolesKind : rule?.scopesKind) ?? rule?.kind
    if (rule === undefined || kind === 'none') return false
    if (kind === 'all') return true
    const names: readonly string[] = holding.kind === 'app-role' ? rule.roles : rule.scopes
    return holding.kind === 'app-role'
      ? names.includes(valueOf(holding.facts.value) ?? '')
      : holding.facts.scopes.some((scope) => names.includes(scope))
  })
}

function inheritableOf(view: View, tenant: string, blueprintAppId: string | undefined) {
  const all = view.once(
    `azure agent blueprints by application id ${tenant}`,
    () =>
      new Map(
        [...view.resources({ kind: 'agent-blueprint', scope: tenant })].map((each) => [
          each.nativeId,
          each.facts as ApplicationFacts,
        ]),
      ),
  )
  const facts = blueprintAppId === undefined ? undefined : all.get(blueprintAppId)
  return valueOf(facts?.inheritable) ?? []
}

/** The heaviest of what is active and of the tenant at large; what has to be activated first, or holds for one object, does not count. */
export function weightOf(holdings: readonly Holding[]): Weight {
  const own = holdings.filter(counts).map(({ ranked }) => weightOfTier(ranked.tier))
  return weights.find((weight) => own.includes(weight)) ?? 'none'
}

/** Delegated rights are bounded by whoever signs in: they are told apart. */
function counts(holding: Holding): boolean {
  if (holding.state === 'eligible' || holding.kind === 'delegated') return false
  return holding.kind !== 'directory-role' || holding.scope === '/'
}

/** The holdings that make the weight. */
export function weighing(holdings: readonly Holding[], weight: Weight): readonly Holding[] {
  return holdings.filter((holding) => counts(holding) && weightOfTier(holding.ranked.tier) === weight)
}
