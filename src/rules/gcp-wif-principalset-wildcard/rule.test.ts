import {
  gcpAccountId,
  gcpGap,
  gcpGrant,
  gcpOrganization,
  gcpPoolName,
  gcpProject,
  gcpProvider,
  gcpRole,
  gcpServiceAccount,
} from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const set = (what: string) => `principalSet://iam.googleapis.com/${gcpPoolName()}/${what}`
const mapping = {
  'google.subject': 'assertion.sub',
  'attribute.repository': 'assertion.repository',
  'attribute.owner': 'assertion.repository_owner',
  'attribute.environment': 'assertion.environment',
  'attribute.both': 'assertion.repository + "/" + assertion.ref',
}
const provider = (condition: string | null = null, more = {}) => gcpProvider({ condition, mapping, ...more })
const owner = [gcpServiceAccount(), gcpOrganization(), gcpProject(), gcpGrant({ role: 'roles/owner' })]
const user = 'roles/iam.workloadIdentityUser'
const lets = (what: string, more: Parameters<typeof gcpGrant>[0] = {}) =>
  gcpGrant({ on: 'deploy', role: user, members: [set(what)], ...more })
const become = 'may become deploy@acme-prod.iam.gserviceaccount.com, which gives roles away'

testRule(rule, {
  fail: [
    {
      name: 'all of a pool, to whoever GitHub serves',
      records: [lets('*'), provider(), ...owner],
      message: `all of the pool github ${become}: whatever GitHub Actions signs for gets in, of whichever organisation.`,
      severity: 'critical',
      confidence: 'proven',
      related: [gcpAccountId('deploy')],
      data: { breadth: 'open', members: [set('*')] },
      remediation: `--member='${set('*')}' --role=roles/iam.workloadIdentityUser`,
    },
    {
      name: 'into an account that is owner for a while yet',
      records: [
        lets('*'),
        provider(),
        gcpServiceAccount(),
        gcpOrganization(),
        gcpProject(),
        gcpGrant({
          role: 'roles/resourcemanager.projectIamAdmin',
          condition: 'request.time < timestamp("2027-01-01T00:00:00Z")',
        }),
      ],
      message: `all of the pool github ${become}: whatever GitHub Actions signs for gets in, of whichever organisation.`,
    },
    {
      name: 'an environment of whichever repository',
      records: [lets('attribute.environment/production'), provider(), ...owner],
      message: `attribute.environment/production of the pool github ${become}: whatever GitHub Actions signs for gets in, of whichever organisation.`,
      severity: 'critical',
    },
    {
      name: 'all of an organization, by the member',
      records: [lets('attribute.owner/acme'), provider(), ...owner],
      message: `attribute.owner/acme of the pool github ${become}: all of the organisation at GitHub Actions gets in.`,
      severity: 'high',
      data: { breadth: 'whole' },
    },
    {
      name: 'all of an organization, by the condition of the provider',
      records: [lets('*'), provider('assertion.repository_owner == "acme"'), ...owner],
      severity: 'high',
    },
    {
      name: 'one of two providers is open',
      records: [
        lets('*'),
        provider('assertion.repository == "acme/shop"'),
        gcpProvider({ name: 'other', mapping }),
        ...owner,
      ],
      severity: 'critical',
    },
    {
      name: 'to an editor, which becomes others',
      records: [lets('*'), provider(), gcpServiceAccount(), gcpProject(), gcpGrant()],
      message:
        'all of the pool github may become deploy@acme-prod.iam.gserviceaccount.com, which can become other service accounts: whatever GitHub Actions signs for gets in, of whichever organisation.',
    },
    {
      name: 'over the project itself, without an account between',
      records: [lets('attribute.owner/acme', { on: 'projects/acme-prod', role: 'roles/owner' }), provider(), ...owner],
      message:
        'attribute.owner/acme of the pool github may give roles away over project acme-prod: all of the organisation at GitHub Actions gets in.',
    },
    {
      name: 'becomes every account of the project',
      records: [lets('*', { on: 'projects/acme-prod', role: 'roles/editor' }), provider(), ...owner],
    },
    {
      name: 'all pods of the clusters',
      records: [
        gcpGrant({
          on: 'deploy',
          role: user,
          members: [
            'principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/*',
          ],
        }),
        ...owner,
      ],
      message: `all of the pool acme-prod.svc.id.goog ${become}: all of the cluster at Google Kubernetes Engine gets in.`,
      severity: 'high',
    },
    {
      name: 'an account of AWS',
      records: [
        lets('attribute.account/111122223333'),
        gcpProvider({
          kind: 'aws',
          issuer: null,
          awsAccount: '111122223333',
          mapping: { 'attribute.account': 'assertion.account' },
        }),
        ...owner,
      ],
      message: `attribute.account/111122223333 of the pool github ${become}: all of the account at AWS account 111122223333 gets in.`,
    },
    {
      name: 'an issuer of one’s own, all of it',
      records: [lets('*'), provider(null, { issuer: 'https://idp.acme.example' }), ...owner],
      severity: 'high',
    },
    {
      name: 'into an account that is owner under a condition that nobody can know beforehand',
      records: [
        lets('*'),
        provider(),
        gcpServiceAccount(),
        gcpOrganization(),
        gcpProject(),
        gcpGrant({ role: 'roles/owner', condition: 'resource.matchTag("acme/env", "dev")' }),
      ],
      confidence: 'possible',
    },
    {
      name: 'under a condition of the binding',
      records: [lets('*', { condition: 'resource.name.startsWith("x")' }), provider(), ...owner],
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'one repository', records: [lets('attribute.repository/acme/shop'), provider(), ...owner] },
    {
      name: 'all of a pool that takes one repository',
      records: [lets('*'), provider('assertion.repository == "acme/shop"'), ...owner],
    },
    {
      name: 'to an account that may do little',
      records: [
        lets('*'),
        provider(),
        gcpServiceAccount(),
        gcpProject(),
        gcpGrant({ role: 'roles/logging.logWriter' }),
      ],
    },
    { name: 'a role that becomes nobody', records: [lets('*', { role: 'roles/viewer' }), provider(), ...owner] },
    {
      name: 'over the project, to read',
      records: [lets('*', { on: 'projects/acme-prod', role: 'roles/viewer' }), provider()],
    },
    {
      name: 'over a bucket',
      records: [lets('*', { on: '//storage.googleapis.com/shop', role: 'roles/storage.admin' }), provider()],
    },
    {
      name: 'to a disabled account',
      records: [lets('*'), provider(), gcpServiceAccount({ enabled: false }), gcpProject(), gcpGrant()],
    },
    {
      name: 'an attribute of an issuer of one’s own',
      records: [lets('attribute.owner/a'), provider(null, { issuer: 'https://idp.acme.example' }), ...owner],
    },
    {
      name: 'a namespace of a cluster',
      records: [
        gcpGrant({
          on: 'deploy',
          role: user,
          members: [
            'principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/namespace/shop',
          ],
        }),
        ...owner,
      ],
    },
    {
      name: 'a role of AWS',
      records: [
        lets('attribute.aws_role/arn'),
        gcpProvider({ kind: 'aws', issuer: null, awsAccount: '111122223333' }),
        ...owner,
      ],
    },
  ],
  unknown: [
    { name: 'a mapping that is not understood', records: [lets('attribute.both/acme'), provider(), ...owner] },
    {
      name: 'a condition that is not understood',
      records: [lets('*'), provider('assertion.repository.matches("^acme/shop$")'), ...owner],
    },
    {
      name: 'a condition that was not read',
      records: [lets('*'), gcpProvider({ condition: unknown('denied') }), ...owner],
    },
    { name: 'providers were not read', records: [lets('*'), gcpGap({ step: 'workload-pools' }), ...owner] },
    {
      name: 'a role that was not read',
      records: [
        ...lets('*', { role: 'projects/acme-prod/roles/x' }).filter(
          (record) => record.type !== 'resource' || record.kind !== 'iam-role',
        ),
        gcpRole({ role: 'projects/acme-prod/roles/x', permissions: unknown('denied') }),
        provider(),
        ...owner,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'one subject',
      records: [
        gcpGrant({
          on: 'deploy',
          role: user,
          members: [`principal://iam.googleapis.com/${gcpPoolName()}/subject/repo:acme/shop:ref:refs/heads/main`],
        }),
        provider(),
      ],
    },
    {
      name: 'all of a pool, until last year',
      records: [lets('*', { condition: 'request.time < timestamp("2026-01-01T00:00:00Z")' }), provider(), ...owner],
    },
    { name: 'no pool at all', records: [gcpGrant(), gcpProject()] },
    {
      name: 'a pool whose providers are switched off',
      records: [lets('*'), provider(null, { disabled: true }), ...owner],
    },
    {
      name: 'people',
      records: [
        gcpGrant({
          on: 'projects/acme-prod',
          members: ['principalSet://iam.googleapis.com/locations/global/workforcePools/acme/*'],
        }),
      ],
    },
  ],
})
