/** Users and groups, which Kubernetes has no list of: whoever a binding or a certificate names. */
import type { KubernetesGroupFacts, KubernetesUserFacts } from '../../../model/facts/kubernetes.ts'
import { unknown } from '../../../model/index.ts'
import { accountName, idOf, placeOf, untold } from '../place.ts'
import type { KubernetesContext } from '../place.ts'

/** Id of the user; what is called like a service account is that account. */
export function emitUser(context: KubernetesContext, name: string): string {
  if (/^system:serviceaccount:[^:]+:[^:]+$/.test(name)) return idOf(context, 'service-account', name)
  const id = idOf(context, 'user', name)
  if (!isFirst(context, id)) return id
  context.emit({
    type: 'identity',
    id,
    ...placeOf(context),
    ...untold,
    kind: 'user',
    nativeId: name,
    name,
    createdAt: unknown('unsupported'),
    enabled: unknown('unsupported'),
    class: /^[^\s@:]+@[^\s@:]+\.[^\s@:]+$/.test(name) ? 'human' : name.startsWith('system:') ? 'machine' : 'unknown',
    facts: { userName: name } satisfies KubernetesUserFacts,
  })
  return id
}

export function emitGroup(context: KubernetesContext, name: string): string {
  const id = idOf(context, 'group', name)
  if (!isFirst(context, id)) return id
  const facts = { groupName: name } satisfies KubernetesGroupFacts
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'group', nativeId: name, name, facts })
  return id
}

export function accountId(context: KubernetesContext, namespace: string, name: string): string {
  return idOf(context, 'service-account', accountName(namespace, name))
}

function isFirst({ session }: KubernetesContext, id: string): boolean {
  const { emitted } = session.facts
  if (emitted.has(id)) return false
  emitted.add(id)
  return true
}
