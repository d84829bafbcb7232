import { testRule } from '../../../test/support/rule-tester.ts'
import { role } from '../../../test/support/aws-records.ts'
import type { RoleInput } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { rule } from './rule.ts'

const github = 'token.actions.githubusercontent.com'

function statement(
  url: string,
  sub: string | string[],
  more: { readonly [claim: string]: string } = {},
): PolicyStatement {
  const Federated = `arn:aws:iam::111122223333:oidc-provider/${url}`
  const others = Object.fromEntries(Object.entries(more).map(([claim, value]) => [`${url}:${claim}`, value]))
  return {
    Effect: 'Allow',
    Principal: { Federated },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringLike: { [`${url}:sub`]: sub, ...others } },
  }
}
const admin = (sub: string | string[], more: RoleInput = {}) =>
  role({ attached: ['arn:aws:iam::aws:policy/AdministratorAccess'], trust: [statement(github, sub)], ...more })
const terraform = (phase: string) =>
  admin('', { trust: [statement('app.terraform.io', `organization:acme:project:p:workspace:w:run_phase:${phase}`)] })

testRule(rule, {
  fail: [
    {
      name: 'every branch of a repository',
      records: [admin('repo:acme/app:*')],
      message:
        'Administrator role deploy lets GitHub Actions in whatever the branch or the occasion, by repo:acme/app:*.',
      severity: 'medium',
      data: { issuer: github, breadth: 'part', subjects: ['repo:acme/app:*'], statements: ['Statement[0]'] },
      remediation: 'repo:my-org/my-repo:environment:production',
    },
    {
      name: 'every repository of an organisation',
      records: [admin('repo:acme/*')],
      message:
        'Administrator role deploy lets every pipeline of a whole organisation of GitHub Actions in, by repo:acme/*.',
      severity: 'high',
    },
    {
      name: 'every repository by the id of its owner',
      records: [admin('', { trust: [statement(github, 'repo:*', { repository_owner_id: '12' })] })],
      severity: 'high',
      data: { subjects: ['12'], breadth: 'tenant' },
    },
    {
      name: 'one repository beside an environment of all',
      records: [admin(['repo:acme/*:environment:production', 'repo:acme/app:*'])],
      severity: 'medium',
    },
    { name: 'every branch, by ids', records: [admin('repo:acme@12/app@34:*')] },
    {
      name: 'pull requests beside the main branch',
      records: [admin(['repo:acme/app:ref:refs/heads/main', 'repo:acme/app:pull_request'])],
      data: { subjects: ['repo:acme/app:pull_request'] },
    },
    { name: 'an environment that anybody makes up', records: [admin('repo:acme/app:environment:*')] },
    {
      name: 'a role that can attach policies to itself',
      records: [
        admin('repo:acme/app:*', {
          attached: [],
          inline: [{ Effect: 'Allow', Action: 'iam:AttachRolePolicy', Resource: '*' }],
        }),
      ],
    },
    { name: 'plans', records: [terraform('*')], remediation: 'run_phase:apply' },
    {
      name: 'every branch of a project of GitLab',
      records: [admin('', { trust: [statement('gitlab.com', 'project_path:acme/app:*')] })],
    },
  ],
  pass: [
    { name: 'one branch', records: [admin('repo:acme/app:ref:refs/heads/main')] },
    { name: 'one environment', records: [admin('repo:acme/app:environment:production')] },
    { name: 'one environment of any repository', records: [admin('repo:acme/*:environment:production')] },
    {
      name: 'one branch by another claim',
      records: [admin('', { trust: [statement(github, 'repo:acme/app:*', { ref: 'refs/heads/main' })] })],
    },
    {
      name: 'protected branches',
      records: [admin('', { trust: [statement('gitlab.com', 'project_path:acme/app:*', { ref_protected: 'true' })] })],
    },
    { name: 'applies', records: [terraform('apply')] },
    {
      name: 'a role that is no administrator',
      records: [
        admin('repo:acme/app:*', {
          attached: [],
          inline: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::acme-site/*' }],
        }),
      ],
    },
  ],
  unknown: [
    { name: 'the trust policy could not be read', records: [role({ trustPolicy: unknown('failed') })] },
    {
      name: 'a policy was not read',
      records: [admin('repo:acme/app:*', { attached: ['arn:aws:iam::111122223333:policy/deploy'] })],
    },
  ],
  notApplicable: [
    { name: 'no web identity', records: [role()] },
    { name: 'a tenant that is open anyway', records: [admin('repo:*')] },
    {
      name: 'a cluster, where branches are unknown',
      records: [
        admin('', {
          trust: [statement('oidc.eks.eu-west-1.amazonaws.com/id/AB12', 'system:serviceaccount:app:*')],
        }),
      ],
    },
    {
      name: 'a role of Identity Center',
      records: [admin('repo:acme/app:*', { path: '/aws-reserved/sso.amazonaws.com/' })],
    },
  ],
})
