import { beforeAll, expect, test } from 'vitest'
import type { KubernetesCluster } from '../../../fixtures/servers/kubernetes/estate.ts'
import { larkspurKubernetes } from '../../../scripts/estate/larkspur/kubernetes/index.ts'
import { scanClusters } from '../../../test/support/kubernetes-scan.ts'
import type { View } from '../../inventory/view.ts'
import { identityPage } from './identity.ts'

let view: View
beforeAll(async () => {
  const clusters = Object.values(larkspurKubernetes().files).map((text) => JSON.parse(text) as KubernetesCluster)
  const prod = clusters.filter(({ name }) => name === 'larkspur-prod')
  const scanned = await scanClusters({ clusters: prod })
  view = scanned.view(scanned.collected.scopes[0]!)
})

function page(name: string): string {
  const [identity] = [...view.identities()].filter((each) => each.name === name)
  return [...identityPage(view, identity!)].join('').replaceAll(/\s+/g, ' ')
}

test('what it holds, by which binding and where, with its rules', () => {
  expect(page('parcel/ci-runner')).toContain(
    'the role platform/ci-runner by the binding platform/ci-runner, in platform create pods/exec',
  )
})

test('the way to administration, hop by hop', () => {
  const text = page('parcel/ci-runner')
  expect(text).toContain('parcel/ci-runner runs commands in pods in the namespace platform')
  expect(text).toContain('1 hop, proven')
  expect(text).toContain('muster path system:serviceaccount:parcel:ci-runner')
})

test('who is there already, and who gets nowhere', () => {
  expect(page('platform/gitops')).toContain('It administers the cluster already')
  expect(page('shop/storefront')).toContain('Nobody who administers anything')
})

test('what runs as it, who answers for it, and how it is turned off', () => {
  const text = page('support/assistant')
  expect(text).toContain('Owner support (tag team)')
  expect(text).toContain('AI agent of kagent')
  expect(text).toContain('Used by workload support/assistant')
  expect(text).toContain('kubectl delete serviceaccount assistant --namespace=support')
})
