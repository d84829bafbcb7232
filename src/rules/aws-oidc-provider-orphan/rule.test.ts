import { testRule } from '../../../test/support/rule-tester.ts'
import { gap, role } from '../../../test/support/aws-records.ts'
import type { RoleInput } from '../../../test/support/aws-records.ts'
import { oidcProvider } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const Federated = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com'
const trusting = (input: RoleInput = {}) =>
  role({
    ...input,
    trust: [{ Effect: 'Allow', Principal: { Federated }, Action: 'sts:AssumeRoleWithWebIdentity' }],
  })

testRule(rule, {
  fail: [
    {
      name: 'no role',
      records: [oidcProvider(), role()],
      message: 'OIDC provider token.actions.githubusercontent.com is trusted by no role.',
      severity: 'low',
      remediation: `aws iam delete-open-id-connect-provider --open-id-connect-provider-arn ${Federated}`,
    },
    { name: 'no role, and no word on its age', records: [oidcProvider({ createdAt: unknown('denied') })] },
    {
      name: 'an idle role',
      records: [oidcProvider(), trusting({ lastUsedAt: '2026-01-01T00:00:00Z' })],
      message:
        'OIDC provider token.actions.githubusercontent.com is trusted only by 1 role idle for more than 90 days.',
      related: ['aws:111122223333:iam-role:arn:aws:iam::111122223333:role/deploy'],
    },
  ],
  pass: [
    { name: 'a role in use', records: [oidcProvider(), trusting()] },
    {
      name: 'one of two roles in use',
      records: [oidcProvider(), trusting({ name: 'a', lastUsedAt: null }), trusting({ name: 'b' })],
    },
    { name: 'a new provider', records: [oidcProvider({ createdAt: '2026-11-10T00:00:00Z' })] },
  ],
  unknown: [
    {
      name: 'the use of the role was not read',
      records: [oidcProvider(), trusting({ lastUsedAt: unknown('denied') })],
    },
    {
      name: 'a role that could not be read may trust it',
      records: [oidcProvider(), role({ trustPolicy: unknown('failed') })],
    },
    { name: 'roles were denied', records: [oidcProvider(), gap({ step: 'identities' })] },
    { name: 'use of roles was denied', records: [oidcProvider(), trusting(), gap({ step: 'role-usage' })] },
  ],
  notApplicable: [
    { name: 'a provider of SAML', records: [{ ...oidcProvider()[0]!, kind: 'iam:saml-provider' } as never] },
  ],
})
