import type { ClientCertificateFacts } from '../../../model/facts/kubernetes.ts'
import type { StepMeta } from '../../contract.ts'
import { certifiedBy } from '../map/certificate.ts'
import { emitUser } from '../map/principals.ts'
import { idOf, placeOf } from '../place.ts'
import type { KubernetesContext } from '../place.ts'
import { listOf } from '../read.ts'
import { listCertificateRequests } from '../routes/further.ts'

export const certificateRequestsMeta = {
  id: 'certificate-requests',
  title: 'Client certificates that the cluster has signed lately',
  tier: 'creds',
  scopes: ['cluster'],
  needs: [listCertificateRequests.permission],
  emits: ['certificate-requests'],
} as const satisfies StepMeta

/** Kubernetes forgets a request an hour after it was signed; the certificate lives on. */
export async function certificateRequests(context: KubernetesContext): Promise<void> {
  for await (const { metadata, spec, status } of listOf(context, listCertificateRequests)) {
    const { name } = metadata
    const certified = status?.certificate == null ? undefined : certifiedBy(status.certificate)
    if (certified === undefined || !spec.signerName.endsWith('kube-apiserver-client')) continue
    const { userName, groups, createdAt, expiresAt, fingerprint } = certified
    const id = idOf(context, 'certificate', name)
    const facts = {
      request: name,
      signer: spec.signerName,
      userName,
      groups,
      requestedBy: spec.username ?? '',
    } satisfies ClientCertificateFacts
    context.emit({
      type: 'credential',
      id,
      ...placeOf(context),
      kind: 'certificate',
      nativeId: name,
      name,
      createdAt,
      expiresAt,
      rotatedAt: createdAt,
      enabled: true,
      lifetime: 'expiring',
      fingerprint,
      facts,
    })
    const evidence = [{ source: listCertificateRequests.permission, detail: `${name} status.certificate` }]
    context.emit({ type: 'edge', kind: 'authenticates', from: id, to: emitUser(context, userName), evidence })
  }
}
