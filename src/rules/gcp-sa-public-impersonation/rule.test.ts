import { gcpGap, gcpGrant, gcpRole, gcpServiceAccount } from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const account = gcpServiceAccount()
const open = (members: readonly string[], role = 'roles/iam.serviceAccountTokenCreator', more = {}) =>
  gcpGrant({ on: 'deploy', role, members, ...more })

testRule(rule, {
  fail: [
    {
      name: 'everybody makes tokens of it',
      records: [account, open(['allUsers'])],
      message:
        'deploy@acme-prod.iam.gserviceaccount.com may be impersonated by anybody on the internet: allUsers has roles/iam.serviceAccountTokenCreator on it.',
      severity: 'critical',
      confidence: 'proven',
      data: { members: ['allUsers'], anybody: true },
      remediation:
        'gcloud iam service-accounts remove-iam-policy-binding deploy@acme-prod.iam.gserviceaccount.com --project=acme-prod --member=allUsers',
    },
    {
      name: 'everybody with an account of Google runs code as it',
      records: [account, open(['allAuthenticatedUsers'], 'roles/iam.serviceAccountUser')],
      severity: 'critical',
    },
    { name: 'everybody may give it away', records: [account, open(['allUsers'], 'roles/iam.serviceAccountAdmin')] },
    {
      name: 'a custom role, whatever it is called',
      records: [
        account,
        open(['allUsers'], 'projects/acme-prod/roles/reader').filter(
          (record) => record.type !== 'resource' || record.kind !== 'iam-role',
        ),
        gcpRole({ role: 'projects/acme-prod/roles/reader', permissions: ['iam.serviceAccountKeys.create'] }),
      ],
    },
    {
      name: 'all of a domain',
      records: [account, open(['domain:acme.example', 'deploy2'])],
      message:
        'deploy@acme-prod.iam.gserviceaccount.com may be impersonated by everybody of a domain: domain:acme.example has roles/iam.serviceAccountTokenCreator on it.',
      severity: 'high',
    },
    {
      name: 'under a condition',
      records: [
        account,
        open(['allUsers'], 'roles/iam.serviceAccountTokenCreator', {
          condition: 'request.time < timestamp("2027-01-01T00:00:00Z")',
        }),
      ],
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'nobody', records: [account] },
    {
      name: 'a domain until last year',
      records: [
        account,
        open(['domain:acme.example'], 'roles/iam.serviceAccountTokenCreator', {
          condition: 'request.time < timestamp("2026-01-01T00:00:00Z")',
        }),
      ],
    },
    { name: 'an account that is named', records: [account, open(['ci'])] },
    { name: 'everybody may see that it is there', records: [account, open(['allUsers'], 'roles/viewer')] },
    {
      name: 'another account is open',
      records: [account, gcpGrant({ on: 'other', role: 'roles/iam.serviceAccountUser', members: ['allUsers'] })],
    },
  ],
  unknown: [
    { name: 'policies were not read', records: [account, gcpGap({ step: 'allow-policies' })] },
    {
      name: 'a role was not read',
      records: [
        account,
        open(['allUsers'], 'roles/custom.new').filter(
          (record) => record.type !== 'resource' || record.kind !== 'iam-role',
        ),
        gcpRole({ role: 'roles/custom.new', permissions: unknown('denied') }),
      ],
    },
    {
      name: 'nobody told whether it is enabled',
      records: [gcpServiceAccount({ enabled: unknown('failed') }), open(['allUsers'])],
    },
  ],
  notApplicable: [{ name: 'disabled', records: [gcpServiceAccount({ enabled: false }), open(['allUsers'])] }],
})
