/** The values that a variable may take in a scene. */
import type { Resource } from '../../../../model/index.ts'
import { isKnown, isUnknown } from '../../../../model/index.ts'
import { policyFacts, workloadFacts } from '../../aws-facts.ts'
import { ask } from '../../aws-access/index.ts'
import type { Account, Principal } from '../../aws-access/types.ts'
import type { Domain } from '../catalogue/types.ts'
import { samlProviders } from './federation.ts'
import { arnOf, factUnread, hasProfile, meets, resourcesUnread } from './facts.ts'
import { limits } from './limits.ts'
import { invent, namesVersions } from './patterns.ts'
import type { Scene, Value, Values } from './scene.ts'
import { assumingAgain } from './assuming.ts'
import { sourcesIn } from './sources.ts'
import { grantingPolicies, otherGroups, otherVersions } from './variants.ts'
import { writtenPolicies } from './written.ts'

/** Whether the values hang on the target, so that they have to be found for each. */
export function hangsOnTarget(domain: Domain, account: Account): boolean {
  switch (domain.from) {
    case 'running':
      return domain.kinds.some((kind) => !isUnknown(account.resources(kind)))
    case 'policy':
      return domain.of === 'target'
    case 'service':
    case 'saml-provider':
    case 'administration-role':
    case 'administration-role-of':
      return true
    default:
      return false
  }
}

/** `actions`: those that are asked on the variable. */
export function valuesOf(domain: Domain, scene: Scene, values: Values, actions: readonly string[]): readonly Value[] {
  switch (domain.from) {
    case 'new':
      return invent(scene.caller, scene.account, domain.types, actions, scene.region, {
        cluster: clusterNameIn(domain, values),
        trusted: scene.target && sourcesIn(scene.target),
      })
    case 'existing':
    case 'running':
      return existing(domain, scene, actions)
    case 'service':
      return servicesFor(domain, scene)
    case 'saml-provider':
      return scene.target ? samlProviders(scene.target, scene.account) : []
    case 'named':
      return domain.arns.map((arn) => named(arn, scene))
    case 'cluster-of':
      return clusterOf(values[domain.variable], scene)
    case 'called-as':
      return calledAs(values[domain.variable], scene, actions)
    case 'administration-role':
      return scene.target ? administrationRolesFor(scene.target, scene.account) : []
    case 'administration-role-of':
      return administrationRoleOf(values[domain.variable]?.is, scene.account)
    default:
      return ofPolicies(domain, scene)
  }
}

type PolicyDomain = 'attachable-policy' | 'policy' | 'policy-version' | 'own-group' | 'other-group' | 'limit'

function ofPolicies(domain: Extract<Domain, { from: PolicyDomain }>, scene: Scene): readonly Value[] {
  const { caller, target, account } = scene
  if (domain.from === 'policy') return policiesOf(domain.of === 'self' ? caller : target, scene)
  if (domain.from === 'limit') return limits(domain.by, caller, account)
  if (domain.from === 'attachable-policy')
    return [...grantingPolicies(account, target?.kind ?? caller.kind), ...writtenPolicies(caller, account)]
  if (domain.from === 'policy-version') return otherVersions(caller, account)
  if (domain.from === 'own-group') return account.groupsOf(caller).map((is) => ({ is }))
  return otherGroups(caller, account)
}

function servicesFor(
  { names, byProfile = [] }: Extract<Domain, { from: 'service' }>,
  { target }: Scene,
): readonly Value[] {
  const profile = target !== undefined && hasProfile(target)
  return names.filter((name) => profile || !byProfile.includes(name)).map((is) => ({ is }))
}

function named(arn: string, { account, region }: Scene): Value {
  const filled = (place: string): string => arn.replace('{partition}', account.partition).replace('{region}', place)
  return { is: filled(region), pattern: filled('*') }
}

/**
 * As the resource itself says, or else `…:cluster/shop` of `…:task/shop/0f9d…`; ARNs of the old form leave the name out:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#ecs-resource-ids
 */
function clusterOf(value: Value | undefined, { account, region }: Scene): readonly Value[] {
  if (!value) return []
  const [head, name] = /^(.*:)[a-z-]+\/([^/]+)\/[^/]+$/.exec(value.is)?.slice(1) ?? []
  const is = value.cluster ?? (head === undefined || name === undefined ? undefined : `${head}cluster/${name}`)
  if (is !== undefined) return [{ is }]
  const all = account.resources('ecs:cluster')
  const missing = [factUnread('clusterArn', value.is)]
  return (isUnknown(all) ? [] : all.map(arnOf)).flatMap((cluster) =>
    cluster.split(':')[3] === region ? [{ is: cluster, missing }] : [],
  )
}

/**
 * Under its name, and as its latest version, which has an ARN of its own: whoever may call versions only may not call it
 * by its name. https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
 */
function calledAs(value: Value | undefined, { caller }: Scene, actions: readonly string[]): readonly Value[] {
  if (!value) return []
  const plain = { is: value.is, pattern: value.pattern ?? value.is, ...(value.tags ? { tags: value.tags } : {}) }
  if (!actions.some((action) => namesVersions(caller, action))) return [plain]
  return [plain, { ...plain, is: `${plain.is}:$LATEST`, pattern: `${plain.pattern}:*` }]
}

function clusterNameIn({ inCluster }: Extract<Domain, { from: 'new' }>, values: Values): string | undefined {
  return inCluster === undefined ? undefined : values[inCluster]?.is.split('/').at(-1)
}

/** A policy has at most five versions: then one has to go first. */
const mostVersions = 5

function policiesOf(holder: Principal | undefined, { caller, account }: Scene): readonly Value[] {
  if (!holder) return []
  return [...new Set(account.ownPolicies(holder).map(({ arn }) => arn))]
    .filter((is) => versionsOf(is, account) < mostVersions || mayDelete(caller, is))
    .map((is) => ({ is }))
}

function versionsOf(arn: string, account: Account): number {
  const policy = account.policy(arn)
  return (policy && policyFacts(policy).versions?.length) ?? 1
}

function mayDelete(caller: Principal, policy: string): boolean {
  return ask(caller, { action: 'iam:DeletePolicyVersion', resource: policy }).verdict !== 'denied'
}

type Existing = Extract<Domain, { from: 'existing' | 'running' }>

/** What was read and is in the needed state; and where not all was read, what could be there besides. */
function existing(domain: Existing, scene: Scene, actions: readonly string[]): readonly Value[] {
  const { account, target } = scene
  const found: Value[] = []
  for (const kind of domain.kinds) {
    const all = account.resources(kind)
    const read = isUnknown(all) ? [] : domain.from === 'existing' || !target ? all : account.running(kind, target)
    for (const resource of read) {
      const value = valueOf(resource, domain, scene.region)
      if (value) found.push(value)
    }
  }
  const unread = domain.kinds.flatMap((kind) => {
    const because = account.hidden(kind)
    return because === undefined ? [] : [resourcesUnread(kind, because)]
  })
  if (unread.length === 0) return found
  // One of several kinds would do.
  const missing = [unread.join(' or ')]
  const invented = invent(scene.caller, account, domain.types, actions, scene.region)
  return [...found, ...invented.map((value) => ({ ...value, missing, name: `some ${domain.kinds.join(' or ')}` }))]
}

function valueOf(resource: Resource, domain: Existing, region: string): Value | undefined {
  const is = arnOf(resource)
  const own = is.split(':')[3] ?? ''
  if (own !== '' && own !== region) return undefined
  const missing = meets(resource, domain.where ?? [])
  if (!missing) return undefined
  const { tags } = workloadFacts(resource)
  const cluster = resource.facts['clusterArn']
  return {
    is,
    missing,
    ...(isKnown<{ readonly [key: string]: string }>(tags) ? { tags } : {}),
    ...(typeof cluster === 'string' ? { cluster } : {}),
  }
}

function administrationRoles(account: Account): readonly Value[] {
  return account.rolesTrusting('cloudformation.amazonaws.com').map((principal) => ({ is: principal.arn, principal }))
}

const administering = new WeakMap<Principal, readonly Value[]>()

/** Those that may become the target. */
function administrationRolesFor(target: Principal, account: Account): readonly Value[] {
  const known = administering.get(target)
  if (known) return known
  const found = administrationRoles(account).filter(
    ({ principal }) =>
      principal !== undefined && principal !== target && assumingAgain(principal, target).verdict !== 'denied',
  )
  administering.set(target, found)
  return found
}

/** By the stack set's own word, or else any that it could be. */
function administrationRoleOf(arn: string | undefined, account: Account): readonly Value[] {
  const kind = 'cloudformation:stackset'
  const all = account.resources(kind)
  const stackSet = isUnknown(all) ? undefined : all.find((resource) => arnOf(resource) === arn)
  const role = stackSet?.facts['administrationRoleArn']
  const candidates = administrationRoles(account)
  if (typeof role === 'string') return candidates.filter(({ is }) => is === role)
  // Stack sets with permissions that CloudFormation manages itself have none.
  if (role === null) return []
  const missing = [stackSet ? factUnread('administrationRoleArn', arnOf(stackSet)) : resourcesUnread(kind)]
  return candidates.map((each) => ({ ...each, missing }))
}

/** Regions of what was read of the kinds that a way needs. */
export function regionsOfKinds(domains: readonly Domain[], account: Account): readonly string[] {
  const kinds = domains.flatMap((domain) =>
    domain.from === 'existing' || domain.from === 'running' ? domain.kinds : [],
  )
  return kinds.length === 0 ? [] : [...new Set(kinds.flatMap((kind) => regionsOfKind(kind, account)))]
}

const regions = new WeakMap<Account, Map<string, readonly string[]>>()

function regionsOfKind(kind: string, account: Account): readonly string[] {
  const byKind = regions.get(account) ?? new Map<string, readonly string[]>()
  regions.set(account, byKind)
  const before = byKind.get(kind)
  if (before) return before
  const all = account.resources(kind)
  const given = isUnknown(all) ? [] : all.map((resource) => arnOf(resource).split(':')[3] ?? '')
  const found = [...new Set(given)].filter((region) => region !== '')
  byKind.set(kind, found)
  return found
}
