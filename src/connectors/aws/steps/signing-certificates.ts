import { unknown } from '../../../model/index.ts'
import type { UserKeyFacts } from '../../../model/facts/aws.ts'
import { AbsentError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { idIn, instantOf } from '../map/place.ts'
import { userCredential } from '../map/user-credentials.ts'
import type { ReportRow } from '../map/credential-report.ts'
import { takeCalls } from '../budget.ts'
import { ask } from '../session.ts'
import { eachOf, iamPages, placeOf, type AwsContext } from './place.ts'

export const signingCertificatesMeta = {
  id: 'signing-certificates',
  title: 'X.509 signing certificates',
  tier: 'creds',
  scopes: ['account'],
  needs: ['iam:ListSigningCertificates'],
  emits: ['signing-certificates'],
  after: ['authorization-details', 'credential-report', 'access-key-ids', 'saml-providers', 'membership'],
} as const satisfies StepMeta

/** Users whose row of the credential report shows an active certificate. */
export async function signingCertificates(context: AwsContext): Promise<void> {
  const { report } = context.session.facts
  if (report === undefined) {
    const detail = 'The credential report was not read, so it is not known who has a certificate.'
    return context.gap({ reason: 'not-collected', detail })
  }
  const asked = report.rows.filter(({ activeCertificates, root }) => activeCertificates > 0 && !root)
  if (asked.length === 0) return context.skip('The credential report shows no active signing certificate.')
  if (!takeCalls(context, asked.length, `the signing certificates of ${asked.length} user(s)`)) return
  await eachOf(asked, (row) => readCertificates(context, row))
}

async function readCertificates(context: AwsContext, { arn, user: userName }: ReportRow): Promise<void> {
  const place = placeOf(context)
  const userId = idIn(place, 'iam-user', arn)
  const source = 'iam:ListSigningCertificates'
  const facts = { userName, use: 'signing' } satisfies UserKeyFacts
  const pages = iamPages((page) =>
    ask(context, 'iam', 'ListSigningCertificates', (iam, options) =>
      iam.listSigningCertificates({ UserName: userName, ...page }, options),
    ),
  )
  try {
    for await (const { Certificates } of pages) {
      for (const { CertificateId: nativeId, Status, UploadDate } of Certificates ?? []) {
        if (nativeId === undefined) continue
        const createdAt = instantOf(UploadDate) ?? unknown('failed')
        // Its end stands inside the certificate, which is not kept.
        const expiresAt = unknown('not-collected')
        const known = {
          kind: 'certificate',
          nativeId,
          name: nativeId,
          userId,
          userName,
          createdAt,
          expiresAt,
          facts,
          source,
        } as const
        for (const record of userCredential({ ...known, enabled: Status === 'Active' }, place)) context.emit(record)
      }
    }
  } catch (error) {
    if (!(error instanceof AbsentError)) throw error
  }
}
