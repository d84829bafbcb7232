import { expect, test } from 'vitest'
import { githubOrganization, oidcSubject } from '../../../test/support/door-records.ts'
import {
  gcpBoundary,
  gcpDeny,
  gcpEmail,
  gcpGap,
  gcpGrant,
  gcpOrganization,
  gcpOrganizationName,
  gcpPoolName,
  gcpProject,
  gcpProvider,
  gcpScope,
  gcpServiceAccount,
} from '../../../test/support/gcp-records.ts'
import { environment, repository, workflow } from '../../../test/support/github-records.ts'
import { judgeCase } from '../../../test/support/rule-cases.ts'
import type { RuleCase } from '../../../test/support/rule-cases.ts'
import { rule } from './rule.ts'

const provider = `${gcpPoolName()}/providers/actions`
const login = {
  cloud: 'gcp',
  by: 'google-github-actions/auth@v2',
  with: 'oidc',
  identity: gcpEmail('deploy'),
  line: 12,
}
const comments = (job: object = {}) =>
  workflow({ on: ['issue_comment'], jobs: [{ name: 'deploy', idToken: true, cloudLogins: [login], ...job }] as never })
const around = [
  ...githubOrganization(),
  ...oidcSubject(),
  ...oidcSubject({ repository: 'acme/api' }),
  ...repository({
    name: 'acme/api',
    visibility: 'public',
    defaultBranch: 'main',
    createdAt: '2024-01-01T00:00:00Z',
    environments: ['production'],
  }),
  ...gcpOrganization(),
  ...gcpProject(),
]
const api = `principalSet://iam.googleapis.com/${gcpPoolName()}/attribute.repository/acme/api`
const account = gcpServiceAccount()
const trusts = (member = api) => gcpGrant({ to: member, role: 'roles/iam.workloadIdentityUser', on: 'deploy' })
const owner = gcpGrant({ to: 'deploy', role: 'roles/owner' })
const door = [gcpProvider(), account, trusts()].flat()
const judged = (name: string, ...records: RuleCase['records']) =>
  judgeCase(rule, { name, scopes: [gcpScope()], records }, (all) => all)

test('whoever comments starts a run that becomes the owner of a project', () => {
  const { own, outcome } = judged('owner', comments(), around, door, owner)
  expect(outcome).toBe('fail')
  expect(own).toMatchObject({
    message: 'start',
    severity: 'high',
    confidence: 'proven',
    values: { target: 'deploy', cloud: 'Google Cloud', hops: 3 },
  })
})

test('over another account to the organization', () => {
  const root = [
    ...gcpServiceAccount({ name: 'root' }),
    ...gcpGrant({ to: 'root', role: 'roles/resourcemanager.organizationAdmin', on: gcpOrganizationName }),
    ...gcpGrant({ to: 'deploy', role: 'roles/iam.serviceAccountTokenCreator', on: 'root' }),
  ]
  const { own } = judged('root', comments(), around, door, root)
  expect(own).toMatchObject({
    values: { target: 'root', hops: 4 },
    data: {
      paths: [
        {
          id: 'muster-start-issue-comment + gcp-pool-sign-in + gcp-sa-get-access-token + gcp-sa-get-access-token',
          target: gcpOrganizationName,
        },
      ],
    },
  })
})

test('a role that the principals of the pool hold themselves', () => {
  const direct = gcpGrant({ to: api, role: 'roles/owner' })
  const asked = { ...login, identity: provider }
  const { own } = judged('direct', comments({ cloudLogins: [asked] }), around, gcpProvider(), direct)
  expect(own).toMatchObject({
    message: 'start',
    values: { target: 'principals of the pool github with attribute.repository/acme/api', hops: 2 },
  })
})

test('what the token is asked for beside is told', () => {
  const held = gcpProvider({ condition: `assertion.actor == 'mona'` })
  expect(judged('actor', comments(), around, held, account, trusts(), owner).own).toMatchObject({
    confidence: 'possible',
    data: { paths: [{ verdict: 'conditional' }] },
  })
})

test.each([
  ['the account owns nothing', comments(), door, []],
  ['the account is switched off', comments(), [door, gcpServiceAccount({ enabled: false })].flat(), owner],
  ['the provider is switched off', comments(), [gcpProvider({ disabled: true }), account, trusts()].flat(), owner],
  [
    'the provider is held to another repository',
    comments(),
    [gcpProvider({ condition: `assertion.repository_id == '1'` }), account, trusts()].flat(),
    owner,
  ],
  [
    'another repository becomes the account',
    comments(),
    [gcpProvider(), account, trusts(api.replace('acme/api', 'acme/web'))].flat(),
    owner,
  ],
  [
    'the job signs in as another account',
    comments({ cloudLogins: [{ ...login, identity: gcpEmail('plain') }] }),
    door,
    owner,
  ],
  [
    'tokens are denied',
    comments(),
    [door, gcpDeny({ permissions: ['iam.googleapis.com/serviceAccounts.getAccessToken'] })].flat(),
    owner,
  ],
  [
    'a boundary keeps the account from the project',
    comments(),
    [door, gcpBoundary({ resources: ['projects/acme-dev'] })].flat(),
    owner,
  ],
])('nobody gets through where %s', (name, started, records, grant) => {
  const { outcome } = judged(name, started, around, records, grant)
  expect(outcome).toBe(name === 'the provider is switched off' ? 'notApplicable' : 'pass')
})

test('a run that waits for a reviewer is nobody’s from outside', () => {
  const held = environment({ repository: 'acme/api', name: 'production', reviewers: 1 })
  expect(judged('held', comments({ environment: 'production' }), around, held, door, owner).outcome).toBe('pass')
})

test('what was not read of Google may hide a door', () => {
  for (const step of ['workload-pools', 'allow-policies', 'roles'])
    expect(judged(step, comments(), around, gcpGap({ step })).outcome).toBe('unknown')
})
