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
const audience = { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' } }
const subject = (sub: string | string[], operator = 'StringLike') =>
  statement(github, { ...audience, [operator]: { [`${github}:sub`]: sub } })
const eks = 'oidc.eks.eu-west-1.amazonaws.com/id/AB12'

testRule(rule, {
  fail: [
    {
      name: 'no subject',
      records: [role({ trust: [statement(github, audience)] })],
      message: 'Role deploy lets in every token of GitHub Actions: its trust asks for no subject.',
      severity: 'critical',
      data: { issuer: github, breadth: 'issuer', statements: ['Statement[0]'] },
      remediation: `"StringEquals": {"${github}:sub": "repo:my-org/my-repo:ref:refs/heads/main"}`,
    },
    {
      name: 'a wildcard',
      records: [role({ trust: [subject('repo:*')] })],
      message: 'Role deploy lets in tokens of GitHub Actions beyond one organisation, by the subject repo:*.',
    },
    { name: 'an owner without its slash', records: [role({ trust: [subject('repo:acme*')] })], severity: 'critical' },
    {
      name: 'one open value behind a good one',
      records: [role({ trust: [subject(['repo:acme/app:*', '*'])] })],
      message: 'Role deploy lets in tokens of GitHub Actions beyond one organisation, by the subject *.',
      data: { subjects: ['repo:acme/app:*', '*'] },
    },
    {
      name: 'an operator that does not bind',
      records: [role({ trust: [subject('repo:acme/app:*', 'ForAllValues:StringLike')] })],
      message: 'Role deploy lets in every token of GitHub Actions: its trust asks for no subject.',
    },
    {
      name: 'a good statement beside an open one',
      records: [role({ trust: [subject('repo:acme/app:*'), subject('*')] })],
      data: { statements: ['Statement[1]'] },
    },
    {
      name: 'every service account of one cluster',
      records: [role({ trust: [statement(eks, {})] })],
      message: 'Role deploy lets in every token of Amazon EKS: its trust asks for no subject.',
      severity: 'high',
    },
  ],
  pass: [
    { name: 'one repository', records: [role({ trust: [subject('repo:acme/app:*')] })] },
    { name: 'one organisation', records: [role({ trust: [subject('repo:acme/*')] })] },
    {
      name: 'immutable ids',
      records: [role({ trust: [subject('repo:acme@12/app@34:ref:refs/heads/main', 'StringEquals')] })],
    },
    { name: 'a star that is a literal', records: [role({ trust: [subject('repo:*', 'StringEquals')] })] },
    {
      name: 'a service account of a cluster',
      records: [
        role({ trust: [statement(eks, { StringEquals: { [`${eks}:sub`]: 'system:serviceaccount:app:web' } })] }),
      ],
    },
    {
      name: 'a reusable workflow of one organisation',
      records: [
        role({
          trust: [
            statement(github, {
              StringEquals: { [`${github}:job_workflow_ref`]: 'acme/w/.github/workflows/d.yml@refs/heads/main' },
            }),
          ],
        }),
      ],
    },
  ],
  unknown: [{ name: 'the trust policy could not be read', records: [role({ trustPolicy: unknown('failed') })] }],
  notApplicable: [
    { name: 'no web identity', records: [role()] },
    {
      name: 'a service-linked role',
      records: [role({ path: '/aws-service-role/x.amazonaws.com/', trust: [subject('*')] })],
    },
  ],
})
