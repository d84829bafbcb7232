import { testRule } from '../../../test/support/rule-tester.ts'
import { password, serviceCredential } from '../../../test/support/aws-credentials.ts'
import { gap } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const key = { user: 'BedrockAPIKey-a1b2' }

testRule(rule, {
  fail: [
    {
      name: 'no end',
      records: [serviceCredential(key)],
      message: 'Bedrock API key ACCAEXAMPLE123EXAMPLE of BedrockAPIKey-a1b2 never expires.',
      severity: 'high',
      remediation:
        'aws iam update-service-specific-credential --user-name BedrockAPIKey-a1b2 --service-specific-credential-id ACCAEXAMPLE123EXAMPLE --status Inactive',
    },
    {
      name: 'an end far away',
      records: [serviceCredential({ ...key, createdAt: '2026-11-01T00:00:00Z', expiresAt: '2027-11-01T00:00:00Z' })],
      message: 'Bedrock API key ACCAEXAMPLE123EXAMPLE of BedrockAPIKey-a1b2 is made to live for 365 days.',
    },
    {
      name: 'old, and about to end',
      records: [serviceCredential({ ...key, createdAt: '2026-06-01T00:00:00Z', expiresAt: '2026-12-01T00:00:00Z' })],
      message: 'Bedrock API key ACCAEXAMPLE123EXAMPLE of BedrockAPIKey-a1b2 is 173 days old.',
    },
  ],
  pass: [
    {
      name: 'thirty days',
      records: [serviceCredential({ createdAt: '2026-11-10T00:00:00Z', expiresAt: '2026-12-10T00:00:00Z' })],
    },
  ],
  unknown: [
    { name: 'its end was not read', records: [serviceCredential({ expiresAt: unknown('denied') })] },
    {
      name: 'its beginning was not read',
      records: [serviceCredential({ createdAt: unknown('denied'), expiresAt: '2026-12-10T00:00:00Z' })],
    },
    { name: 'its state was not read', records: [serviceCredential({ enabled: unknown('denied') })] },
    {
      name: 'the list has a gap',
      records: [
        serviceCredential({ createdAt: '2026-11-10T00:00:00Z', expiresAt: '2026-12-10T00:00:00Z' }),
        gap({ step: 'service-specific-credentials' }),
      ],
    },
  ],
  notApplicable: [
    { name: 'inactive', records: [serviceCredential({ enabled: false })] },
    { name: 'expired', records: [serviceCredential({ expiresAt: '2026-11-01T00:00:00Z' })] },
    { name: 'a key of CloudWatch Logs', records: [serviceCredential({ service: 'logs.amazonaws.com' })] },
    { name: 'a console password', records: [password()] },
  ],
})
