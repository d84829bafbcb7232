import { gcpAccountId, gcpApiKey, gcpGap, gcpServiceAccount } from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const old = '2025-11-21T10:00:00Z'
const bound = { boundTo: 'deploy@acme-prod.iam.gserviceaccount.com', createdAt: old }

testRule(rule, {
  fail: [
    {
      name: 'a year old',
      records: [gcpApiKey({ createdAt: old })],
      message: 'API key maps of project acme-prod is 365 days old.',
      severity: 'medium',
      data: { days: 365, bound: false },
      remediation: 'gcloud services api-keys delete projects/',
    },
    {
      name: 'its successor gets the same restrictions',
      records: [gcpApiKey({ createdAt: old, services: ['translate.googleapis.com'] })],
      remediation: '--project=acme-prod --api-target=service=translate.googleapis.com',
    },
    {
      name: 'of a service account',
      records: [gcpApiKey(bound), gcpServiceAccount()],
      related: [gcpAccountId('deploy')],
      remediation: '--service-account=deploy@acme-prod.iam.gserviceaccount.com',
    },
    { name: 'a limit of one’s own', records: [gcpApiKey()], options: { maxDays: 30 } },
  ],
  pass: [
    { name: 'of this autumn', records: [gcpApiKey()] },
    { name: 'a limit of one’s own', records: [gcpApiKey({ createdAt: old })], options: { maxDays: 400 } },
  ],
  unknown: [
    { name: 'nobody told when it was made', records: [gcpApiKey({ createdAt: unknown('failed') })] },
    { name: 'nobody told whose it is', records: [gcpApiKey({ createdAt: old, boundTo: unknown('failed') })] },
    { name: 'its account was not read', records: [gcpApiKey(bound), gcpGap({ step: 'service-accounts' })] },
    { name: 'some keys were not read', records: [gcpApiKey(), gcpGap({ step: 'api-keys' })] },
  ],
  notApplicable: [
    { name: 'switched off', records: [gcpApiKey({ createdAt: old, enabled: false })] },
    { name: 'its account is disabled', records: [gcpApiKey(bound), gcpServiceAccount({ enabled: false })] },
  ],
})
