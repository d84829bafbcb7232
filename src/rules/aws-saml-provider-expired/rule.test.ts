import { testRule } from '../../../test/support/rule-tester.ts'
import { gap } from '../../../test/support/aws-records.ts'
import { oidcProvider, samlProvider } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'expired',
      records: [samlProvider({ validUntil: '2026-11-01T10:00:00Z' })],
      message: 'SAML provider okta has metadata that expired on 2026-11-01.',
      severity: 'medium',
      data: { validUntil: '2026-11-01' },
    },
    {
      name: 'expired an hour ago',
      records: [samlProvider({ validUntil: '2026-11-21T09:00:00Z' })],
      message: 'SAML provider okta has metadata that expired on 2026-11-21.',
    },
    { name: 'on the last day of the warning', records: [samlProvider({ validUntil: '2026-12-21T10:00:00Z' })] },
    {
      name: 'about to expire',
      records: [samlProvider({ validUntil: '2026-11-22T10:00:00Z' })],
      message: 'SAML provider okta has metadata that expires on 2026-11-22, in 1 day.',
      remediation: 'aws iam update-saml-provider --saml-provider-arn arn:aws:iam::111122223333:saml-provider/okta',
    },
  ],
  pass: [
    { name: 'an hour beyond the warning', records: [samlProvider({ validUntil: '2026-12-21T11:00:00Z' })] },
    { name: 'good for years', records: [samlProvider()] },
    { name: 'without an end', records: [samlProvider({ validUntil: null })] },
    {
      name: 'a shorter warning',
      records: [samlProvider({ validUntil: '2026-12-10T10:00:00Z' })],
      options: { warnDays: 7 },
    },
  ],
  unknown: [
    { name: 'the end was not read', records: [samlProvider({ validUntil: unknown('denied') })] },
    { name: 'providers were denied', records: [samlProvider(), gap({ step: 'saml-providers' })] },
  ],
  notApplicable: [{ name: 'a provider of OIDC', records: [oidcProvider()] }],
})
