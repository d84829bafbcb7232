import {
  gcpAccountId,
  gcpGap,
  gcpGrant,
  gcpHmacKey,
  gcpKey,
  gcpProject,
  gcpServiceAccount,
} from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const account = gcpServiceAccount()
const spring = '2026-04-15T10:00:00Z'
const justOver = '2026-08-16T10:00:00Z'
const successor = gcpKey({ name: 'd4e5f6', createdAt: '2026-11-15T10:00:00Z' })

testRule(rule, {
  fail: [
    {
      name: 'of spring',
      records: [gcpKey({ createdAt: spring }), account],
      message:
        'Key a1b2c3 of deploy@acme-prod.iam.gserviceaccount.com is 220 days old; keys are to be rotated every 90 days.',
      severity: 'medium',
      related: [gcpAccountId('deploy')],
      data: { days: 220, privileged: false },
      remediation:
        'gcloud iam service-accounts keys create "$KEY_FILE" --iam-account=deploy@acme-prod.iam.gserviceaccount.com --project=acme-prod',
    },
    { name: 'of last year', records: [gcpKey({ createdAt: '2025-06-01T10:00:00Z' }), account], severity: 'high' },
    {
      name: 'of an editor',
      records: [gcpKey({ createdAt: spring }), account, gcpProject(), gcpGrant()],
      severity: 'high',
      data: { privileged: true },
    },
    {
      name: 'for months beside its successor',
      records: [gcpKey({ createdAt: spring }), gcpKey({ name: 'd4e5f6' }), account],
    },
    { name: 'just over, without a successor', records: [gcpKey({ createdAt: justOver }), account], data: { days: 97 } },
    {
      name: 'just over, with a successor that is disabled',
      records: [
        gcpKey({ createdAt: justOver }),
        gcpKey({ name: 'd4e5f6', createdAt: '2026-11-15T10:00:00Z', enabled: false }),
        account,
      ],
    },
    { name: 'a limit of one’s own', records: [gcpKey(), account], options: { maxDays: 30 } },
  ],
  pass: [
    { name: 'of this autumn', records: [gcpKey(), account] },
    { name: 'just over, its successor a week old', records: [gcpKey({ createdAt: justOver }), successor, account] },
    { name: 'a limit of one’s own', records: [gcpKey({ createdAt: spring }), account], options: { maxDays: 365 } },
  ],
  unknown: [
    { name: 'nobody told when it was made', records: [gcpKey({ createdAt: unknown('failed') }), account] },
    {
      name: 'its account was not read',
      records: [gcpKey({ createdAt: spring }), gcpGap({ step: 'service-accounts' })],
    },
    {
      name: 'just over, and other keys were not read',
      records: [gcpKey({ createdAt: justOver }), account, gcpGap({ step: 'service-account-keys' })],
    },
  ],
  notApplicable: [
    { name: 'disabled', records: [gcpKey({ createdAt: spring, enabled: false }), account] },
    { name: 'of a disabled account', records: [gcpKey({ createdAt: spring }), gcpServiceAccount({ enabled: false })] },
    { name: 'over already', records: [gcpKey({ createdAt: spring, expiresAt: '2026-11-01T00:00:00Z' }), account] },
    { name: 'Google’s own, which it rotates', records: [gcpKey({ createdAt: spring, managed: 'system' }), account] },
    { name: 'for Cloud Storage', records: [gcpHmacKey({ createdAt: spring }), account] },
  ],
})
