import {
  application,
  applicationId,
  azureGap,
  clientSecret,
  principalId,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const app = [application(), servicePrincipal()]
const made = '2026-06-01T10:00:00Z'

testRule(rule, {
  fail: [
    {
      name: 'for two years, as the portal offers at most',
      records: [clientSecret({ createdAt: made, expiresAt: '2028-05-31T10:00:00Z' }), ...app],
      message: 'Secret "rotated by ci" of shop-api was made to be valid for 730 days, until 2028-05-31.',
      severity: 'medium',
      data: { days: 730, expiresOn: '2028-05-31', leftDays: 557 },
      related: [applicationId('shop-api'), principalId('shop-api')],
      remediation: 'az ad app credential delete --id',
    },
    {
      name: 'for longer than the portal offers',
      records: [clientSecret({ createdAt: made, expiresAt: '2099-12-31T00:00:00Z' }), ...app],
      severity: 'high',
      remediation: 'defaultAppManagementPolicy',
    },
    {
      name: 'for ever',
      records: [clientSecret({ expiresAt: null }), ...app],
      message: 'Secret "rotated by ci" of shop-api never expires.',
      severity: 'high',
    },
    {
      name: 'of a service principal itself',
      records: [
        clientSecret({ createdAt: made, expiresAt: '2027-06-01T10:00:00Z', on: 'service-principal' }),
        servicePrincipal(),
      ],
      remediation: 'az ad sp credential reset --id',
    },
    { name: 'a limit of one’s own', records: [clientSecret(), ...app], options: { maxDays: 90 } },
  ],
  pass: [
    { name: 'for five months', records: [clientSecret(), ...app] },
    {
      name: 'a limit of one’s own',
      records: [clientSecret({ createdAt: made, expiresAt: '2027-06-01T10:00:00Z' }), ...app],
      options: { maxDays: 365 },
    },
  ],
  unknown: [
    { name: 'nobody told when it was made', records: [clientSecret({ createdAt: unknown('failed') }), ...app] },
    { name: 'nobody told when it ends', records: [clientSecret({ expiresAt: unknown('failed') }), ...app] },
    { name: 'some applications were not read', records: [clientSecret(), ...app, azureGap({ step: 'applications' })] },
    {
      name: 'service principals were not read',
      records: [clientSecret({ expiresAt: null }), application(), azureGap({ step: 'service-principals' })],
    },
  ],
  notApplicable: [
    { name: 'over already', records: [clientSecret({ createdAt: made, expiresAt: '2026-11-01T00:00:00Z' }), ...app] },
    {
      name: 'of a disabled application',
      records: [clientSecret({ expiresAt: null }), application({ disabled: true })],
    },
    {
      name: 'of a disabled service principal',
      records: [clientSecret({ expiresAt: null }), application(), servicePrincipal({ enabled: false })],
    },
  ],
})
