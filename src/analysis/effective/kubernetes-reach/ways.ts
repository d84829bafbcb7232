/** What an ability of a service account comes to in this cluster: all of it, or which other accounts. */
import type { View } from '../../../inventory/view.ts'
import type { PathVerdict } from '../../../model/index.ts'
import type { RoleFacts } from '../../../model/facts/kubernetes.ts'
import { isKnown } from '../../../model/index.ts'
import { bindingFacts, namespaceFacts } from '../kubernetes-facts.ts'
import {
  adminGrants,
  grantsOf,
  heldBy,
  isEverything,
  ownGrants,
  permitsFor,
  rolesOf,
  rulesOf,
} from '../kubernetes-rbac/index.ts'
import type { Grant, Held } from '../kubernetes-rbac/index.ts'
import type { Account } from './accounts.ts'

/** Administration of the cluster, or the accounts that `accepts` takes. */
export interface Way {
  readonly held: Held
  readonly verdict: PathVerdict
  readonly to: 'cluster' | Accounts
}

export interface Accounts {
  /** none: of every namespace. */
  readonly namespace: string | null
  readonly accepts: (account: Account) => boolean
}

/** By everything that it holds, also as a member of groups. */
export function waysOf(view: View, account: Account): readonly Way[] {
  return view.once(`kubernetes ways ${account.id}`, () => {
    const { namespace, name } = account
    const grants = grantsOf(view, { kind: 'account', namespace, name })
    return waysBy(view, grants)
  })
}

/** By these grants alone. */
export function waysBy(view: View, grants: readonly Grant[]): readonly Way[] {
  return heldBy(view, grants).flatMap((held) => wayOf(view, held, grants))
}

function wayOf(view: View, held: Held, grants: readonly Grant[]): readonly Way[] {
  const { gives, conditions = [] } = held.ability
  const verdict: PathVerdict = conditions.length > 0 ? 'conditional' : 'proven'
  const way = (to: Way['to']): readonly Way[] => [{ held, verdict, to }]
  switch (gives.kind) {
    case 'node':
      return opensNode(view, held, grants) ? way({ namespace: null, accepts: isRunning }) : []
    case 'accounts':
      return way({ namespace: held.place, accepts: acceptorFor(held, gives.which) })
    case 'own-role':
      return ownRoles(held, grants).flatMap(way)
    case 'other-role':
      return otherRole(view, held, grants).flatMap(way)
    case 'new-role':
      return haveNameInCommon(held) ? way({ namespace: held.place, accepts: anybody }) : []
    case 'somebody':
      return isAdministrator(view, held) ? way('cluster') : []
    default:
      return way('cluster')
  }
}

const isRunning = ({ holders }: Account): boolean => holders.length > 0
const anybody = (): boolean => true

function acceptorFor({ takes }: Held, which: string): Accounts['accepts'] {
  const names = takes.at(-1)?.names ?? []
  if (which === 'with-token') return ({ tokens }) => tokens.some((token) => names.length === 0 || names.includes(token))
  if (which === 'token-written') return ({ tokens }) => tokens.length > 0
  if (which === 'running')
    return ({ holders }) => holders.some((holder) => names.length === 0 || names.some((pod) => isPodOf(pod, holder)))
  return which === 'named' && names.length > 0 ? ({ name }) => names.includes(name) : anybody
}

/** Pods are called after what makes them. */
function isPodOf(pod: string, workload: string): boolean {
  return pod === workload || pod.startsWith(`${workload}-`)
}

/** A role that it holds itself, and may write. */
function ownRoles({ ability, takes, place }: Held, grants: readonly Grant[]): readonly Way['to'][] {
  const names = takes.map((take) => take.names)
  const writes = ({ facts }: Grant): boolean => names.every((each) => each.length === 0 || each.includes(facts.role))
  if (ability.id === 'k8s-escalate-cluster-role')
    return grants.some((grant) => grant.namespace === null && writes(grant)) ? ['cluster'] : []
  const namespaces = grants
    .filter(
      (grant) => grant.facts.roleKind === 'Role' && (place === null || grant.namespace === place) && writes(grant),
    )
    .flatMap(({ namespace }) => namespace ?? [])
  return [...new Set(namespaces)].map((namespace) => ({ namespace, accepts: anybody }))
}

/** What is written has to be what is bound. */
function haveNameInCommon({ takes }: Held): boolean {
  const lists = takes.map(({ names }) => names).filter((names) => names.length > 0)
  return lists[0]?.some((name) => lists.every((names) => names.includes(name))) ?? true
}

/** Whatever the roles that it may bind give. */
function otherRole(view: View, held: Held, grants: readonly Grant[]): readonly Way['to'][] {
  const { ability, takes, place } = held
  const last = takes.at(-1)
  const [names, template] = [last?.names ?? [], last?.permits[0]?.grant]
  const ofNamespaces = ability.id === 'k8s-bind-own-role'
  const standing = standingRoles(view, held, grants)
  // There is always a cluster role that allows everything.
  if (!ofNamespaces && standing === undefined && (names.length === 0 || names.includes('cluster-admin')))
    return ability.id === 'k8s-bind-cluster-role' ? ['cluster'] : [{ namespace: place, accepts: anybody }]
  const roles = [...rolesOf(view).values()].filter(
    ({ namespace, role }) =>
      (ofNamespaces ? namespace !== null && (place === null || namespace === place) : namespace === null) &&
      (names.length === 0 || names.includes(role)) &&
      (standing === undefined || standing.has(role)),
  )
  return template === undefined
    ? []
    : roles.flatMap((role) => waysOfRole(view, template, role, ofNamespaces ? role.namespace : place))
}

/** Who makes no bindings adds itself to one that is there, whose role stays what it is; undefined: it makes them. */
function standingRoles(
  view: View,
  { ability, takes, place }: Held,
  grants: readonly Grant[],
): ReadonlySet<string> | undefined {
  const [target] = ability.takes[0]?.on ?? []
  if (target === undefined || permitsFor(grants, ['create'], target, place).length > 0) return undefined
  const names = takes[0]?.names ?? []
  const kind = target.global ? 'cluster-role-binding' : 'role-binding'
  const bindings = [...view.resources({ kind })].map(bindingFacts)
  const found = bindings.filter(
    ({ namespace, roleKind, binding }) =>
      roleKind === 'ClusterRole' &&
      (place === null || namespace === place) &&
      (names.length === 0 || names.includes(binding)),
  )
  return new Set(found.map(({ role }) => role))
}

/** What somebody becomes by the role, without binding yet another one by it. */
function waysOfRole(view: View, template: Grant, role: RoleFacts, place: string | null): readonly Way['to'][] {
  return view.once(`kubernetes ways of ${role.namespace}/${role.role} in ${place}`, () => {
    const grant = { ...template, rules: rulesOf(view, role), namespace: place }
    if (place === null && grant.rules.some(isEverything)) return ['cluster'] as const
    return heldBy(view, [grant])
      .filter(({ ability: { gives } }) => gives.kind !== 'other-role' && gives.kind !== 'own-role')
      .flatMap((held) => wayOf(view, held, [grant]))
      .filter(({ verdict }) => verdict === 'proven')
      .map(({ to }) => to)
  })
}

/** Whoever may be anybody is the controller manager, which every cluster has, or a member of system:masters. */
function isAdministrator(view: View, { ability, takes }: Held): boolean {
  const names = takes[0]?.names ?? []
  const kind = ability.id === 'k8s-impersonate-user' ? 'user' : 'group'
  if (names.length === 0 || (kind === 'group' && names.includes('system:masters'))) return true
  return names.some((name) => adminGrants(ownGrants(view, { kind, name })).length > 0)
}

/** Pod Security refuses such pods, unless whoever makes them may take its label away. */
function opensNode(view: View, { ability, place }: Held, grants: readonly Grant[]): boolean {
  // Volumes of folders of nodes get past it: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation
  if (ability.family !== 'workloads') return true
  const namespaces = view.once('kubernetes namespaces', () =>
    [...view.resources({ kind: 'namespace' })].map(namespaceFacts),
  )
  const concerned = namespaces.filter(({ namespace }) => place === null || namespace === place)
  if (concerned.length === 0) return true
  return concerned.some(({ namespace, podSecurity }) => {
    const guarded = isKnown(podSecurity) && podSecurity !== 'privileged'
    const relabels = permitsFor(grants, ['patch', 'update'], { group: '', resource: 'namespaces' }, namespace)
    return !guarded || relabels.some(({ names }) => names.length === 0 || names.includes(namespace))
  })
}
