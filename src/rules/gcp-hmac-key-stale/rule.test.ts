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

testRule(rule, {
  fail: [
    {
      name: 'of spring',
      records: [gcpHmacKey({ createdAt: spring }), account],
      message: 'HMAC key GOOG1EXAMPLE of deploy@acme-prod.iam.gserviceaccount.com is 220 days old.',
      severity: 'medium',
      related: [gcpAccountId('deploy')],
      data: { days: 220 },
      remediation: 'gcloud storage hmac update GOOG1EXAMPLE --deactivate --project=acme-prod',
    },
    {
      name: 'of an editor',
      records: [gcpHmacKey({ createdAt: spring }), account, gcpProject(), gcpGrant()],
      severity: 'high',
    },
    { name: 'a limit of one’s own', records: [gcpHmacKey(), account], options: { maxDays: 30 } },
  ],
  pass: [
    { name: 'of this autumn', records: [gcpHmacKey(), account] },
    { name: 'a limit of one’s own', records: [gcpHmacKey({ createdAt: spring }), account], options: { maxDays: 365 } },
  ],
  unknown: [
    { name: 'nobody told when it was made', records: [gcpHmacKey({ createdAt: unknown('failed') }), account] },
    {
      name: 'its account was not read',
      records: [gcpHmacKey({ createdAt: spring }), gcpGap({ step: 'service-accounts' })],
    },
    {
      name: 'some keys were not read',
      records: [gcpHmacKey(), account, gcpGap({ step: 'hmac-keys', reason: 'unsupported' })],
    },
  ],
  notApplicable: [
    { name: 'switched off', records: [gcpHmacKey({ createdAt: spring, state: 'INACTIVE', enabled: false }), account] },
    {
      name: 'of a disabled account',
      records: [gcpHmacKey({ createdAt: spring }), gcpServiceAccount({ enabled: false })],
    },
    { name: 'a key pair', records: [gcpKey({ createdAt: spring }), account] },
  ],
})
