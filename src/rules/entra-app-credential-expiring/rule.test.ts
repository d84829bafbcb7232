import {
  application,
  applicationCertificate,
  applicationId,
  azureGap,
  clientSecret,
  objectIdOf,
  principalId,
  recently,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const app = [application(), servicePrincipal()]
const inThreeWeeks = '2026-12-12T12:00:00Z'

testRule(rule, {
  fail: [
    {
      name: 'in use, and over in three weeks',
      records: [clientSecret({ expiresAt: inThreeWeeks, lastUsedAt: recently }), ...app],
      message: 'Secret "rotated by ci" of shop-api expires in 21 days, and was last used 1 day ago.',
      severity: 'medium',
      data: { days: 21, expiresOn: '2026-12-12', idleDays: 1 },
      related: [applicationId('shop-api'), principalId('shop-api')],
      remediation: `az ad app credential reset --id ${objectIdOf('application', 'shop-api')} --append --end-date`,
    },
    {
      name: 'a certificate that is over this week',
      records: [applicationCertificate({ expiresAt: '2026-11-25T12:00:00Z', lastUsedAt: recently }), ...app],
      severity: 'high',
      remediation: '--append --cert @certificate.pem',
    },
    {
      name: 'today',
      records: [clientSecret({ expiresAt: '2026-11-21T20:00:00Z', lastUsedAt: '2026-11-21T09:00:00Z' }), ...app],
      message: 'Secret "rotated by ci" of shop-api expires within a day, and was last used today.',
    },
    {
      name: 'other limits',
      records: [clientSecret({ expiresAt: '2027-01-15T10:00:00Z', lastUsedAt: '2026-10-01T10:00:00Z' }), ...app],
      options: { withinDays: 60, usedDays: 90 },
    },
  ],
  pass: [
    { name: 'it ends in February', records: [clientSecret({ lastUsedAt: recently }), ...app] },
    { name: 'it never ends', records: [clientSecret({ expiresAt: null, lastUsedAt: recently }), ...app] },
    {
      name: 'nobody uses it any more',
      records: [clientSecret({ expiresAt: inThreeWeeks, lastUsedAt: '2026-06-01T10:00:00Z' }), ...app],
    },
    { name: 'nobody ever used it', records: [clientSecret({ expiresAt: inThreeWeeks, lastUsedAt: null }), ...app] },
    {
      name: 'it ends in February, its use not read',
      records: [clientSecret(), ...app, azureGap({ step: 'credential-activity', reason: 'unlicensed' })],
    },
  ],
  unknown: [
    {
      name: 'its use was not read',
      records: [
        clientSecret({ expiresAt: inThreeWeeks }),
        ...app,
        azureGap({ step: 'credential-activity', reason: 'unlicensed' }),
      ],
    },
    { name: 'no report names it', records: [clientSecret({ expiresAt: inThreeWeeks }), ...app] },
    {
      name: 'its use is not known',
      records: [clientSecret({ expiresAt: inThreeWeeks, lastUsedAt: unknown('denied') }), ...app],
    },
    {
      name: 'nobody knows since when reports are kept',
      records: [
        clientSecret({ expiresAt: inThreeWeeks, lastUsedAt: null, observedSince: unknown('unsupported') }),
        ...app,
      ],
    },
    {
      name: 'nobody told when it was made',
      records: [clientSecret({ expiresAt: inThreeWeeks, lastUsedAt: null, createdAt: unknown('failed') }), ...app],
    },
    { name: 'nobody told when it ends', records: [clientSecret({ expiresAt: unknown('failed') }), ...app] },
    { name: 'some applications were not read', records: [clientSecret(), ...app, azureGap({ step: 'applications' })] },
  ],
  notApplicable: [
    {
      name: 'over already',
      records: [clientSecret({ expiresAt: '2026-11-01T00:00:00Z', lastUsedAt: recently }), ...app],
    },
    {
      name: 'of a disabled application',
      records: [clientSecret({ expiresAt: inThreeWeeks, lastUsedAt: recently }), application({ disabled: true })],
    },
    {
      name: 'it signs tokens of SAML',
      records: [applicationCertificate({ expiresAt: inThreeWeeks, samlSigning: true, lastUsedAt: recently }), ...app],
    },
  ],
})
