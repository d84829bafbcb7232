/** Certificates that the cluster signed, by requests that it still remembers. */
import { expect, test } from 'vitest'
import { testCertificate } from '../../../fixtures/servers/azure/certificate.ts'
import { clusterUid, everythingCluster, kube } from '../../../test/support/kubernetes-everything.ts'
import { scanClusters } from '../../../test/support/kubernetes-scan.ts'

const signed = (name: string, user: string, signerName = 'kubernetes.io/kube-apiserver-client') =>
  kube('certificates.k8s.io/v1', 'CertificateSigningRequest', name, {
    spec: { signerName, username: 'ada@acme.example', request: 'MUSTERCANARY' },
    status: { certificate: Buffer.from(testCertificate(user).certificate).toString('base64') },
  })

test('whom they speak for, and until when', async () => {
  const objects = [
    ...everythingCluster.objects,
    signed('deployer', 'deployer'),
    signed('api', 'system:serviceaccount:shop:api'),
    signed('kubelet', 'system:node:node-1', 'kubernetes.io/kube-apiserver-client-kubelet'),
  ]
  const { found, all, records, text } = await scanClusters({ clusters: [{ ...everythingCluster, objects }] })
  expect(all('credential', 'certificate').map(({ nativeId }) => nativeId)).toEqual(['api', 'deployer'])
  expect(found('credential', 'deployer')).toMatchObject({
    lifetime: 'expiring',
    fingerprint: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    facts: { userName: 'deployer', groups: [], requestedBy: 'ada@acme.example' },
  })
  expect(found('identity', 'deployer')).toMatchObject({ kind: 'user', class: 'unknown' })
  expect(JSON.stringify(records)).toContain(`kubernetes:${clusterUid}:service-account:system:serviceaccount:shop:api`)
  expect(text).not.toContain('CANARY')
})
