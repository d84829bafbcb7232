import type { BindingFacts, BindingSubject } from '../../../model/facts/kubernetes.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { isBootstrap, managedBy } from '../map/managed.ts'
import { accountId, emitGroup, emitUser } from '../map/principals.ts'
import { idOf, instantOf, placeOf } from '../place.ts'
import type { KubernetesContext } from '../place.ts'
import { listOf } from '../read.ts'
import { listClusterRoleBindings, listRoleBindings } from '../routes/rbac.ts'
import type { ClusterRoleBindingAnswer, RoleBindingAnswer } from '../routes/rbac.ts'

export const bindingsMeta = {
  id: 'bindings',
  title: 'Who holds which role',
  tier: 'core',
  scopes: ['cluster'],
  needs: [listClusterRoleBindings.permission, listRoleBindings.permission],
  emits: ['bindings'],
} as const satisfies StepMeta

export async function bindings(context: KubernetesContext): Promise<void> {
  await attempt(context, 'Cluster role bindings', async () => {
    for await (const answer of listOf(context, listClusterRoleBindings)) emitBinding(context, answer, null)
  })
  await attempt(context, 'Role bindings', async () => {
    for await (const answer of listOf(context, listRoleBindings))
      emitBinding(context, answer, answer.metadata.namespace)
  })
}

function emitBinding(
  context: KubernetesContext,
  { metadata, roleRef, subjects }: RoleBindingAnswer | ClusterRoleBindingAnswer,
  namespace: string | null,
): void {
  const { name, labels, annotations, creationTimestamp } = metadata
  const known = (subjects ?? []).flatMap((subject) => subjectOf(subject, namespace))
  const facts = {
    namespace,
    binding: name,
    roleKind: roleRef.kind,
    role: roleRef.name,
    subjects: known,
    bootstrap: isBootstrap(labels),
    managedBy: managedBy(labels, annotations),
    createdAt: instantOf(creationTimestamp),
  } satisfies BindingFacts
  const kind = namespace === null ? 'cluster-role-binding' : 'role-binding'
  const nativeId = namespace === null ? `clusterrolebinding/${name}` : `rolebinding/${namespace}/${name}`
  const id = idOf(context, kind, nativeId)
  const called = namespace === null ? name : `${namespace}/${name}`
  context.emit({ type: 'resource', id, ...placeOf(context), kind, nativeId, name: called, facts })
  const role =
    roleRef.kind === 'ClusterRole' || namespace === null
      ? idOf(context, 'cluster-role', `clusterrole/${roleRef.name}`)
      : idOf(context, 'role', `role/${namespace}/${roleRef.name}`)
  const source = namespace === null ? listClusterRoleBindings.operation : listRoleBindings.operation
  const evidence = [{ source: source ?? '', detail: nativeId }]
  for (const subject of known)
    context.emit({
      type: 'edge',
      kind: 'grants',
      from: holderOf(context, subject),
      to: role,
      via: nativeId,
      level: 'configured',
      evidence,
    })
}

/** A service account without a namespace is one of the binding's own; of a cluster's binding it is nobody. */
function subjectOf(
  { kind, name, namespace }: { readonly kind: string; readonly name: string; readonly namespace?: string | undefined },
  own: string | null,
): readonly BindingSubject[] {
  if (kind === 'User' || kind === 'Group') return [{ kind, name, namespace: null }]
  const place = namespace ?? own
  return kind === 'ServiceAccount' && place !== null ? [{ kind, name, namespace: place }] : []
}

function holderOf(context: KubernetesContext, { kind, name, namespace }: BindingSubject): string {
  if (kind === 'ServiceAccount') return accountId(context, namespace ?? '', name)
  return kind === 'Group' ? emitGroup(context, name) : emitUser(context, name)
}
