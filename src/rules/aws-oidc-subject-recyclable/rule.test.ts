import { testRule } from '../../../test/support/rule-tester.ts'
import { role } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { rule } from './rule.ts'

const github = 'token.actions.githubusercontent.com'

function statement(url: string, Condition: NonNullable<PolicyStatement['Condition']>): PolicyStatement {
  const Federated = `arn:aws:iam::111122223333:oidc-provider/${url}`
  return { Effect: 'Allow', Principal: { Federated }, Action: 'sts:AssumeRoleWithWebIdentity', Condition }
}
const subject = (sub: string | string[], more: { readonly [claim: string]: string } = {}) =>
  statement(github, {
    StringEquals: {
      [`${github}:aud`]: 'sts.amazonaws.com',
      ...Object.fromEntries(Object.entries(more).map(([claim, value]) => [`${github}:${claim}`, value])),
    },
    StringLike: { [`${github}:sub`]: sub },
  })
const gitlab = { 'gitlab.com:sub': 'project_path:acme/app:*' }

testRule(rule, {
  fail: [
    {
      name: 'a repository by name',
      records: [role({ trust: [subject('repo:acme/app:ref:refs/heads/main')] })],
      message:
        'Role deploy knows who comes from GitHub Actions by name alone, repo:acme/app:ref:refs/heads/main, and names can change hands.',
      severity: 'medium',
      data: { issuer: github, subjects: ['repo:acme/app:ref:refs/heads/main'], statements: ['Statement[0]'] },
      remediation: 'gh api repos/acme/app --jq .id',
    },
    {
      name: 'an organisation by name',
      records: [role({ trust: [subject('repo:acme/*')] })],
      remediation: `"StringEquals": {"${github}:repository_id": "1234567"}`,
    },
    {
      name: 'a name beside ids',
      records: [role({ trust: [subject(['repo:acme@12/app@34:*', 'repo:acme/app:*'])] })],
      data: { subjects: ['repo:acme/app:*'] },
    },
    {
      name: 'names in the second statement',
      records: [role({ trust: [subject('repo:acme@12/app@34:*'), subject('repo:acme/app:*')] })],
      data: { statements: ['Statement[1]'] },
    },
    {
      name: 'a group of GitLab',
      records: [role({ trust: [statement('gitlab.com', { StringLike: gitlab })] })],
      message:
        'Role deploy knows who comes from GitLab by name alone, project_path:acme/app:*, and names can change hands.',
      remediation: '"StringEquals": {"gitlab.com:project_id": "1234567"}',
    },
  ],
  pass: [
    {
      name: 'ids in the subject',
      records: [role({ trust: [subject('repo:acme@12/app@34:environment:production')] })],
    },
    {
      name: 'the id of the owner besides',
      records: [role({ trust: [subject('repo:acme/*', { repository_owner_id: '12' })] })],
    },
    {
      name: 'the id of the repository besides',
      records: [role({ trust: [subject('repo:acme/app:*', { repository_id: '34' })] })],
    },
    {
      name: 'the id of the project besides',
      records: [
        role({
          trust: [statement('gitlab.com', { StringLike: gitlab, StringEquals: { 'gitlab.com:project_id': '20' } })],
        }),
      ],
    },
  ],
  unknown: [{ name: 'the trust policy could not be read', records: [role({ trustPolicy: unknown('failed') })] }],
  notApplicable: [
    { name: 'no web identity', records: [role()] },
    { name: 'a tenant that is open anyway', records: [role({ trust: [subject(['repo:acme/app:*', 'repo:*'])] })] },
    {
      name: 'an issuer of one’s own',
      records: [
        role({ trust: [statement(`${github}/acme`, { StringLike: { [`${github}/acme:sub`]: 'repo:acme/app:*' } })] }),
      ],
    },
    {
      name: 'an issuer that goes by ids',
      records: [
        role({
          trust: [
            statement('oidc.circleci.com/org/b1', {
              StringLike: { 'oidc.circleci.com/org/b1:sub': 'org/b1/project/c2/user/*' },
            }),
          ],
        }),
      ],
    },
    {
      name: 'a service-linked role',
      records: [role({ path: '/aws-service-role/x.amazonaws.com/', trust: [subject('repo:acme/app:*')] })],
    },
  ],
})
