import { unknown } from '../../../model/index.ts'
import type { ServerCertificateFacts } from '../../../model/facts/aws.ts'
import type { StepMeta } from '../../contract.ts'
import { idIn, instantOf } from '../map/place.ts'
import { provenNone } from '../budget.ts'
import { ask } from '../session.ts'
import { iamPages, placeOf, type AwsContext } from './place.ts'

export const serverCertificatesMeta = {
  id: 'server-certificates',
  title: 'Server certificates kept in IAM',
  tier: 'core',
  scopes: ['account'],
  needs: ['iam:ListServerCertificates'],
  emits: ['server-certificates'],
  after: ['account-summary'],
} as const satisfies StepMeta

export async function serverCertificates(context: AwsContext): Promise<void> {
  if (provenNone(context.session.facts, 'ServerCertificates'))
    return context.skip('The account summary counts no server certificate.')
  const place = placeOf(context)
  const pages = iamPages((page) =>
    ask(context, 'iam', 'ListServerCertificates', (iam, options) => iam.listServerCertificates(page, options)),
  )
  for await (const { ServerCertificateMetadataList } of pages) {
    for (const { Arn: arn, ServerCertificateName, Path, UploadDate, Expiration } of ServerCertificateMetadataList ??
      []) {
      if (arn === undefined) continue
      const uploadedAt = instantOf(UploadDate) ?? unknown('failed')
      context.emit({
        type: 'credential',
        id: idIn(place, 'certificate', arn),
        provider: 'aws',
        scope: place.scope,
        kind: 'certificate',
        nativeId: arn,
        name: ServerCertificateName ?? arn,
        createdAt: uploadedAt,
        rotatedAt: uploadedAt,
        expiresAt: instantOf(Expiration) ?? unknown('failed'),
        enabled: true,
        lifetime: 'expiring',
        facts: { use: 'server', path: Path ?? '/' } satisfies ServerCertificateFacts,
      })
    }
  }
}
