/** Larkspur's two clusters of Kubernetes, with every defect planted beside its twin. */
import type { ExpectedFinding } from '../../account.ts'
import { ledger } from '../github/company.ts'
import { labCluster } from './lab.ts'
import { prodCluster } from './prod.ts'

export { plantClusterFederation, plantClusterRoles } from './clouds.ts'
export { clusterNames } from './ids.ts'

export interface LarkspurKubernetes {
  readonly files: { readonly [path: string]: string }
  readonly expected: readonly ExpectedFinding[]
}

/** What AWS and Microsoft hold for them is planted there: plantClusterRoles, plantClusterFederation. */
export function larkspurKubernetes(): LarkspurKubernetes {
  const { expected, expect } = ledger()
  const clusters = [labCluster(expect), prodCluster(expect)]
  const files = Object.fromEntries(
    clusters.map((cluster) => [`${cluster.name}.json`, `${JSON.stringify(cluster, null, 1)}\n`]),
  )
  return { expected, files }
}
