import {
  gcpAgentIdentity,
  gcpAgentPrincipal,
  gcpGap,
  gcpGrant,
  gcpGroup,
  gcpOrganization,
  gcpProject,
  gcpRole,
  gcpServiceAccount,
  gcpServiceAgent,
} from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const email = 'deploy@acme-prod.iam.gserviceaccount.com'
const account = gcpServiceAccount()
const base = [account, gcpOrganization(), gcpProject()]
const tokens = 'roles/iam.serviceAccountTokenCreator'
const holding = (role: string, more: Parameters<typeof gcpGrant>[0] = {}) => [...base, gcpGrant({ role, ...more })]
const custom = (permissions: Parameters<typeof gcpRole>[0]) => [
  ...base,
  ...gcpGrant({ role: 'projects/acme-prod/roles/viewer' }).filter(
    (record) => record.type !== 'resource' || record.kind !== 'iam-role',
  ),
  gcpRole({ role: 'projects/acme-prod/roles/viewer', ...permissions }),
]

testRule(rule, {
  fail: [
    {
      name: 'makes tokens of each',
      records: holding(tokens),
      message: `${email} may become every service account of project acme-prod, as roles/iam.serviceAccountTokenCreator, by iam.serviceAccounts.getAccessToken, iam.serviceAccounts.implicitDelegation and 2 more.`,
      severity: 'high',
      confidence: 'proven',
      remediation: `gcloud projects remove-iam-policy-binding acme-prod --member=serviceAccount:${email}`,
    },
    { name: 'of the organization', records: holding(tokens, { on: 'organizations/1' }), severity: 'high' },
    {
      name: 'runs code as each',
      records: holding('roles/iam.serviceAccountUser'),
      message: `${email} may run code as every service account of project acme-prod, as roles/iam.serviceAccountUser, where it may deploy some.`,
      severity: 'medium',
    },
    {
      name: 'an agent with an identity of its own',
      records: [gcpAgentIdentity(), gcpProject(), gcpGrant({ to: gcpAgentPrincipal(), role: tokens })],
      remediation: `--member=${gcpAgentPrincipal()}`,
    },
    { name: 'as pods do', records: holding('roles/iam.workloadIdentityUser') },
    {
      name: 'a custom role called viewer',
      records: custom({ permissions: ['iam.serviceAccountKeys.create'] }),
      message: `${email} may become every service account of project acme-prod, as projects/acme-prod/roles/viewer, by iam.serviceAccountKeys.create.`,
    },
    {
      name: 'by a group',
      records: [
        ...base,
        gcpGroup({ members: ['deploy'] }),
        gcpGrant({ to: 'group:deployers@acme.example', role: tokens }),
      ],
      remediation: 'take it out of that',
    },
    {
      name: 'under a condition that hangs on the request',
      records: holding(tokens, { condition: 'resource.name.startsWith("projects/-/serviceAccounts/ci-")' }),
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'a role without', records: holding('roles/viewer') },
    { name: 'an editor, which is told elsewhere', records: holding('roles/editor') },
    {
      name: 'a custom role called token creator',
      records: custom({ permissions: ['iam.serviceAccounts.list'], title: 'Service Account Token Creator' }),
    },
    {
      name: 'on one account alone, and reads the project',
      records: [...holding(tokens, { on: 'signer' }), gcpGrant({ role: 'roles/viewer' })],
    },
  ],
  unknown: [
    { name: 'what its role allows was not read', records: custom({ permissions: unknown('denied') }) },
    { name: 'some policies were not read', records: [...holding('roles/viewer'), gcpGap({ step: 'allow-policies' })] },
  ],
  notApplicable: [
    { name: 'it holds nothing over a project', records: holding(tokens, { on: 'signer' }) },
    { name: 'disabled', records: [gcpServiceAccount({ enabled: false }), gcpProject(), gcpGrant({ role: tokens })] },
    {
      name: 'one of Google’s own, beside it',
      records: [
        ...base,
        gcpServiceAgent(),
        gcpGrant({ to: 'service-1@gcp-sa-aiplatform.iam.gserviceaccount.com', role: tokens }),
      ],
    },
  ],
})
