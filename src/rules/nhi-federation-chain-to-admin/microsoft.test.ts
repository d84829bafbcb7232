import { expect, test } from 'vitest'
import {
  azureGap,
  azureGrant,
  federatedCredential,
  clientIdOf,
  resourceGroupScope,
  servicePrincipal,
  subscription,
  tenantScope,
} from '../../../test/support/azure-records.ts'
import { githubOrganization, oidcSubject } from '../../../test/support/door-records.ts'
import { environment, repository, workflow } from '../../../test/support/github-records.ts'
import { judgeCase } from '../../../test/support/rule-cases.ts'
import type { RuleCase } from '../../../test/support/rule-cases.ts'
import { rule } from './rule.ts'

const login = { cloud: 'azure', by: 'azure/login@v2', with: 'oidc', identity: clientIdOf('ci'), line: 12 }
const comments = (job: object) =>
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
  ...subscription(),
]
const main = 'repo:acme/api:ref:refs/heads/main'
const application = (subject: string) => [
  ...servicePrincipal({ name: 'ci' }),
  ...federatedCredential({ name: 'deploy', app: 'ci', subject }),
]
const owner = azureGrant({ holder: 'ci', role: 'Owner' })
const judged = (name: string, ...records: RuleCase['records']) =>
  judgeCase(rule, { name, scopes: [tenantScope()], records }, (all) => all)

test('whoever comments starts a run that signs in as the owner of a subscription', () => {
  const { own, outcome } = judged('owner', comments({}), around, application(main), owner)
  expect(outcome).toBe('fail')
  expect(own).toMatchObject({
    message: 'start',
    severity: 'high',
    confidence: 'proven',
    values: { target: 'ci', cloud: 'Microsoft', hops: 2 },
  })
})

test('an expression takes main with every other subject', () => {
  const flexible = federatedCredential({
    name: 'any',
    app: 'ci',
    subject: null,
    expression: "claims['sub'] matches 'repo:acme/*'",
  })
  expect(judged('flexible', comments({}), around, servicePrincipal({ name: 'ci' }), flexible, owner).outcome).toBe(
    'fail',
  )
})

test.each([
  ['the subject is of another branch', comments({}), application('repo:acme/api:ref:refs/heads/release'), owner],
  [
    'the application holds a resource group only',
    comments({}),
    application(main),
    azureGrant({ holder: 'ci', role: 'Owner', scope: resourceGroupScope }),
  ],
  [
    'the job signs in as another application',
    comments({ cloudLogins: [{ ...login, identity: clientIdOf('other') }] }),
    application(main),
    owner,
  ],
])('nobody gets in where %s', (name, started, door, grant) => {
  expect(judged(name, started, around, door, grant).outcome).toBe('pass')
})

test('an application that is switched off is no door', () => {
  const off = servicePrincipal({ name: 'ci', enabled: false })
  const door = federatedCredential({ name: 'deploy', app: 'ci', subject: main })
  expect(judged('off', comments({}), around, off, door, owner).outcome).toBe('notApplicable')
})

test('a run that waits for a reviewer is nobody’s from outside', () => {
  const held = environment({ repository: 'acme/api', name: 'production', reviewers: 1 })
  const { outcome } = judged(
    'held',
    comments({ environment: 'production' }),
    around,
    held,
    application('repo:acme/api:environment:production'),
    owner,
  )
  expect(outcome).toBe('pass')
})

test('what was not read of the tenant may hide a door', () => {
  expect(judged('denied', comments({}), around, azureGap({ step: 'federated-credentials' })).outcome).toBe('unknown')
})
