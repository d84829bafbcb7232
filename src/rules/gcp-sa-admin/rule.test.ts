import {
  gcpBoundary,
  gcpAgentIdentity,
  gcpAgentPrincipal,
  gcpFolder,
  gcpGap,
  gcpGrant,
  gcpGroup,
  gcpOrganization,
  gcpProject,
  gcpRole,
  gcpServiceAccount,
} from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const email = 'deploy@acme-prod.iam.gserviceaccount.com'
const tree = [gcpOrganization(), gcpFolder(), gcpProject()]
const account = gcpServiceAccount()
const holding = (role: string, more: Parameters<typeof gcpGrant>[0] = {}) => [
  account,
  ...tree,
  gcpGrant({ role, ...more }),
]
const custom = 'projects/acme-prod/roles/helper'
const withoutRoles = (records: ReturnType<typeof gcpGrant>) =>
  records.filter((record) => record.type !== 'resource' || record.kind !== 'iam-role')

testRule(rule, {
  fail: [
    {
      name: 'owner of a project',
      records: holding('roles/owner'),
      message: `${email} may give roles away over project acme-prod, as roles/owner.`,
      severity: 'high',
      confidence: 'proven',
      remediation: `gcloud projects remove-iam-policy-binding acme-prod --member=serviceAccount:${email} --role=roles/owner`,
    },
    {
      name: 'editor of a project',
      records: holding('roles/editor'),
      message: `${email} may change whatever there is in project acme-prod, and run code as what is there, as roles/editor.`,
      severity: 'high',
    },
    {
      name: 'gives roles away over the organization',
      records: holding('roles/resourcemanager.organizationAdmin', { on: 'organizations/1' }),
      message: `${email} may give roles away over organization acme.example (1), as roles/resourcemanager.organizationAdmin.`,
      severity: 'critical',
      remediation: 'gcloud organizations remove-iam-policy-binding 1',
    },
    {
      name: 'a default account that somebody made an owner',
      records: [gcpServiceAccount({ defaultOf: 'compute' }), ...tree, gcpGrant({ role: 'roles/owner' })],
    },
    { name: 'owner of a folder', records: holding('roles/owner', { on: 'folders/2' }), severity: 'critical' },
    {
      name: 'a custom role of a harmless name',
      records: [
        account,
        ...tree,
        ...withoutRoles(gcpGrant({ role: custom })),
        gcpRole({ role: custom, permissions: ['resourcemanager.projects.setIamPolicy'] }),
      ],
    },
    {
      name: 'by a group',
      records: [
        account,
        ...tree,
        gcpGroup({ members: ['deploy'] }),
        gcpGrant({ to: 'group:deployers@acme.example', role: 'roles/owner' }),
      ],
      remediation: 'by group:deployers@acme.example: take it out of that',
    },
    {
      name: 'an agent with an identity of its own',
      records: [gcpAgentIdentity(), ...tree, gcpGrant({ to: gcpAgentPrincipal(), role: 'roles/owner' })],
      remediation: `--member=${gcpAgentPrincipal()}`,
    },
    {
      name: 'an agent that a policy alone speaks of',
      records: [
        gcpAgentIdentity({ enabled: unknown('not-collected') }),
        ...tree,
        gcpGrant({ to: gcpAgentPrincipal(), role: 'roles/owner' }),
      ],
    },
    {
      name: 'until next year',
      records: holding('roles/owner', { condition: 'request.time < timestamp("2027-01-01T00:00:00Z")' }),
      confidence: 'proven',
    },
    {
      name: 'under a condition that hangs on the request',
      records: holding('roles/owner', { condition: 'resource.name.startsWith("projects/acme")' }),
      severity: 'medium',
      confidence: 'possible',
    },
    {
      name: 'a boundary keeps an owner of the organization to a project',
      records: [...holding('roles/owner', { on: 'organizations/1' }), gcpBoundary()],
      message: `${email} may give roles away over project acme-prod, as roles/owner.`,
      severity: 'high',
      confidence: 'proven',
      data: { roles: ['roles/owner //cloudresourcemanager.googleapis.com/organizations/1'] },
      remediation: 'gcloud organizations remove-iam-policy-binding 1',
    },
    {
      name: 'owner under a condition, and editor without',
      records: [...holding('roles/owner', { condition: 'resource.name.startsWith("projects/acme")' }), gcpGrant()],
      message: `${email} may change whatever there is in project acme-prod, and run code as what is there, as roles/editor.`,
      confidence: 'proven',
    },
  ],
  pass: [
    { name: 'it reads', records: holding('roles/viewer') },
    { name: 'it administers what is stored', records: holding('roles/storage.admin') },
    {
      name: 'impersonation of one account',
      records: holding('roles/iam.serviceAccountTokenCreator', { on: 'signer' }),
    },
  ],
  unknown: [
    {
      name: 'what its role allows was not read',
      records: [
        account,
        ...tree,
        ...withoutRoles(gcpGrant({ role: custom })),
        gcpRole({ role: custom, permissions: unknown('denied') }),
      ],
    },
    { name: 'some policies were not read', records: [...holding('roles/viewer'), gcpGap({ step: 'allow-policies' })] },
    { name: 'groups were not read', records: [...holding('roles/viewer'), gcpGap({ step: 'groups' })] },
    {
      name: 'nobody told whether it is enabled',
      records: [gcpServiceAccount({ enabled: unknown('failed') }), ...tree, gcpGrant({ role: 'roles/owner' })],
    },
  ],
  notApplicable: [
    {
      name: 'a default account that Google made an editor, which another rule tells',
      records: [gcpServiceAccount({ defaultOf: 'compute' }), ...tree, gcpGrant({ role: 'roles/editor' })],
    },
    { name: 'it holds nothing', records: [account, ...tree] },
    {
      name: 'owner until last year',
      records: holding('roles/owner', { condition: 'request.time < timestamp("2026-01-01T00:00:00Z")' }),
    },
    { name: 'disabled', records: [gcpServiceAccount({ enabled: false }), ...tree, gcpGrant({ role: 'roles/owner' })] },
  ],
})
