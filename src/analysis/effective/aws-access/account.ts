/** One account, compiled once per view: the one that is judged as a whole, others as far as they are asked about. */
import type { View } from '../../../inventory/view.ts'
import type { GapReason, Identity, Resource, Scope, Unknown } from '../../../model/index.ts'
import { entityId, isUnknown, unknown } from '../../../model/index.ts'
import { facetOfKind } from '../../../model/facts/aws.ts'
import { credentialsOf } from '../../credentials.ts'
import { roleFacts, userFacts } from '../aws-facts.ts'
import { listOf } from '../aws-statements.ts'
import type { CompiledPolicy } from '../aws-policy/index.ts'
import type { Guardrails } from './organization.ts'
import { guardrailsOf } from './organization.ts'
import type { Group } from './policies.ts'
import { groupsIn, policiesOf } from './policies.ts'
import type { Surroundings } from './principals.ts'
import { principalOf } from './principals.ts'
import type { Account, Principal } from './types.ts'

const facetOfCredential: { readonly [kind: string]: string } = {
  'access-key': 'aws.access-keys',
  password: 'aws.passwords',
}

/** The account of the id, compiled once per view; `undefined` when it is not in the store. */
export function accountOf(view: View, id: string): Account | undefined {
  return view.once(`aws account ${id}`, () => {
    const scope = view
      .scopes()
      .find(({ provider, kind, nativeId }) => provider === 'aws' && kind === 'account' && nativeId === id)
    return scope && readAccount(view, scope)
  })
}

function readAccount(view: View, scope: Scope): Account {
  const id = scope.nativeId
  const policies = policiesOf(view, id)
  const groups = groupsIn(view, scope.id, policies)
  const guardrails = guardrailsOf(view, scope)
  const partition = partitionOf(view, scope)
  const people = principalsIn(view, scope, { accountId: id, partition, policies, groups, guardrails })
  const everyone = later(people.all)
  const users = later(() => everyone().filter(({ kind }) => kind === 'user'))
  const roles = later(() => everyone().filter(({ kind }) => kind === 'role'))
  const byService = later(() => servicesOf(everyone()))
  return {
    id,
    partition,
    scope: scope.id,
    get principals() {
      return everyone()
    },
    get users() {
      return users()
    },
    get roles() {
      return roles()
    },
    principal: (arn) => {
      if (scope.id === view.scope.id) everyone()
      return people.one(arn)
    },
    rolesTrusting: (service) => byService().get(service) ?? [],
    ...groupsAndPolicies(groups, everyone, policies.resource),
    ...whatRuns(view, scope.id),
    region: regionOf(view, scope.id, guardrails),
    credentials: credentialsIn(view, scope.id),
  }
}

function later<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function partitionOf(view: View, scope: Scope): string {
  for (const kind of ['iam-role', 'iam-user'])
    for (const { nativeId } of view.identities({ kind, scope: scope.id }))
      return /^arn:([^:]+):/.exec(nativeId)?.[1] ?? 'aws'
  return 'aws'
}

interface People {
  all(): readonly Principal[]
  /** Of an account that only trusts the one that is judged, a few roles are asked about among thousands. */
  one(arn: string): Principal | undefined
}

function principalsIn(view: View, scope: Scope, around: Surroundings): People {
  const made = new Map<string, Principal>()
  let complete = false
  const make = (identity: Identity): Principal => {
    const principal = made.get(identity.nativeId) ?? principalOf(identity, around)
    made.set(principal.arn, principal)
    return principal
  }
  return {
    all: () => {
      const users = [...view.identities({ kind: 'iam-user', scope: scope.id })]
      const roles = [...view.identities({ kind: 'iam-role', scope: scope.id })]
      complete = true
      return [...users, ...roles.filter(counts)].map(make)
    },
    one: (arn) => {
      const before = made.get(arn)
      if (before || complete) return before
      const kind = /^arn:[^:]*:iam::\d*:(user|role)\//.exec(arn)?.[1]
      const found = kind && view.identity(entityId('aws', scope.nativeId, `iam-${kind}`, arn))
      return found && found.scope === scope.id && counts(found) ? make(found) : undefined
    },
  }
}

function counts(identity: Identity): boolean {
  return identity.kind === 'iam-user' || !roleFacts(identity).serviceLinked
}

function credentialsIn(view: View, scope: string): Account['credentials'] {
  const answers = new Map<string, ReturnType<Account['credentials']>>()
  return ({ id, identity }, kind) => {
    const key = `${kind} ${id}`
    const before = answers.get(key)
    if (before) return before
    const found = credentialsOf(identity, view, kind)
    const gap = found.length > 0 ? undefined : view.gap(facetOfCredential[kind] ?? 'aws.access-keys', scope)
    const answer = gap ? unknown(gap.reason) : found
    answers.set(key, answer)
    return answer
  }
}

function servicesOf(principals: readonly Principal[]): ReadonlyMap<string, readonly Principal[]> {
  const found = new Map<string, Principal[]>()
  for (const role of principals) {
    if (role.trust === undefined || isUnknown(role.trust)) continue
    const named = role.trust.statements.flatMap(({ effect, source }) =>
      effect === 'Allow' && typeof source.Principal === 'object' ? listOf(source.Principal['Service']) : [],
    )
    for (const service of new Set(named)) found.set(service, [...(found.get(service) ?? []), role])
  }
  return found
}

type GroupsAndPolicies = Pick<Account, 'group' | 'groups' | 'groupsOf' | 'policy' | 'ownPolicies'>

function groupsAndPolicies(
  groups: ReadonlyMap<string, Group>,
  everyone: () => readonly Principal[],
  policy: Account['policy'],
): GroupsAndPolicies {
  const byArn = new Map([...groups.values()].map((group) => [group.arn, group]))
  const groupsOf = (principal: Principal): readonly string[] =>
    principal.kind === 'role'
      ? []
      : known(userFacts(principal.identity).groups).flatMap((name) => groups.get(name)?.arn ?? [])
  const members = later(() => membersOf(everyone(), groupsOf))
  return {
    groupsOf,
    policy,
    groups: () => [...byArn.keys()].toSorted(),
    group: (arn) => {
      const group = byArn.get(arn)
      if (!group) return undefined
      return {
        resource: group.resource,
        policies: group.attached.map((each): CompiledPolicy => each.policy),
        members: members().get(arn) ?? [],
      }
    },
    ownPolicies: (principal) => {
      const own = (identity: Pick<Identity | Resource, 'facts'>, through: 'self' | 'group') =>
        known(identity.facts['attachedPolicies'] as readonly string[])
          .filter((arn) => !/^arn:[^:]+:iam::aws:/.test(arn))
          .map((arn) => ({ arn, through }))
      return [
        ...own(principal.identity, 'self'),
        ...groupsOf(principal).flatMap((arn) => own(byArn.get(arn)!.resource, 'group')),
      ]
    },
  }
}

function membersOf(
  principals: readonly Principal[],
  groupsOf: (principal: Principal) => readonly string[],
): ReadonlyMap<string, readonly Principal[]> {
  const members = new Map<string, Principal[]>()
  for (const principal of principals)
    for (const arn of groupsOf(principal)) {
      const others = members.get(arn)
      if (others) others.push(principal)
      else members.set(arn, [principal])
    }
  return members
}

function known<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list : []
}

function whatRuns(view: View, scope: string): Pick<Account, 'resources' | 'running' | 'hidden'> {
  const byKind = new Map<string, { readonly all: readonly Resource[]; readonly byRole: Map<string, Resource[]> }>()
  const of = (kind: string) => {
    const before = byKind.get(kind)
    if (before) return before
    const all = [...view.resources({ kind, scope })]
    const byRole = Map.groupBy(all, ({ facts: { roleArn } }) => (typeof roleArn === 'string' ? roleArn : ''))
    const read = { all, byRole }
    byKind.set(kind, read)
    return read
  }
  const gaps = new Map<string, GapReason | undefined>()
  const hidden = (kind: string): GapReason | undefined => {
    if (!gaps.has(kind)) gaps.set(kind, view.gap(facetOfKind[kind] ?? 'aws.workloads', scope)?.reason)
    return gaps.get(kind)
  }
  return {
    hidden,
    resources: (kind): readonly Resource[] | Unknown => {
      const { all } = of(kind)
      const because = hidden(kind)
      return all.length === 0 && because !== undefined ? unknown(because) : all
    },
    running: (kind, role) => of(kind).byRole.get(role.arn) ?? [],
  }
}

/** A region in which the account may act: one that its organisation demands, or else one where something runs. */
function regionOf(view: View, scope: string, { serviceControl }: Guardrails): string {
  const demanded = serviceControl
    .flat()
    .flatMap(({ statements }) =>
      statements.flatMap(({ source }) =>
        Object.values(source.Condition ?? {}).flatMap((keys) =>
          Object.entries(keys).flatMap(([key, values]) =>
            key.toLowerCase() === 'aws:requestedregion' ? listOf(values).map(String) : [],
          ),
        ),
      ),
    )
  const plain = demanded.filter((region) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(region)).toSorted()
  if (plain[0] !== undefined) return plain[0]
  // Only an example of a place: what was not read leaves the usual one.
  const kinds = view.gap('aws.workloads', scope) ? [] : ['lambda:function', 'ec2:instance', 'ecs:service']
  for (const kind of kinds)
    for (const { facts } of view.resources({ kind, scope }))
      if (typeof facts['region'] === 'string') return facts['region']
  return 'us-east-1'
}
