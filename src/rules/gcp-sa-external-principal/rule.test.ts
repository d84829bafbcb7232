import {
  gcpFullName,
  gcpGap,
  gcpGrant,
  gcpOrganization,
  gcpPolicy,
  gcpPoolName,
  gcpProject,
  gcpProjectNumber,
  gcpProjectScope,
} from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const vendor = 'serviceAccount:scanner@vendor-1234.iam.gserviceaccount.com'
const own = [gcpOrganization(), gcpProject(), gcpProject({ name: 'acme-test' })]
const project = gcpFullName('projects/acme-prod')
const holding = (members: readonly string[], more: Parameters<typeof gcpGrant>[0] = {}) => [
  gcpGrant({ role: 'roles/viewer', ...more, members }),
  ...own,
]

testRule(rule, {
  fail: [
    {
      name: 'reads the project',
      records: holding([vendor]),
      message:
        'scanner@vendor-1234.iam.gserviceaccount.com of outside the organization may act on project acme-prod, as roles/viewer.',
      severity: 'high',
      data: { members: [vendor], becomes: false },
      remediation: `gcloud projects remove-iam-policy-binding acme-prod --member=${vendor} --role=roles/viewer`,
    },
    {
      name: 'impersonates an account',
      records: holding([vendor], { on: 'deploy', role: 'roles/iam.serviceAccountTokenCreator' }),
      message:
        'scanner@vendor-1234.iam.gserviceaccount.com of outside the organization may impersonate service account deploy@acme-prod.iam.gserviceaccount.com, as roles/iam.serviceAccountTokenCreator.',
      data: { becomes: true },
    },
    {
      name: 'a default account of another project, by its number',
      records: holding(['serviceAccount:999-compute@developer.gserviceaccount.com']),
    },
    {
      name: 'a pool of another project',
      records: holding([
        'principalSet://iam.googleapis.com/projects/999/locations/global/workloadIdentityPools/ci/attribute.repository/x/y',
      ]),
      message: 'the pool ci of project 999 of outside the organization may act on project acme-prod, as roles/viewer.',
    },
    {
      name: 'pods of a cluster of another project',
      records: holding(['serviceAccount:vendor-1234.svc.id.goog[default/agent]']),
    },
  ],
  pass: [
    { name: 'an account of the project', records: holding(['deploy']) },
    {
      name: 'a vendor until last year',
      records: holding([vendor], { condition: 'request.time < timestamp("2026-01-01T00:00:00Z")' }),
    },
    {
      name: 'an account of another project of the organization',
      records: holding(['serviceAccount:ci@acme-test.iam.gserviceaccount.com']),
    },
    {
      name: 'default accounts, by number and by id',
      records: holding([
        `serviceAccount:${gcpProjectNumber('acme-test')}-compute@developer.gserviceaccount.com`,
        'serviceAccount:acme-test@appspot.gserviceaccount.com',
      ]),
    },
    { name: 'a pool of one’s own', records: holding([`principal://iam.googleapis.com/${gcpPoolName()}/subject/a`]) },
    {
      name: 'Google’s own, for a service of another project',
      records: holding([
        'serviceAccount:service-999@gcp-sa-aiplatform.iam.gserviceaccount.com',
        'serviceAccount:999@cloudservices.gserviceaccount.com',
      ]),
    },
    {
      name: 'groups, domains and what was deleted, of which this says nothing',
      records: holding([
        'group:a@acme.example',
        'domain:acme.example',
        'deleted:serviceAccount:x@vendor-1234.iam.gserviceaccount.com?uid=1',
      ]),
    },
    {
      name: 'a vendor that is known by its account',
      records: holding([vendor]),
      options: { known: ['scanner@vendor-1234.iam.gserviceaccount.com'] },
    },
    { name: 'a vendor that is known by its project', records: holding([vendor]), options: { known: ['vendor-1234'] } },
  ],
  unknown: [
    {
      name: 'only one project was read, and the account may be of another of the organization',
      scope: gcpProjectScope(),
      records: holding([vendor]),
    },
    {
      name: 'projects were read in part',
      records: [...holding([vendor]), gcpGap({ step: 'hierarchy', permission: 'resourcemanager.projects.get' })],
    },
    { name: 'policies were read in part', records: [...holding(['deploy']), gcpGap({ step: 'allow-policies' })] },
  ],
  notApplicable: [{ name: 'a policy that says nothing', records: [gcpPolicy({ on: project }), ...own] }],
})
