import { testRule } from '../../../test/support/rule-tester.ts'
import { gap, role } from '../../../test/support/aws-records.ts'
import { oidcProvider, samlProvider } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { rule } from './rule.ts'

const okta = 'arn:aws:iam::111122223333:saml-provider/okta'
const github = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com'
const saml = (Federated = okta): PolicyStatement => ({
  Effect: 'Allow',
  Principal: { Federated },
  Action: 'sts:AssumeRoleWithSAML',
})
const web = (Federated = github): PolicyStatement => ({
  Effect: 'Allow',
  Principal: { Federated },
  Action: 'sts:AssumeRoleWithWebIdentity',
})

testRule(rule, {
  fail: [
    {
      name: 'a SAML provider that is gone',
      records: [role({ trust: [saml()] })],
      message: `Role deploy trusts identity provider ${okta}, which is not in its account.`,
      severity: 'medium',
      data: { providers: [okta], statements: ['Statement[0]'] },
      remediation: 'aws iam update-assume-role-policy --role-name deploy',
    },
    {
      name: 'an OIDC provider that is gone',
      records: [role({ trust: [web()] }), samlProvider()],
      message: `Role deploy trusts identity provider ${github}, which is not in its account.`,
      severity: 'low',
    },
    {
      name: 'a provider of another account',
      records: [role({ trust: [saml('arn:aws:iam::999988887777:saml-provider/okta')] }), samlProvider()],
      message:
        'Role deploy trusts identity provider arn:aws:iam::999988887777:saml-provider/okta, which is not in its account.',
    },
    {
      name: 'one that is gone beside one that is there',
      records: [role({ trust: [web(), saml()] }), oidcProvider()],
      severity: 'medium',
      data: { providers: [okta], statements: ['Statement[1]'] },
    },
    {
      name: 'one that is gone beside one that was not read',
      records: [role({ trust: [web(), saml()] }), gap({ step: 'oidc-providers' })],
      data: { providers: [okta] },
    },
  ],
  pass: [
    { name: 'a SAML provider that is there', records: [role({ trust: [saml()] }), samlProvider()] },
    { name: 'an OIDC provider that is there', records: [role({ trust: [web()] }), oidcProvider()] },
    {
      name: 'whatever providers of the other kind may be',
      records: [role({ trust: [web()] }), oidcProvider(), gap({ step: 'saml-providers' })],
    },
    {
      name: 'a provider that was read before the rest was denied',
      records: [role({ trust: [saml()] }), samlProvider(), gap({ step: 'saml-providers' })],
    },
  ],
  unknown: [
    { name: 'the trust policy could not be read', records: [role({ trustPolicy: unknown('failed') })] },
    { name: 'OIDC providers were denied', records: [role({ trust: [web()] }), gap({ step: 'oidc-providers' })] },
    {
      name: 'SAML providers were not read',
      records: [role({ trust: [saml()] }), gap({ step: 'saml-providers', reason: 'not-collected' })],
    },
  ],
  notApplicable: [
    { name: 'no provider', records: [role()] },
    { name: 'an issuer that needs none', records: [role({ trust: [web('accounts.google.com')] })] },
    {
      name: 'a role of Identity Center',
      records: [role({ path: '/aws-reserved/sso.amazonaws.com/', trust: [saml()] })],
    },
  ],
})
