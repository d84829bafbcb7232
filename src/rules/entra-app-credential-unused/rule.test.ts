import {
  application,
  applicationCertificate,
  applicationId,
  azureGap,
  clientSecret,
  guidOf,
  objectIdOf,
  recently,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const summer = '2026-06-01T10:00:00Z'
const made = '2026-01-01T10:00:00Z'
const forgotten = clientSecret({ name: 'trial', createdAt: made, lastUsedAt: summer })
const active = [application(), servicePrincipal({ lastUsedAt: recently })]
const silent = [application(), servicePrincipal({ lastUsedAt: summer })]

testRule(rule, {
  fail: [
    {
      name: 'last used in June, while the application works',
      records: [forgotten, ...active],
      message:
        'Secret "trial" of shop-api was last used 173 days ago, while shop-api goes on signing in by other means.',
      severity: 'medium',
      data: { days: 173, used: true },
      related: [applicationId('shop-api')],
      remediation: `az ad app credential delete --id ${objectIdOf('application', 'shop-api')} --key-id ${guidOf('client-secret application shop-api trial')}`,
    },
    {
      name: 'never used since it was made, within what the report can see',
      records: [
        applicationCertificate({ name: 'backup', createdAt: '2026-07-01T10:00:00Z', lastUsedAt: null }),
        ...active,
      ],
      message:
        'Certificate "backup" of shop-api has not been used in 143 days, while shop-api goes on signing in by other means.',
      data: { days: 143, used: false },
      remediation: '--cert',
    },
    {
      name: 'older than the report',
      records: [clientSecret({ createdAt: made, lastUsedAt: null }), ...active],
      data: { days: 184, used: false },
    },
    {
      name: 'another secret is in use, and no report names the application',
      records: [forgotten, clientSecret({ name: 'current', lastUsedAt: recently }), application(), servicePrincipal()],
    },
  ],
  pass: [
    { name: 'used yesterday', records: [clientSecret({ lastUsedAt: recently }), ...active] },
    {
      name: 'made last month, and not used yet',
      records: [clientSecret({ createdAt: '2026-10-20T10:00:00Z', lastUsedAt: null }), ...active],
    },
    { name: 'a limit of one’s own', records: [forgotten, ...active], options: { maxDays: 365 } },
  ],
  unknown: [
    { name: 'its use is not known', records: [clientSecret({ lastUsedAt: unknown('unlicensed') }), ...active] },
    {
      name: 'reports were not read',
      records: [clientSecret(), ...active, azureGap({ step: 'credential-activity', reason: 'unlicensed' })],
    },
    {
      name: 'nobody knows since when reports are kept',
      records: [clientSecret({ lastUsedAt: null, observedSince: unknown('unsupported') }), ...active],
    },
    {
      name: 'nobody knows whether the application works',
      records: [forgotten, application(), servicePrincipal(), azureGap({ step: 'sign-in-activity' })],
    },
    { name: 'applications were not read', records: [forgotten, azureGap({ step: 'applications' })] },
  ],
  notApplicable: [
    { name: 'the whole application lies idle', records: [forgotten, ...silent] },
    { name: 'nothing signs in by it here', records: [forgotten, application({ hasPrincipal: false })] },
    { name: 'over already', records: [clientSecret({ expiresAt: summer, lastUsedAt: made }), ...active] },
    { name: 'of a disabled application', records: [forgotten, application({ disabled: true })] },
    {
      name: 'it signs tokens of SAML',
      records: [applicationCertificate({ samlSigning: true, lastUsedAt: null }), ...active],
    },
  ],
})
