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
const dayLong = { createdAt: '2026-11-21T00:00:00Z', expiresAt: '2026-11-22T00:00:00Z' }

testRule(rule, {
  fail: [
    {
      name: 'made at Google and downloaded',
      records: [gcpKey(), account],
      message: 'Key a1b2c3 of deploy@acme-prod.iam.gserviceaccount.com is a private key that is kept outside Google.',
      severity: 'medium',
      related: [gcpAccountId('deploy')],
      data: { uploaded: false, exposed: false, privileged: false },
      remediation:
        'gcloud resource-manager org-policies enable-enforce iam.disableServiceAccountKeyCreation --project=acme-prod',
    },
    {
      name: 'made elsewhere',
      records: [gcpKey({ origin: 'uploaded' }), account],
      message:
        'Key a1b2c3 of deploy@acme-prod.iam.gserviceaccount.com was made elsewhere and uploaded, so that Google never had its private half.',
    },
    {
      name: 'of an account that owns a project',
      records: [gcpKey(), account, gcpProject(), gcpGrant({ role: 'roles/owner' })],
      severity: 'high',
      data: { privileged: true },
    },
    {
      name: 'found in public',
      records: [gcpKey({ exposed: true }), account],
      message: 'Key a1b2c3 of deploy@acme-prod.iam.gserviceaccount.com works, and Google has found it in public.',
      severity: 'critical',
      remediation: 'Disable the key now',
    },
    {
      name: 'found in public, however short its life',
      records: [gcpKey({ ...dayLong, exposed: true }), account],
      severity: 'critical',
    },
    { name: 'made for a week', records: [gcpKey({ ...dayLong, expiresAt: '2026-11-28T00:00:00Z' }), account] },
    { name: 'none may be', records: [gcpKey(dayLong), account], options: { maxLifeDays: 0 } },
  ],
  pass: [
    { name: 'made for a day, as a token is', records: [gcpKey(dayLong), account] },
    {
      name: 'a limit of one’s own',
      records: [gcpKey({ ...dayLong, expiresAt: '2026-11-28T00:00:00Z' }), account],
      options: { maxLifeDays: 7 },
    },
  ],
  unknown: [
    { name: 'nobody told whether it is disabled', records: [gcpKey({ enabled: unknown('failed') }), account] },
    { name: 'its account was not read', records: [gcpKey(), gcpGap({ step: 'service-accounts' })] },
    { name: 'some keys were not read', records: [gcpKey(dayLong), account, gcpGap({ step: 'service-account-keys' })] },
  ],
  notApplicable: [
    {
      name: 'disabled',
      records: [gcpKey({ enabled: false, disabledBecause: 'SERVICE_ACCOUNT_KEY_DISABLE_REASON_EXPOSED' }), account],
    },
    { name: 'of a disabled account', records: [gcpKey(), gcpServiceAccount({ enabled: false })] },
    { name: 'over already', records: [gcpKey({ expiresAt: '2026-11-01T00:00:00Z' }), account] },
    { name: 'Google’s own, which never leaves it', records: [gcpKey({ managed: 'system' }), account] },
    { name: 'for Cloud Storage', records: [gcpHmacKey(), account] },
  ],
})
