import { expect, test } from 'vitest'
import { accountScope } from '../../../test/support/aws-records.ts'
import type { Records } from '../../../test/support/aws-records.ts'
import {
  application,
  clientIdOf,
  federatedCredential,
  objectIdOf,
  servicePrincipal,
  tenantScope,
} from '../../../test/support/azure-records.ts'
import { administers, awsAudience, googleRole, tokenAudience, webRole } from '../../../test/support/crossing-records.ts'
import { awsGap, githubOrganization, oidcSubject } from '../../../test/support/door-records.ts'
import {
  gcpEmail,
  gcpGrant,
  gcpOrganization,
  gcpPoolName,
  gcpProject,
  gcpProvider,
  gcpScope,
  gcpServiceAccount,
  gcpUniqueId,
} from '../../../test/support/gcp-records.ts'
import { environment, repository, workflow } from '../../../test/support/github-records.ts'
import { judgeCase } from '../../../test/support/rule-cases.ts'
import type { RuleCase } from '../../../test/support/rule-cases.ts'
import { rule } from './rule.ts'

const login = { cloud: 'azure', by: 'azure/login@v2', with: 'oidc', identity: clientIdOf('ci'), line: 12 }
const started = (job: object = {}) =>
  workflow({
    on: ['pull_request_target'],
    jobs: [
      {
        name: 'preview',
        idToken: true,
        checksOut: '${{ github.event.pull_request.head.sha }}',
        cloudLogins: [login],
        ...job,
      },
    ] as never,
  })
const around = [
  ...githubOrganization(),
  ...oidcSubject(),
  ...oidcSubject({ repository: 'acme/api' }),
  ...repository({
    name: 'acme/api',
    visibility: 'public',
    defaultBranch: 'main',
    createdAt: '2024-01-01T00:00:00Z',
    environments: ['preview'],
  }),
]
const hops = {
  workflow: started(),
  application: [...servicePrincipal({ name: 'ci' }), ...application({ name: 'ci', tokenVersion: 1 })],
  credential: federatedCredential({ name: 'preview', app: 'ci', subject: 'repo:acme/api:ref:refs/heads/main' }),
  audience: tokenAudience(),
  role: webRole(administers),
}
const judged = (name: string, ...records: RuleCase['records']) =>
  judgeCase(rule, { name, scopes: [accountScope(), tenantScope(), gcpScope()], records }, (all) => all)
const judgedWith = (name: string, changed: Partial<Record<keyof typeof hops, Records>>) =>
  judged(name, around, ...Object.values({ ...hops, ...changed }).flat())

test('a workflow becomes an application without power, which enters a role that administers AWS', () => {
  const { own, outcome } = judgedWith('whole', {})
  expect(outcome).toBe('fail')
  expect(own).toMatchObject({
    message: 'code',
    severity: 'critical',
    confidence: 'proven',
    values: { target: 'crossed', cloud: 'AWS', hops: 3 },
    remediation: [
      {},
      { text: expect.stringContaining('hold the federated credential to that environment') },
      { text: 'Take ci out of the trust policy of crossed, or give the role less.' },
      {},
    ],
    data: {
      paths: [
        {
          id: 'muster-start-pull-request-target + entra-federated-sign-in + muster-enter-oidc',
          hops: [
            { from: 'github:anyone' },
            { toName: 'ci', text: expect.stringContaining('signs in as ci') },
            {
              fromName: 'ci',
              text: `ci gets a token of Entra ID for ${awsAudience}, and enters the role crossed with it.`,
            },
          ],
        },
      ],
    },
  })
  expect(JSON.stringify(own)).toContain('arn:aws:iam::111122223333:role/crossed > trust policy')
})

test.each(['credential', 'audience', 'role'] as const)('without its %s there is no such chain', (hop) => {
  // Of an application that nobody read it is not known what it asks for.
  const gone = hop === 'audience' ? tokenAudience({ required: true }) : []
  expect(judgedWith(hop, { [hop]: gone }).outcome).toBe(hop === 'credential' ? 'notApplicable' : 'pass')
})

test.each([
  ['its run waits for a reviewer', { workflow: started({ environment: 'preview' }) }],
  ['the role takes another application', { role: webRole({ ...administers, claims: { aud: awsAudience, sub: '1' } }) }],
  ['the role takes another audience', { role: webRole({ ...administers, claims: { aud: 'api://other' } }) }],
  ['the role holds little', { role: webRole() }],
])('nobody gets through where %s', (name, changed) => {
  const held = environment({ repository: 'acme/api', name: 'preview', reviewers: 1 })
  expect(judgedWith(name, { ...changed, audience: [...tokenAudience(), ...held] }).outcome).toBe('pass')
})

test('what was not read of the other cloud may hide a door', () => {
  expect(judgedWith('denied', { role: [awsGap('identities')] }).outcome).toBe('unknown')
})

test('an application that was not read leaves the chain possible', () => {
  expect(judgedWith('unread', { audience: [] }).own).toMatchObject({
    confidence: 'possible',
    data: {
      paths: [{ missingFacts: [`which application of the tenant tokens for ${awsAudience} are made for`] }],
    },
  })
})

test('over Google into AWS', () => {
  const member = `principalSet://iam.googleapis.com/${gcpPoolName()}/attribute.repository/acme/api`
  const { own } = judged(
    'google',
    around,
    started(),
    gcpOrganization(),
    gcpProject(),
    gcpProvider(),
    gcpServiceAccount(),
    gcpGrant({ to: member, role: 'roles/iam.workloadIdentityUser', on: 'deploy' }),
    googleRole(administers),
  )
  expect(own).toMatchObject({
    confidence: 'proven',
    values: { target: 'crossed', cloud: 'AWS', hops: 4 },
    remediation: [{}, { text: expect.stringContaining('attribute condition of the provider') }, {}, {}],
  })
})

test('over Google and Microsoft into AWS', () => {
  const number = gcpUniqueId(gcpEmail('deploy'))
  const member = `principalSet://iam.googleapis.com/${gcpPoolName()}/attribute.repository/acme/api`
  const { own } = judged(
    'both',
    around,
    started(),
    [gcpOrganization(), gcpProject(), gcpProvider(), gcpServiceAccount()].flat(),
    gcpGrant({ to: member, role: 'roles/iam.workloadIdentityUser', on: 'deploy' }),
    hops.application,
    federatedCredential({ name: 'google', app: 'ci', issuer: 'https://accounts.google.com', subject: number }),
    hops.audience,
    webRole({ ...administers, claims: { aud: awsAudience, sub: objectIdOf('service-principal', 'ci') } }),
  )
  expect(own).toMatchObject({ confidence: 'proven', values: { target: 'crossed', cloud: 'AWS', hops: 5 } })
})
