import {
  gcpGap,
  gcpGrant,
  gcpOrganization,
  gcpProject,
  gcpRole,
  gcpSecret,
  gcpSecretName,
} from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const base = [gcpOrganization(), gcpProject()]
const rotated = gcpSecret({ rotation: '7776000s' })
const on = `//secretmanager.googleapis.com/${gcpSecretName()}`
const open = (members: readonly string[], more: Parameters<typeof gcpGrant>[0] = {}) =>
  gcpGrant({ on, role: 'roles/secretmanager.secretAccessor', members, ...more })

testRule(rule, {
  fail: [
    {
      name: 'everybody reads it',
      records: [rotated, open(['allUsers']), ...base],
      message:
        'Secret db-password of project acme-prod is open to anybody on the internet: allUsers has roles/secretmanager.secretAccessor on it.',
      severity: 'critical',
      confidence: 'proven',
      remediation:
        'gcloud secrets remove-iam-policy-binding db-password --project=acme-prod --member=allUsers --role=roles/secretmanager.secretAccessor --condition=None',
    },
    {
      name: 'everybody with an account of Google, under a condition',
      records: [rotated, open(['allAuthenticatedUsers', 'deploy'], { condition: 'request.path == "x"' })],
      severity: 'critical',
      confidence: 'possible',
    },
    {
      name: 'of two years ago, without rotation and end',
      records: [gcpSecret()],
      message: 'Secret db-password of project acme-prod was made 1041 days ago, and has neither a rotation nor an end.',
      severity: 'medium',
      data: { public: false, madeOn: '2024-01-15' },
      remediation: 'gcloud secrets update db-password --project=acme-prod --add-topics="$TOPIC"',
    },
    {
      name: 'a limit of one’s own',
      records: [gcpSecret({ createdAt: '2026-10-15T10:00:00Z' })],
      options: { maxDays: 30 },
    },
  ],
  pass: [
    { name: 'with a rotation', records: [rotated] },
    { name: 'with an end', records: [gcpSecret({ expiresAt: '2027-01-01T00:00:00Z' })] },
    { name: 'new', records: [gcpSecret({ createdAt: '2026-10-15T10:00:00Z' })] },
    { name: 'an account reads it', records: [rotated, open(['deploy']), ...base] },
    {
      name: 'everybody sees that it is there',
      records: [rotated, open(['allUsers'], { role: 'roles/viewer' }), ...base],
    },
    {
      name: 'another one is open',
      records: [
        rotated,
        gcpGrant({ on: `${on}-public`, role: 'roles/secretmanager.secretAccessor', members: ['allUsers'] }),
      ],
    },
  ],
  unknown: [
    { name: 'its rotation was not read', records: [gcpSecret({ rotation: unknown('failed') })] },
    { name: 'its end was not read', records: [gcpSecret({ expiresAt: unknown('failed') })] },
    { name: 'nobody told when it was made', records: [gcpSecret({ createdAt: unknown('failed') })] },
    {
      name: 'a role that everybody has was not read',
      records: [
        rotated,
        ...open(['allUsers'], { role: 'roles/new' }).filter(
          (record) => record.type !== 'resource' || record.kind !== 'iam-role',
        ),
        gcpRole({ role: 'roles/new', permissions: unknown('denied') }),
      ],
    },
    { name: 'policies were not read', records: [rotated, gcpGap({ step: 'allow-policies' })] },
    { name: 'some secrets were not read', records: [rotated, gcpGap({ step: 'secrets', reason: 'unsupported' })] },
  ],
  notApplicable: [
    { name: 'over already', records: [gcpSecret({ expiresAt: '2026-11-01T00:00:00Z' }), open(['allUsers'])] },
    { name: 'no secret', records: [...base] },
  ],
})
