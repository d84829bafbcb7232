import type { RoleFacts } from '../../../model/facts/kubernetes.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { isBootstrap } from '../map/managed.ts'
import { idOf, placeOf } from '../place.ts'
import type { KubernetesContext } from '../place.ts'
import { listOf } from '../read.ts'
import { listClusterRoles, listRoles } from '../routes/rbac.ts'
import type { ClusterRoleAnswer, RoleAnswer, Selector } from '../routes/rbac.ts'

export const rolesMeta = {
  id: 'roles',
  title: 'Roles and cluster roles',
  tier: 'core',
  scopes: ['cluster'],
  needs: [listClusterRoles.permission, listRoles.permission],
  emits: ['roles'],
} as const satisfies StepMeta

export async function roles(context: KubernetesContext): Promise<void> {
  await attempt(context, 'Cluster roles', async () => {
    for await (const answer of listOf(context, listClusterRoles)) emitClusterRole(context, answer)
  })
  await attempt(context, 'Roles', async () => {
    for await (const answer of listOf(context, listRoles)) emitRole(context, answer)
  })
}

function emitClusterRole(context: KubernetesContext, { metadata, rules, aggregationRule }: ClusterRoleAnswer): void {
  const { name, labels } = metadata
  const selectors = aggregationRule?.clusterRoleSelectors ?? []
  const facts = {
    namespace: null,
    role: name,
    rules,
    labels,
    // What is chosen by expressions the control plane has filled in all the same.
    aggregates: aggregationRule == null ? null : selectors.map(labelsAlone),
    bootstrap: isBootstrap(labels),
  } satisfies RoleFacts
  const nativeId = `clusterrole/${name}`
  const id = idOf(context, 'cluster-role', nativeId)
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'cluster-role', nativeId, name, facts })
}

/** Labels that an expression narrows would take in too much. */
function labelsAlone({ matchLabels, matchExpressions }: Selector): Selector['matchLabels'] {
  return (matchExpressions ?? []).length === 0 ? matchLabels : {}
}

function emitRole(context: KubernetesContext, { metadata, rules }: RoleAnswer): void {
  const { name, namespace, labels } = metadata
  const facts = {
    namespace,
    role: name,
    rules,
    labels,
    aggregates: null,
    bootstrap: isBootstrap(labels),
  } satisfies RoleFacts
  const nativeId = `role/${namespace}/${name}`
  const id = idOf(context, 'role', nativeId)
  const called = `${namespace}/${name}`
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'role', nativeId, name: called, facts })
}
