import type { NamespaceFacts } from '../../../model/facts/kubernetes.ts'
import type { StepMeta } from '../../contract.ts'
import { idOf, placeOf } from '../place.ts'
import type { KubernetesContext } from '../place.ts'
import { listOf } from '../read.ts'
import { listNamespaces } from '../routes/cluster.ts'
import type { NamespaceRow } from '../session.ts'

export const namespacesMeta = {
  id: 'namespaces',
  title: 'Namespaces, and what Pod Security refuses in them',
  tier: 'core',
  scopes: ['cluster'],
  needs: [listNamespaces.permission],
  emits: ['namespaces'],
} as const satisfies StepMeta

export async function namespaces(context: KubernetesContext): Promise<void> {
  const rows = new Map<string, NamespaceRow>()
  for await (const { metadata } of listOf(context, listNamespaces)) {
    const { name, labels } = metadata
    rows.set(name, { labels })
    const facts = { namespace: name, labels, podSecurity: podSecurityOf(labels) } satisfies NamespaceFacts
    const id = idOf(context, 'namespace', name)
    context.emit({ type: 'resource', id, ...placeOf(context), kind: 'namespace', nativeId: name, name, facts })
  }
  context.session.facts.namespaces = rows
}

/** https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces */
function podSecurityOf(labels: NamespaceRow['labels']): NamespaceFacts['podSecurity'] {
  const level = labels['pod-security.kubernetes.io/enforce']
  if (level === 'baseline' || level === 'restricted' || level === 'privileged') return level
  return null
}
