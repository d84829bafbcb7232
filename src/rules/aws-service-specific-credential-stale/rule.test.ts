import { testRule } from '../../../test/support/rule-tester.ts'
import { accessKey, certificate, password, serviceCredential, sshKey } from '../../../test/support/aws-credentials.ts'
import { gap } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const old = { user: 'git', createdAt: '2026-05-05T10:00:00Z' }

testRule(rule, {
  fail: [
    {
      name: 'a password of CodeCommit',
      records: [serviceCredential({ ...old, service: 'codecommit.amazonaws.com' })],
      message: 'CodeCommit password ACCAEXAMPLE123EXAMPLE of git is 200 days old.',
      severity: 'medium',
      remediation:
        'aws iam update-service-specific-credential --user-name git --service-specific-credential-id ACCAEXAMPLE123EXAMPLE',
    },
    {
      name: 'a key of CloudWatch Logs',
      records: [serviceCredential({ ...old, service: 'logs.amazonaws.com' })],
      message: 'CloudWatch Logs API key ACCAEXAMPLE123EXAMPLE of git is 200 days old.',
    },
    {
      name: 'an SSH key',
      records: [sshKey(old)],
      message: 'CodeCommit SSH key APKAEXAMPLE123EXAMPLE of git is 200 days old.',
      remediation:
        'aws iam update-ssh-public-key --user-name git --ssh-public-key-id APKAEXAMPLE123EXAMPLE --status Inactive',
    },
    {
      name: 'a signing certificate',
      records: [certificate(old)],
      message: 'Signing certificate TA7SMP42TDN5Z26OBPJE7EXAMPLE of git is 200 days old.',
      remediation: 'aws iam update-signing-certificate --user-name git',
    },
  ],
  pass: [
    { name: 'a young password', records: [serviceCredential({ service: 'cassandra.amazonaws.com' })] },
    { name: 'a longer limit', records: [sshKey(old)], options: { maxDays: 365 } },
  ],
  unknown: [
    { name: 'its age was not read', records: [sshKey({ createdAt: unknown('denied') })] },
    { name: 'its state was not read', records: [sshKey({ enabled: unknown('denied') })] },
    { name: 'SSH keys have a gap', records: [sshKey(), gap({ step: 'ssh-keys' })] },
  ],
  notApplicable: [
    { name: 'inactive', records: [sshKey({ ...old, enabled: false })] },
    {
      name: 'expired',
      records: [serviceCredential({ ...old, service: 'logs.amazonaws.com', expiresAt: '2026-06-01T00:00:00Z' })],
    },
    { name: 'a Bedrock key', records: [serviceCredential(old)] },
    { name: 'a console password', records: [password(old)] },
    { name: 'a server certificate', records: [certificate({ ...old, use: 'server' })] },
    { name: 'an access key', records: [accessKey(old)] },
  ],
})
