import { gcpAccountId, gcpGap, gcpHmacKey, gcpKey, gcpServiceAccount } from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const account = gcpServiceAccount()

testRule(rule, {
  fail: [
    {
      name: 'made without an end, as keys are unless somebody set one',
      records: [gcpKey(), account],
      message: 'Key a1b2c3 of deploy@acme-prod.iam.gserviceaccount.com never expires.',
      severity: 'low',
      related: [gcpAccountId('deploy')],
      remediation: 'gcloud org-policies set-policy policy.yaml',
    },
    {
      name: 'the commands name the key and its account',
      records: [gcpKey(), account],
      remediation:
        'gcloud iam service-accounts keys disable a1b2c3 --iam-account=deploy@acme-prod.iam.gserviceaccount.com --project=acme-prod',
    },
  ],
  pass: [{ name: 'ends next year', records: [gcpKey({ expiresAt: '2027-03-01T10:00:00Z' }), account] }],
  unknown: [
    { name: 'nobody told when it ends', records: [gcpKey({ expiresAt: unknown('failed') }), account] },
    { name: 'nobody told whether it is disabled', records: [gcpKey({ enabled: unknown('failed') }), account] },
    { name: 'its account was not read', records: [gcpKey(), gcpGap({ step: 'service-accounts' })] },
    {
      name: 'some keys were not read',
      records: [gcpKey({ expiresAt: '2027-03-01T10:00:00Z' }), account, gcpGap({ step: 'service-account-keys' })],
    },
  ],
  notApplicable: [
    { name: 'disabled', records: [gcpKey({ enabled: false }), account] },
    { name: 'of a disabled account', records: [gcpKey(), gcpServiceAccount({ enabled: false })] },
    { name: 'over already', records: [gcpKey({ expiresAt: '2026-11-01T00:00:00Z' }), account] },
    { name: 'Google’s own', records: [gcpKey({ managed: 'system' }), account] },
    { name: 'for Cloud Storage, where keys have no end', records: [gcpHmacKey(), account] },
  ],
})
