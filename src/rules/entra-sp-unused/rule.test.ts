import {
  appPermission,
  application,
  azureGap,
  azureGrant,
  clientSecret,
  delegatedGrant,
  objectIdOf,
  recently,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const summer = '2026-06-01T10:00:00Z'
const asleep = servicePrincipal({ lastUsedAt: summer })

testRule(rule, {
  fail: [
    {
      name: 'last signed in to in June, with a permission',
      records: [asleep, appPermission({ value: 'User.Read.All' })],
      message: 'shop-api was last signed in to 173 days ago, and still holds User.Read.All.',
      severity: 'medium',
      confidence: 'proven',
      data: { days: 173, used: true, privileged: false, holdings: 1, credentials: 0 },
      remediation: `az ad sp update --id ${objectIdOf('service-principal', 'shop-api')} --set accountEnabled=false`,
    },
    {
      name: 'an owner of a subscription',
      records: [asleep, azureGrant({ role: 'Owner' })],
      severity: 'high',
      remediation: 'az ad sp delete --id',
    },
    {
      name: 'never, in what the report can see',
      records: [servicePrincipal({ lastUsedAt: null }), delegatedGrant()],
      message: 'shop-api has not been signed in to in 184 days, and still holds User.Read.',
    },
    {
      name: 'never since it was registered',
      records: [
        servicePrincipal({ lastUsedAt: null, createdAt: unknown('unsupported') }),
        application({ createdAt: '2026-07-01T10:00:00Z' }),
        clientSecret(),
      ],
      message: 'shop-api has not been signed in to in 143 days, and still holds a credential that works.',
      data: { days: 143, holdings: 0, credentials: 1 },
    },
    {
      name: 'a vendor’s, with single sign-on',
      records: [
        servicePrincipal({ name: 'crm', origin: 'foreign', samlSignOn: true, lastUsedAt: summer }),
        delegatedGrant({ holder: 'crm' }),
      ],
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'signed in to yesterday', records: [servicePrincipal({ lastUsedAt: recently }), appPermission()] },
    {
      name: 'made last month',
      records: [servicePrincipal({ lastUsedAt: null, createdAt: '2026-10-20T10:00:00Z' }), appPermission()],
    },
    { name: 'it holds nothing', records: [asleep] },
    { name: 'it holds nothing that works', records: [asleep, clientSecret({ expiresAt: summer }), application()] },
    { name: 'a limit of one’s own', records: [asleep, appPermission()], options: { maxDays: 365 } },
    {
      name: 'in use, while roles were not read',
      records: [servicePrincipal({ lastUsedAt: recently }), azureGap({ step: 'role-assignments' })],
    },
  ],
  unknown: [
    {
      name: 'reports were not read',
      records: [servicePrincipal(), azureGap({ step: 'sign-in-activity', reason: 'unlicensed' })],
    },
    {
      name: 'its use is not known',
      records: [servicePrincipal({ lastUsedAt: unknown('unsupported') }), appPermission()],
    },
    {
      name: 'nobody knows since when reports are kept',
      records: [servicePrincipal({ lastUsedAt: null, observedSince: unknown('unsupported') }), appPermission()],
    },
    {
      name: 'nobody knows when it was made',
      records: [
        servicePrincipal({ origin: 'foreign', lastUsedAt: null, createdAt: unknown('unsupported') }),
        appPermission(),
      ],
    },
    {
      name: 'nobody knows whether it is disabled',
      records: [servicePrincipal({ enabled: unknown('failed'), lastUsedAt: summer }), appPermission()],
    },
    { name: 'what it holds was not read', records: [asleep, azureGap({ step: 'role-assignments' })] },
    { name: 'consents were not read', records: [asleep, azureGap({ step: 'delegated-grants' })] },
  ],
  notApplicable: [
    { name: 'disabled', records: [servicePrincipal({ enabled: false, lastUsedAt: summer }), appPermission()] },
    { name: 'Microsoft’s', records: [servicePrincipal({ origin: 'microsoft', lastUsedAt: summer }), appPermission()] },
    { name: 'a blueprint', records: [servicePrincipal({ blueprint: true, lastUsedAt: summer }), appPermission()] },
  ],
})
