/** Which clusters there are, each once, however many contexts lead to it. */
import { scopeId, unknown } from '../../model/index.ts'
import type { Scope } from '../../model/index.ts'
import type { ConnectorIo, Opened } from '../contract.ts'
import { AccessError, VendorError } from '../errors.ts'
import { one } from '../shared/vendor/index.ts'
import { instantOf } from './place.ts'
import { getKubeSystem } from './routes/cluster.ts'
import { emptyFacts } from './session.ts'
import type { FoundCluster, KubernetesClient, KubernetesSession, Target } from './session.ts'

export async function* scopes(client: KubernetesClient, io: ConnectorIo): AsyncGenerator<Scope> {
  for (const target of client.targets) {
    const found = await clusterAt(target, io)
    const nativeId = typeof found.uid === 'string' ? found.uid : target.server
    const id = scopeId('kubernetes', 'cluster', nativeId)
    const before = client.found.get(id)
    if (before !== undefined) {
      io.log('warn', `The context ${target.name} leads to the cluster of ${before.target.name}; it is read once.`)
      continue
    }
    client.found.set(id, found)
    yield { id, provider: 'kubernetes', kind: 'cluster', nativeId, name: target.name }
  }
}

/** A cluster that nobody can ask is a scope as well, so that it is missed, and keeps none of the others from being read. */
async function clusterAt(target: Target, io: ConnectorIo): Promise<FoundCluster> {
  try {
    const { metadata } = await one({ session: target, call: io.call }, getKubeSystem)
    return { target, uid: metadata.uid, createdAt: instantOf(metadata.creationTimestamp) }
  } catch (error) {
    if (error instanceof AccessError) {
      const denied = unknown(error.reason)
      return { target, uid: denied, createdAt: denied }
    }
    if (!(error instanceof VendorError)) throw error
    const failed = unknown(error.reason)
    return { target, uid: failed, createdAt: failed, failure: error }
  }
}

export async function open(client: KubernetesClient, scope: Scope): Promise<Opened<KubernetesSession>> {
  const cluster = client.found.get(scope.id)
  if (cluster === undefined) throw new Error(`${scope.id} was never found`)
  if (cluster.failure !== undefined) throw cluster.failure
  const { vendor } = cluster.target
  return { session: { vendor, config: client.config, cluster, facts: emptyFacts() } }
}
