import {
  awsGap,
  bothScopes,
  doorRole,
  doorRoleId,
  githubOrganization,
  oidcSubject,
} from '../../../test/support/door-records.ts'
import { repository, repositoryNumber } from '../../../test/support/github-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const scopes = bothScopes
const admin = { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] }
const reads = { inline: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::site/*' }] } as const
const secrets = { inline: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }] } as const
const api = repository({ name: 'acme/api', defaultBranch: 'main', createdAt: '2024-01-01T00:00:00Z', environments: [] })
const around = [...githubOrganization(), ...oidcSubject()]
const own = oidcSubject({ repository: 'acme/api' })
const id = repositoryNumber('acme/api')

testRule(rule, {
  fail: [
    {
      name: 'every branch of the repository, into an administrator',
      scopes,
      records: [api, around, own, doorRole({ ...admin, sub: 'repo:acme/api:*' })],
      message:
        'Runs of acme/api for any branch, pull requests and any environment may take ci-deploy, which administers the account, or gets there.',
      severity: 'high',
      confidence: 'proven',
      related: [doorRoleId()],
      remediation: 'aws iam update-assume-role-policy --role-name ci-deploy',
    },
    {
      name: 'pull requests, into one that reads secrets',
      scopes,
      records: [api, around, own, doorRole({ ...secrets, sub: 'repo:acme/api:pull_request' })],
      message: 'Runs of acme/api for pull requests may take ci-deploy, which reads secrets or data of the account.',
      severity: 'medium',
      data: { subjects: ['repo:acme/api:pull_request'] },
    },
    {
      name: 'every branch, into one that holds little',
      scopes,
      records: [api, around, own, doorRole({ ...reads, sub: 'repo:acme/api:ref:refs/heads/*' })],
      severity: 'low',
    },
    {
      name: 'a role that makes itself an administrator',
      scopes,
      records: [
        api,
        around,
        own,
        doorRole({
          inline: [{ Effect: 'Allow', Action: 'iam:AttachRolePolicy', Resource: '*' }],
          sub: 'repo:acme/api:*',
        }),
      ],
      severity: 'high',
    },
    {
      name: 'every tag, which whoever may write makes',
      scopes,
      records: [api, around, own, doorRole({ ...admin, sub: 'repo:acme/api:ref:refs/tags/*' })],
      message: 'Runs of acme/api for any tag may take ci-deploy, which administers the account, or gets there.',
    },
    {
      name: 'an environment that anybody makes up',
      scopes,
      records: [api, around, own, doorRole({ ...admin, sub: 'repo:acme/api:environment:*' })],
      message: 'Runs of acme/api for any environment may take ci-deploy, which administers the account, or gets there.',
    },
    {
      name: 'two roles, the worst of which counts',
      scopes,
      records: [
        api,
        around,
        own,
        doorRole({ ...reads, sub: 'repo:acme/api:*' }),
        doorRole({ ...admin, name: 'ci-admin', sub: 'repo:acme/api:*' }),
      ],
      message:
        'Runs of acme/api for any branch, pull requests and any environment may take ci-admin and ci-deploy, of which at least one administers the account, or gets there.',
      severity: 'high',
    },
    {
      name: 'by ids, where the subjects carry them',
      scopes,
      records: [
        api,
        around,
        oidcSubject({ repository: 'acme/api', immutable: true }),
        doorRole({ ...reads, sub: `repo:acme@1001/api@${id}:*` }),
      ],
      data: {
        subjects: [
          `repo:acme@1001/api@${id}:environment:muster-any-environment`,
          `repo:acme@1001/api@${id}:pull_request`,
          `repo:acme@1001/api@${id}:ref:refs/heads/muster/any-branch`,
        ],
      },
    },
    {
      name: 'a young repository has ids in its subjects',
      scopes,
      records: [
        repository({ name: 'acme/api', defaultBranch: 'main', createdAt: '2026-09-01T00:00:00Z' }),
        githubOrganization(),
        oidcSubject({ immutable: null }),
        oidcSubject({ repository: 'acme/api', immutable: null }),
        doorRole({ ...reads, sub: `repo:acme@1001/api@${id}:*` }),
      ],
      severity: 'low',
    },
    {
      name: 'the form of the subjects was not read',
      scopes,
      records: [
        api,
        githubOrganization(),
        {
          type: 'gap',
          connector: 'github',
          scope: 'github:organization:1001',
          step: 'oidc-subject',
          reason: 'denied',
          detail: '',
        },
        doorRole({ ...reads, sub: 'repo:acme/api:*' }),
      ],
      confidence: 'possible',
    },
    {
      name: 'any repository of the organization',
      scopes,
      records: [githubOrganization(), oidcSubject(), doorRole({ ...reads, sub: 'repo:acme/*' })],
      message:
        'Runs of any repository of acme for any branch, pull requests and any environment may take ci-deploy, which holds what its policies give.',
      severity: 'low',
    },
  ],
  pass: [
    { name: 'one branch', scopes, records: [api, around, own, doorRole(admin)] },
    {
      name: 'one environment',
      scopes,
      records: [api, around, own, doorRole({ ...admin, sub: 'repo:acme/api:environment:production' })],
    },
    {
      name: 'one tag',
      scopes,
      records: [api, around, own, doorRole({ ...admin, sub: 'repo:acme/api:ref:refs/tags/v1' })],
    },
    { name: 'another repository', scopes, records: [api, around, own, doorRole({ ...admin, sub: 'repo:acme/web:*' })] },
    {
      name: 'a repository with a longer name',
      scopes,
      records: [api, around, own, doorRole({ ...admin, sub: 'repo:acme/api-tests:*' })],
    },
    {
      name: 'by names that the subjects do not carry',
      scopes,
      records: [
        api,
        around,
        oidcSubject({ repository: 'acme/api', immutable: true }),
        doorRole({ ...admin, sub: 'repo:acme/api:*' }),
      ],
    },
    {
      name: 'one branch by another claim',
      scopes,
      records: [api, around, own, doorRole({ ...admin, sub: 'repo:acme/api:*', claims: { ref: 'refs/heads/main' } })],
    },
    {
      name: 'a workflow that must run',
      scopes,
      records: [
        api,
        around,
        own,
        doorRole({
          ...admin,
          sub: 'repo:acme/api:*',
          claims: { job_workflow_ref: 'acme/flows/.github/workflows/deploy.yml@refs/heads/main' },
        }),
      ],
    },
    {
      name: 'a customized subject that the trust does not know',
      scopes,
      records: [
        api,
        around,
        oidcSubject({ repository: 'acme/api', useDefault: false, claimKeys: ['repository_id', 'context'] }),
        doorRole({ ...admin, sub: 'repo:acme/api:*' }),
      ],
    },
    {
      name: 'what takes the whole organization is not told of at each repository',
      scopes,
      records: [api, around, own, doorRole({ ...admin, sub: 'repo:acme/*' })],
    },
    {
      name: 'what takes any organization is told of at the role',
      scopes,
      records: [githubOrganization(), oidcSubject(), doorRole({ ...admin, sub: 'repo:*' })],
    },
  ],
  unknown: [
    { name: 'the roles of the account were not read', scopes, records: [api, around, own, awsGap('identities')] },
    {
      name: 'the form of the subjects was not read, and no door was seen',
      scopes,
      records: [
        api,
        githubOrganization(),
        {
          type: 'gap',
          connector: 'github',
          scope: 'github:organization:1001',
          step: 'oidc-subject',
          reason: 'denied',
          detail: '',
        },
        doorRole({ ...admin }),
      ],
    },
  ],
  notApplicable: [
    { name: 'no account of AWS was read', records: [api, around, own] },
    { name: 'no role trusts GitHub', scopes, records: [api, around, own] },
    {
      name: 'nothing runs in an archived repository',
      scopes,
      records: [
        repository({ name: 'acme/api', archived: true }),
        around,
        doorRole({ ...admin, sub: 'repo:acme/api:*' }),
      ],
    },
  ],
})
