import type { NodeFacts } from '../../../model/facts/kubernetes.ts'
import type { StepMeta } from '../../contract.ts'
import { idOf, placeOf } from '../place.ts'
import type { KubernetesContext } from '../place.ts'
import { listOf } from '../read.ts'
import { listNodes } from '../routes/cluster.ts'

export const nodesMeta = {
  id: 'nodes',
  title: 'Nodes, and which machines they are',
  tier: 'creds',
  scopes: ['cluster'],
  needs: [listNodes.permission],
  emits: ['nodes'],
} as const satisfies StepMeta

export async function nodes(context: KubernetesContext): Promise<void> {
  for await (const { metadata, spec } of listOf(context, listNodes)) {
    const { name, labels } = metadata
    const facts = {
      providerId: spec?.providerID ?? null,
      gkeMetadataServer: labels['iam.gke.io/gke-metadata-server-enabled'] === 'true',
    } satisfies NodeFacts
    const id = idOf(context, 'node', name)
    context.emit({ type: 'resource', id, ...placeOf(context), kind: 'node', nativeId: name, name, facts })
  }
}
