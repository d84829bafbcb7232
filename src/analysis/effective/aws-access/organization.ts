/** What an organisation lays upon an account: service and resource control policies, level by level. */
import type { View } from '../../../inventory/view.ts'
import type { GapReason, Resource, Scope } from '../../../model/index.ts'
import { becauseOf, isKnown } from '../../../model/index.ts'
import type {
  MembershipFacts,
  OrganizationAccountFacts,
  OrganizationFacts,
  OrganizationPolicyFacts,
  PolicyDocument,
} from '../../../model/facts/aws.ts'
import type { CompiledPolicy } from '../aws-policy/index.ts'
import { compilePolicy } from '../aws-policy/index.ts'
import type { MissingFact } from './types.ts'

type Levels = readonly (readonly CompiledPolicy[])[]

export interface Guardrails {
  /** Root first; without the levels to which nothing is attached. */
  readonly serviceControl: Levels
  readonly resourceControl: Levels
  /** `null`: in no organisation; `undefined`: not known. */
  readonly organization: string | null | undefined
  /** `o-acme/r-root/ou-1/`, as `aws:PrincipalOrgPaths` writes it. */
  readonly path: string | undefined
  readonly managementAccount: string | undefined
  /** Ids of the levels that the service control policies stand for, in the same order. */
  readonly levels: readonly string[]
  /** The same of the resource control policies. */
  readonly resourceLevels: readonly string[]
  readonly missing: readonly MissingFact[]
}

const none: Guardrails = {
  serviceControl: [],
  resourceControl: [],
  organization: null,
  path: undefined,
  managementAccount: undefined,
  levels: [],
  resourceLevels: [],
  missing: [],
}

interface Organization {
  readonly scope: Scope
  readonly facts: OrganizationFacts | undefined
  readonly accounts: ReadonlyMap<string, Resource>
  readonly policies: { readonly service: readonly ControlPolicy[]; readonly resource: readonly ControlPolicy[] }
  readonly missing: readonly MissingFact[]
}

interface ControlPolicy {
  readonly policy: CompiledPolicy
  readonly targets: ReadonlySet<string>
}

export function guardrailsOf(view: View, account: Scope): Guardrails {
  const organizations = view.once('aws organizations', () =>
    view
      .scopes()
      .filter(({ provider, kind }) => provider === 'aws' && kind === 'organization')
      .map((scope) => readOrganization(view, scope)),
  )
  const own = organizations.find(({ scope, accounts }) => scope.id === account.parent || accounts.has(account.nativeId))
  if (own) return within(own, account.nativeId)
  // An account that a whole list of accounts leaves out belongs to none of the organisations that were read.
  if (organizations.length > 0 && organizations.every(({ accounts }) => accounts.size > 0)) return none
  const gap = view.gap('aws.organization', account.id)
  return gap ? byMembership(view, account, gap.reason) : none
}

/** What the account itself says, where its organization was not read. */
function byMembership(view: View, account: Scope, because: GapReason): Guardrails {
  const [membership] = view.resources({ kind: 'organizations:membership', scope: account.id })
  const facts = membership?.facts as MembershipFacts | undefined
  if (facts?.organizationId === null) return none
  const managementAccount = facts?.managementAccountId ?? undefined
  // Control policies do not hold in the management account.
  const missing = managementAccount === account.nativeId ? [] : [notRead(because)]
  return { ...none, organization: facts?.organizationId, managementAccount, missing }
}

function notRead(because: GapReason = 'not-collected'): MissingFact {
  return { fact: 'service and resource control policies of the organization', because, limit: true }
}

function readOrganization(view: View, scope: Scope): Organization {
  const accounts = new Map<string, Resource>()
  for (const account of view.resources({ kind: 'organizations:account', scope: scope.id }))
    accounts.set(account.nativeId, account)
  const [organization] = view.resources({ kind: 'organizations:organization', scope: scope.id })
  const missing: MissingFact[] = []
  const gap = view.gap('aws.organization', scope.id)
  if (gap) missing.push(notRead(gap.reason))
  const read = (kind: string): readonly ControlPolicy[] =>
    [...view.resources({ kind, scope: scope.id })].flatMap((resource) => controlPolicy(resource, missing))
  const policies = {
    service: read('organizations:service-control-policy'),
    resource: read('organizations:resource-control-policy'),
  }
  return { scope, facts: organization?.facts as OrganizationFacts | undefined, accounts, policies, missing }
}

function controlPolicy(resource: Resource, missing: MissingFact[]): readonly ControlPolicy[] {
  const { document, targets } = resource.facts as unknown as OrganizationPolicyFacts
  if (!isKnown<PolicyDocument>(document) || !isKnown<readonly string[]>(targets)) {
    const because = becauseOf(isKnown<PolicyDocument>(document) ? targets : document)
    missing.push({ fact: `the control policy ${resource.name}`, because, limit: true })
    return []
  }
  return [{ policy: compilePolicy(document, resource.name), targets: new Set(targets) }]
}

function within(organization: Organization, accountId: string): Guardrails {
  const { facts, scope, policies, missing } = organization
  const account = organization.accounts.get(accountId)
  const path = (account?.facts as Partial<OrganizationAccountFacts> | undefined)?.path ?? []
  const levels = [...path, accountId]
  const management = facts?.managementAccountId === accountId
  // Neither kind of policy holds in the management account.
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
  const service = management
    ? []
    : levelled(policies.service, levels).map((level) => (missing.length > 0 ? withUnread(level) : level))
  const resource = management ? [] : levelled(policies.resource, levels)
  const unplaced = account === undefined && !management ? [notRead()] : []
  return {
    serviceControl: service.map(([, list]) => list),
    resourceControl: resource.map(([, list]) => list),
    organization: scope.nativeId,
    path: path.length === 0 ? undefined : `${[scope.nativeId, ...path].join('/')}/`,
    managementAccount: facts?.managementAccountId,
    levels: service.map(([level]) => level),
    resourceLevels: resource.map(([level]) => level),
    missing: management ? [] : [...missing, ...unplaced],
  }
}

type Level = readonly [string, readonly CompiledPolicy[]]

/** What allows anything at a level may be the very policy that nobody could read. */
function withUnread([level, attached]: Level): Level {
  const allows = attached.some(({ statements }) => statements.some(({ effect }) => effect === 'Allow'))
  return allows ? [level, attached] : [level, [...attached, fullAccess]]
}

const fullAccess = compilePolicy(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  'FullAWSAccess',
)

/**
 * At least one policy is attached to every root, unit and account as long as the policy type is on, FullAWSAccess to
 * begin with: a level without any is one whose default nobody wrote down.
 */
function levelled(policies: readonly ControlPolicy[], levels: readonly string[]): readonly Level[] {
  return levels.flatMap((level) => {
    const attached = policies.filter(({ targets }) => targets.has(level)).map(({ policy }) => policy)
    return attached.length === 0 ? [] : [[level, attached] as const]
  })
}
