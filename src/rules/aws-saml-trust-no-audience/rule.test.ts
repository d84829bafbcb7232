import { testRule } from '../../../test/support/rule-tester.ts'
import { role } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { rule } from './rule.ts'

const okta = 'arn:aws:iam::111122223333:saml-provider/okta'

function statement(Condition: NonNullable<PolicyStatement['Condition']>, Federated = okta): PolicyStatement {
  return { Effect: 'Allow', Principal: { Federated }, Action: 'sts:AssumeRoleWithSAML', Condition }
}
const audience = (aud: string | string[], operator = 'StringEquals') => statement({ [operator]: { 'SAML:aud': aud } })
const console = 'https://signin.aws.amazon.com/saml'

testRule(rule, {
  fail: [
    {
      name: 'no audience',
      records: [role({ trust: [statement({})] })],
      message: 'Role deploy takes assertions of SAML provider okta whatever endpoint they were made for.',
      severity: 'medium',
      data: { providers: [okta], statements: ['Statement[0]'] },
      remediation: '"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}',
    },
    {
      name: 'an open audience',
      records: [role({ trust: [audience('*', 'StringLike')] })],
      message: 'Role deploy takes assertions of SAML provider okta for any endpoint, by SAML:aud *.',
    },
    {
      name: 'an open value behind a good one',
      records: [role({ trust: [audience([console, 'https://*'], 'StringLike')] })],
    },
    { name: 'only if it exists', records: [role({ trust: [audience(console, 'StringEqualsIfExists')] })] },
    { name: 'for all values', records: [role({ trust: [audience(console, 'ForAllValues:StringEquals')] })] },
    {
      name: 'another attribute alone',
      records: [role({ trust: [statement({ StringEquals: { 'SAML:sub_type': 'persistent' } })] })],
    },
    {
      name: 'a loose statement beside a good one',
      records: [role({ trust: [audience(console), statement({})] })],
      data: { statements: ['Statement[1]'] },
    },
  ],
  pass: [
    { name: 'the console', records: [role({ trust: [audience(console)] })] },
    {
      name: 'the console of every region',
      records: [role({ trust: [audience('https://*.signin.aws.amazon.com/saml*', 'StringLike')] })],
    },
    {
      name: 'the key in any case',
      records: [role({ trust: [statement({ StringEquals: { 'saml:AUD': console } })] })],
    },
    {
      name: 'an endpoint of one’s own',
      records: [role({ trust: [audience('https://sso.acme.example/*', 'StringLike')] })],
    },
    {
      name: 'another partition',
      records: [role({ trust: [audience(['https://signin.amazonaws.cn/saml', console])] })],
    },
    { name: 'a star that is a literal', records: [role({ trust: [audience('*')] })] },
    {
      name: 'a Deny of everything else',
      records: [
        role({
          trust: [statement({}), { ...statement({ StringNotEquals: { 'SAML:aud': console } }), Effect: 'Deny' }],
        }),
      ],
    },
  ],
  unknown: [{ name: 'the trust policy could not be read', records: [role({ trustPolicy: unknown('failed') })] }],
  notApplicable: [
    { name: 'no SAML', records: [role()] },
    {
      name: 'a web identity',
      records: [
        role({
          trust: [
            {
              Effect: 'Allow',
              Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' },
              Action: 'sts:AssumeRoleWithWebIdentity',
            },
          ],
        }),
      ],
    },
    {
      name: 'a role of Identity Center',
      records: [role({ path: '/aws-reserved/sso.amazonaws.com/', trust: [statement({})] })],
    },
  ],
})
