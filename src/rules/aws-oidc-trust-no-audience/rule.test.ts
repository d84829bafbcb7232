import { testRule } from '../../../test/support/rule-tester.ts'
import { role } from '../../../test/support/aws-records.ts'
import { oidcProvider } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { rule } from './rule.ts'

const url = 'token.actions.githubusercontent.com'
const trusting = (
  Condition: NonNullable<PolicyStatement['Condition']>,
  Federated = `arn:aws:iam::111122223333:oidc-provider/${url}`,
) =>
  role({
    trust: [{ Effect: 'Allow', Principal: { Federated }, Action: 'sts:AssumeRoleWithWebIdentity', Condition }],
  })
const subject = { [`${url}:sub`]: 'repo:acme/app:*' }

testRule(rule, {
  fail: [
    {
      name: 'no audience',
      records: [trusting({ StringLike: subject })],
      message: 'Role deploy takes tokens of GitHub Actions whatever audience they were made for.',
      severity: 'high',
      remediation: `"StringEquals": {"${url}:aud": "sts.amazonaws.com"}`,
    },
    { name: 'an open audience', records: [trusting({ StringLike: { ...subject, [`${url}:aud`]: '*' } })] },
    {
      name: 'only if it exists',
      records: [trusting({ StringEqualsIfExists: { [`${url}:aud`]: 'sts.amazonaws.com' } })],
    },
    {
      name: 'a provider with one audience',
      records: [trusting({ StringLike: subject }), oidcProvider({ clientIds: ['acme-sts'] })],
      severity: 'high',
      data: { providerAudiences: ['acme-sts'] },
      remediation: `"StringEquals": {"${url}:aud": "acme-sts"}`,
    },
    {
      name: 'a provider with two audiences',
      records: [trusting({ StringLike: subject }), oidcProvider({ clientIds: ['a', 'b'] })],
      severity: 'high',
    },
  ],
  pass: [
    { name: 'an audience', records: [trusting({ StringEquals: { [`${url}:aud`]: 'sts.amazonaws.com' } })] },
    {
      name: 'the app of a sign-in provider',
      records: [trusting({ StringEquals: { 'www.amazon.com:app_id': 'amzn1.app' } }, 'www.amazon.com')],
    },
  ],
  unknown: [{ name: 'the trust policy could not be read', records: [role({ trustPolicy: unknown('failed') })] }],
  notApplicable: [
    { name: 'no web identity', records: [role()] },
    { name: 'a role of Identity Center', records: [role({ path: '/aws-reserved/sso.amazonaws.com/' })] },
  ],
})
