/** Google Cloud as the store knows it, over all scopes: worked out part by part, and once for everybody who asks. */
import type { View } from '../../../inventory/view.ts'
import { accessBoundaryFacts, denyPolicyFacts, gcpScopes, poolProviderFacts } from '../gcp-facts.ts'
import { containersOf } from './containers.ts'
import type { Containers } from './containers.ts'
import { gapsOf } from './gaps.ts'
import { policiesOf } from './policies.ts'
import type { Policies } from './policies.ts'
import { accountsOf, groupsOf } from './principals.ts'
import type { Accounts, Groups } from './principals.ts'
import { rolesOf } from './roles.ts'
import type { Roles } from './roles.ts'
import type { GcpWorld } from './types.ts'

export type { GcpAccount, GcpBindingAt, GcpChain, GcpContainer, GcpGroup, GcpRole, GcpWorld } from './types.ts'

export function worldOf(view: View): GcpWorld {
  return view.onceForAll('gcp world', () => {
    const containers = (): Containers => view.onceForAll('gcp containers', () => containersOf(view))
    const policies = (): Policies => view.onceForAll('gcp allow policies', () => policiesOf(view, containers()))
    const roles = (): Roles => view.onceForAll('gcp roles', () => rolesOf(view))
    const accounts = (): Accounts => view.onceForAll('gcp service accounts', () => accountsOf(view))
    const groups = (): Groups => view.onceForAll('gcp groups', () => groupsOf(view))
    const unread = (): GcpWorld['unread'] => view.onceForAll('gcp gaps', () => gapsOf(view, containers().chain))
    return {
      scopes: gcpScopes(view),
      containers: () => containers().containers(),
      container: (name) => containers().container(name),
      chain: (name) => containers().chain(name),
      holds: (outer, inner) => containers().holds(outer, inner),
      containerOf: (resource) => containers().containerOf(resource),
      canonical: (resource) => containers().canonical(resource),
      bindings: () => policies().bindings(),
      bindingsOn: (resource) => policies().bindingsOn(resource),
      bindingsOf: (member) => policies().bindingsOf(member),
      members: () => policies().members(),
      role: (name) => roles().role(name),
      permissionsOf: (name) => roles().permissionsOf(name),
      account: (email) => accounts().account(email),
      accountByUniqueId: (id) => accounts().accountByUniqueId(id),
      accounts: () => accounts().accounts(),
      group: (email) => groups().group(email),
      groupsOf: (email) => groups().groupsOf(email),
      membersRead: (email) => groups().membersRead(email),
      denials: () => view.onceForAll('gcp deny policies', () => all(view, 'deny-policy').map(denyPolicyFacts)),
      boundaries: () =>
        view.onceForAll('gcp access boundaries', () => all(view, 'access-boundary').map(accessBoundaryFacts)),
      providers: (pool) => providersOf(view).get(pool) ?? [],
      unread: (step, container, below) => unread()(step, container, below),
    }
  })
}

function all(view: View, kind: string) {
  return gcpScopes(view).flatMap((scope) => [...view.resources({ kind, scope: scope.id })])
}

function providersOf(view: View) {
  return view.onceForAll('gcp providers by pool', () =>
    Map.groupBy(all(view, 'workload-pool-provider').map(poolProviderFacts), ({ poolName }) => poolName),
  )
}
