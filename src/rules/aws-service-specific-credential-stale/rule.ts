import { z } from 'zod'
import { holderIds } from '../../analysis/credentials.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import type { Credential, Remediation } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { at, read } from '../shared/evidence.ts'
import { word } from '../shared/aws-commands.ts'
import { isSpent, retireServiceCredential, serviceOf, userOf } from '../shared/aws-service-credentials.ts'

export const rule = defineRule({
  id: 'aws-service-specific-credential-stale',
  title: 'Credential for one service has grown old',
  severity: 'medium',
  provider: 'aws',
  subject: 'credential',
  kinds: ['api-key', 'certificate', 'password', 'ssh-key'],
  reads: ['aws.service-specific-credentials', 'aws.ssh-keys', 'aws.signing-certificates'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Oldest an active credential may be, in days.'),
  }),
  messages: { old: '{what} {credential} of {user} is {days} old.' },
  frameworks: controls('long-lived-secret', { 'cis-aws-7.0.0': [] }),
  remediation: retire,
  check(credential, { view, now, options }) {
    const what = describe(credential)
    if (what === undefined || isSpent(credential, now)) return undefined
    if (isUnknown(credential.enabled)) return unknownBecause(becauseOf(credential.enabled))
    if (!isKnown(credential.createdAt)) return unknownBecause(becauseOf(credential.createdAt))
    const days = daysBetween(credential.createdAt, now)
    if (days <= options.maxDays) return pass
    return fail('old', {
      values: { what, credential: credential.nativeId, user: userOf(credential, view), days: daysInWords(days) },
      evidence: read(sources[credential.kind] ?? 'iam', `CreateDate ${at(credential.createdAt)}`),
      related: holderIds(credential, view),
      data: { days },
    })
  },
})

/** Where each kind of credential is listed. */
const sources: { readonly [kind: string]: string } = {
  'api-key': 'iam:ListServiceSpecificCredentials',
  password: 'iam:ListServiceSpecificCredentials',
  'ssh-key': 'iam:ListSSHPublicKeys',
  certificate: 'iam:ListSigningCertificates',
}

const services: { readonly [service: string]: string } = {
  'codecommit.amazonaws.com': 'CodeCommit password',
  'cassandra.amazonaws.com': 'Keyspaces password',
  'logs.amazonaws.com': 'CloudWatch Logs API key',
}

/** What the credential is, in words; `undefined` for those that other rules judge: console passwords, Bedrock keys. */
function describe(credential: Credential): string | undefined {
  if (credential.kind === 'ssh-key') return 'CodeCommit SSH key'
  if (credential.kind === 'certificate')
    return credential.facts['use'] === 'signing' ? 'Signing certificate' : undefined
  return services[serviceOf(credential) ?? '']
}

function retire(credential: Credential): readonly Remediation[] {
  const user = `--user-name ${word(userOf(credential))}`
  const id = word(credential.nativeId)
  if (credential.kind === 'ssh-key') {
    return [
      {
        text: 'Use git-remote-codecommit with a role instead, and deactivate the key.',
        command: `aws iam update-ssh-public-key ${user} --ssh-public-key-id ${id} --status Inactive`,
      },
      { text: 'Delete it later.', command: `aws iam delete-ssh-public-key ${user} --ssh-public-key-id ${id}` },
    ]
  }
  if (credential.kind === 'certificate') {
    return [
      {
        text: 'Deactivate the certificate: only the long retired SOAP interfaces ever took it.',
        command: `aws iam update-signing-certificate ${user} --certificate-id ${id} --status Inactive`,
      },
      { text: 'Delete it later.', command: `aws iam delete-signing-certificate ${user} --certificate-id ${id}` },
    ]
  }
  return [{ text: 'Let the workload sign with its role where its client can.' }, ...retireServiceCredential(credential)]
}
