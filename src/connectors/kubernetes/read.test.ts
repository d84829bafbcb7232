import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { everythingCluster, kube } from '../../../test/support/kubernetes-everything.ts'
import { scanClusters } from '../../../test/support/kubernetes-scan.ts'
import { lineTo } from './send.ts'

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

test('a list that was never filled is an empty one', async () => {
  const server = createServer((_, response) => void response.end('{"kind":"PodMetricsList","items":null}'))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const line = lineTo({ verify: true })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const { signal } = new AbortController()
  const answer = await line.send({ method: 'GET', url, headers: {}, signal }, undefined)
  line.close()
  server.close()
  expect(answer.data).toEqual({ kind: 'PodMetricsList', items: [] })
})
