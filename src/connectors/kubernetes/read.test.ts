import { expect, test } from 'vitest'
import { everythingCluster, kube } from '../../../test/support/kubernetes-everything.ts'
import { scanClusters } from '../../../test/support/kubernetes-scan.ts'

const pods = [1, 2, 3, 4, 5].map((n) => kube('v1', 'Pod', `lab/p${n}`, { spec: { containers: [] } }))
const clusters = [{ ...everythingCluster, objects: [...everythingCluster.objects, ...pods] }]
const expiring = (times: number) =>
  scanClusters({ clusters, pageSize: 2, faults: [{ kind: 'expired', operation: 'list pods', times }] })

test('a list that expires between two pages is begun anew, and nothing of it is told twice', async () => {
  const { gaps, all, calls } = await expiring(1)
  expect(gaps).toEqual([])
  const found = all('resource', 'workload').filter(({ nativeId }) => /pod\/p\d$/.test(String(nativeId)))
  expect(found).toHaveLength(5)
  expect(calls.filter(({ operation, status }) => operation === 'list pods' && status === 410)).toHaveLength(1)
})

test('one that expires again is a gap', async () => {
  const { gaps, step } = await expiring(2)
  expect(gaps).toMatchObject([
    { step: 'workloads', reason: 'failed', detail: expect.stringContaining('too old to display') },
  ])
  expect(step('workloads')).toMatchObject({ status: 'partial' })
})
