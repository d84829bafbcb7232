import { gcpGap, gcpGrant, gcpRoleId, gcpServiceAccount, longAgo, recently } from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const off = gcpServiceAccount({ enabled: false, lastUsedAt: null })

testRule(rule, {
  fail: [
    {
      name: 'an editor that was not used within half a year',
      records: [off, gcpGrant()],
      message: 'deploy@acme-prod.iam.gserviceaccount.com is disabled, and keeps roles/editor on project acme-prod.',
      severity: 'low',
      related: [gcpRoleId('roles/editor')],
      data: { grants: 1 },
      remediation:
        'gcloud projects remove-iam-policy-binding acme-prod --member=serviceAccount:deploy@acme-prod.iam.gserviceaccount.com --role=roles/editor --condition=None',
    },
    {
      name: 'last used in June, with roles on two things, one under a condition',
      records: [
        gcpServiceAccount({ enabled: false, lastUsedAt: '2026-06-01T10:00:00Z' }),
        gcpGrant({ on: 'folders/2', role: 'roles/viewer' }),
        gcpGrant({ on: 'signer', role: 'roles/iam.serviceAccountTokenCreator', condition: 'resource.name != ""' }),
      ],
      message:
        'deploy@acme-prod.iam.gserviceaccount.com is disabled, and keeps roles/iam.serviceAccountTokenCreator and roles/viewer on folder 2 and service account signer@acme-prod.iam.gserviceaccount.com.',
      remediation: `gcloud iam service-accounts remove-iam-policy-binding signer@acme-prod.iam.gserviceaccount.com --project=acme-prod --member=serviceAccount:deploy@acme-prod.iam.gserviceaccount.com --role=roles/iam.serviceAccountTokenCreator --condition='expression=resource.name != "",title=in a test'`,
    },
    {
      name: 'on what there is no command for',
      records: [off, gcpGrant({ on: '//pubsub.googleapis.com/projects/acme-prod/topics/orders' })],
      remediation: 'Take roles/editor on pubsub.googleapis.com/projects/acme-prod/topics/orders away.',
    },
  ],
  pass: [
    { name: 'it holds nothing', records: [off] },
    {
      name: 'in use until yesterday: somebody may be trying whether it is missed',
      records: [gcpServiceAccount({ enabled: false, lastUsedAt: recently }), gcpGrant()],
    },
    {
      name: 'made last week',
      records: [gcpServiceAccount({ enabled: false, lastUsedAt: null, createdAt: '2026-11-14T10:00:00Z' }), gcpGrant()],
    },
    { name: 'a limit of one’s own', records: [off, gcpGrant()], options: { graceDays: 365 } },
  ],
  unknown: [
    { name: 'nobody told whether it is disabled', records: [gcpServiceAccount({ enabled: unknown('failed') })] },
    {
      name: 'its use was not read',
      records: [gcpServiceAccount({ enabled: false }), gcpGrant(), gcpGap({ step: 'account-activity' })],
    },
    {
      name: 'its last use is not known',
      records: [gcpServiceAccount({ enabled: false, lastUsedAt: unknown('failed') }), gcpGrant()],
    },
    {
      name: 'nobody knows since when its use is watched, nor when it was made',
      records: [
        gcpServiceAccount({
          enabled: false,
          lastUsedAt: null,
          observedSince: unknown('failed'),
          createdAt: unknown('not-collected'),
        }),
        gcpGrant(),
      ],
    },
    { name: 'some policies were not read', records: [off, gcpGap({ step: 'allow-policies' })] },
  ],
  notApplicable: [{ name: 'enabled', records: [gcpServiceAccount({ lastUsedAt: longAgo }), gcpGrant()] }],
})
