/** Scans clusters through the Kubernetes test server. */
import type { KubernetesCluster } from '../../fixtures/servers/kubernetes/estate.ts'
import { kubeconfigFor, startKubernetesServer } from '../../fixtures/servers/kubernetes/server.ts'
import type { KubernetesServer, ServerOptions } from '../../fixtures/servers/kubernetes/server.ts'
import { connector } from '../../src/connectors/kubernetes/index.ts'
import { clusterName, everythingCluster } from './kubernetes-everything.ts'
import { scan, scanNow, type ScanInput, type Scanned } from './scan.ts'

export type Found = { readonly [name: string]: unknown }

export interface KubernetesScanned extends Scanned, Pick<KubernetesServer, 'calls'> {
  readonly found: (type: string, nativeId: string, kind?: string) => Found
  readonly all: (type: string, kind: string) => readonly Found[]
}

export type Wish = Partial<Omit<ServerOptions, 'estate'>> & { readonly clusters?: readonly KubernetesCluster[] }

export const startCluster = ({ clusters = [everythingCluster], ...options }: Wish = {}): Promise<KubernetesServer> =>
  startKubernetesServer({ estate: { clusters }, now: scanNow, ...options })

/** As it stands in muster.yaml, for a server at this address: the kubeconfig names every cluster of the estate. */
export const clusterConfig = { kubeconfig: 'kube/config', contexts: ['*'], secretMetadata: true }
export const clusterFiles = (url: string, names: readonly string[] = [clusterName]) => ({
  'kube/config': kubeconfigFor(url, names),
})

export async function scanClusters(
  wish: Wish = {},
  input: Partial<Omit<ScanInput, 'connector'>> & { readonly config?: object } = {},
): Promise<KubernetesScanned> {
  const server = await startCluster(wish)
  const names = (wish.clusters ?? [everythingCluster]).map(({ name }) => name)
  try {
    const scanned = await scan({
      tier: 'deep',
      files: clusterFiles(server.url, names),
      ...input,
      connector,
      config: { ...clusterConfig, ...input.config },
    })
    const rows = scanned.records as readonly unknown[] as readonly Found[]
    return {
      ...scanned,
      calls: server.calls,
      all: (type, kind) => rows.filter((row) => row['type'] === type && row['kind'] === kind),
      found: (type, nativeId, kind) => {
        const found = rows.find(
          (row) => row['type'] === type && row['nativeId'] === nativeId && (kind === undefined || row['kind'] === kind),
        )
        if (found === undefined) throw new Error(`there is no ${type} ${nativeId}`)
        return found
      },
    }
  } finally {
    await server.close()
  }
}
