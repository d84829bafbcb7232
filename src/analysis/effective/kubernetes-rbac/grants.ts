/** Who holds which roles, with what they come to. */
import type { View } from '../../../inventory/view.ts'
import type { BindingFacts, PolicyRule, RoleFacts } from '../../../model/facts/kubernetes.ts'
import type { Resource } from '../../../model/index.ts'
import { bindingFacts, roleFacts } from '../kubernetes-facts.ts'
import type { Grant, Principal } from './types.ts'

/** Roles by native id. */
export function rolesOf(view: View): ReadonlyMap<string, RoleFacts> {
  return view.once('kubernetes roles', () => {
    const roles = [...view.resources({ kind: 'cluster-role' }), ...view.resources({ kind: 'role' })]
    return new Map(roles.map((role) => [role.nativeId, roleFacts(role)]))
  })
}

/**
 * The control plane fills in what a role takes over from others; manifests that nobody applied yet have to be looked at
 * with it. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 */
export function rulesOf(view: View, role: RoleFacts | undefined): readonly PolicyRule[] {
  if (role === undefined) return []
  const { aggregates } = role
  if (aggregates === null || aggregates.length === 0) return role.rules
  return view.once(`kubernetes rules ${role.role}`, () => {
    const others = [...rolesOf(view).values()].filter(
      ({ namespace, labels, role: name }) =>
        namespace === null &&
        name !== role.role &&
        aggregates.some((wanted) => Object.keys(wanted).length > 0 && hasAll(labels, wanted)),
    )
    const rules = [...role.rules, ...others.flatMap((other) => other.rules)]
    return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()]
  })
}

function hasAll(labels: RoleFacts['labels'], wanted: RoleFacts['labels']): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value)
}

/** By subject as bindings write it, each binding once. */
function bindingsBySubject(view: View): ReadonlyMap<string, readonly Resource[]> {
  return view.once('kubernetes bindings', () => {
    const found = new Map<string, Resource[]>()
    const bindings = [...view.resources({ kind: 'cluster-role-binding' }), ...view.resources({ kind: 'role-binding' })]
    for (const binding of bindings)
      for (const key of new Set(bindingFacts(binding).subjects.map(keyOf))) addTo(found, key, binding)
    return found
  })
}

function addTo(found: Map<string, Resource[]>, key: string, binding: Resource): void {
  const known = found.get(key)
  if (known === undefined) found.set(key, [binding])
  else known.push(binding)
}

function keyOf({ kind, name, namespace }: BindingFacts['subjects'][number]): string {
  if (kind === 'ServiceAccount') return userKey(`system:serviceaccount:${namespace}:${name}`)
  return kind === 'User' ? userKey(name) : groupKey(name)
}

/** A service account is the user whom its tokens name. */
const userKey = (name: string): string => `user ${name}`
const groupKey = (name: string): string => `group ${name}`

/**
 * Its own grants, then those of groups that it is in by what it is; whatever else a sign-in says of its groups, nobody
 * here can know. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#service-account-permissions
 */
export function grantsOf(view: View, principal: Principal): readonly Grant[] {
  return [...ownGrants(view, principal), ...groupsOf(principal).flatMap((group) => grantsBy(view, groupKey(group)))]
}

/** Whether any binding names it, or all of its namespace; whatever the role allows. */
export function isBound(view: View, { namespace, name }: Extract<Principal, { kind: 'account' }>): boolean {
  const keys = [userKey(`system:serviceaccount:${namespace}:${name}`), groupKey(`system:serviceaccounts:${namespace}`)]
  return keys.some((key) => bindingsBySubject(view).has(key))
}

/** Without those of groups that everybody is in. */
export function ownGrants(view: View, principal: Principal): readonly Grant[] {
  if (principal.kind === 'group') return grantsBy(view, groupKey(principal.name))
  if (principal.kind === 'user') return grantsBy(view, userKey(principal.name))
  const { namespace, name } = principal
  return [
    ...grantsBy(view, userKey(`system:serviceaccount:${namespace}:${name}`)),
    ...grantsBy(view, groupKey(`system:serviceaccounts:${namespace}`)),
  ]
}

function groupsOf({ kind }: Principal): readonly string[] {
  if (kind === 'account') return ['system:serviceaccounts', 'system:authenticated']
  return kind === 'user' ? ['system:authenticated'] : []
}

function grantsBy(view: View, key: string): readonly Grant[] {
  return view.once(`kubernetes grants ${key}`, () =>
    (bindingsBySubject(view).get(key) ?? []).map((binding) => {
      const facts = bindingFacts(binding)
      const role = roleIdOf(facts)
      const held = rolesOf(view).get(role)
      const rules = rulesOf(view, held)
      return { binding, facts, role, roleFacts: held, rules, namespace: facts.namespace, through: key }
    }),
  )
}

export function roleIdOf({ roleKind, role, namespace }: BindingFacts): string {
  return roleKind === 'ClusterRole' || namespace === null ? `clusterrole/${role}` : `role/${namespace}/${role}`
}
