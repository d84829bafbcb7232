import {
  application,
  applicationCertificate,
  azureGap,
  azureGrant,
  clientSecret,
  guidOf,
  objectIdOf,
  principalId,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const direct = (more = {}) => clientSecret({ name: 'helper', on: 'service-principal', ...more })

testRule(rule, {
  fail: [
    {
      name: 'of an application of the tenant',
      records: [direct(), servicePrincipal()],
      message:
        'Secret "helper" stands on the service principal shop-api itself, where its registration does not show it.',
      severity: 'high',
      data: { origin: 'tenant', privileged: false, madeOn: '2026-09-01' },
      related: [principalId('shop-api')],
      remediation: `az ad sp credential delete --id ${objectIdOf('service-principal', 'shop-api')} --key-id ${guidOf('client-secret service-principal shop-api helper')}`,
    },
    {
      name: 'of one that owns a subscription',
      records: [direct(), servicePrincipal(), azureGrant({ role: 'Owner' })],
      severity: 'critical',
    },
    {
      name: 'a certificate on an app of a vendor',
      records: [
        applicationCertificate({ app: 'crm', on: 'service-principal', name: 'sync' }),
        servicePrincipal({ name: 'crm', origin: 'foreign' }),
      ],
      message:
        'Certificate "sync" stands on crm, an app of another organization: whoever holds it signs in here as that app.',
      severity: 'high',
      remediation: '--cert',
    },
    {
      name: 'on an app of Microsoft',
      records: [direct({ app: 'exchange' }), servicePrincipal({ name: 'exchange', origin: 'microsoft' })],
      message: 'Secret "helper" stands on exchange, an app of Microsoft: whoever holds it signs in here as Microsoft.',
      severity: 'critical',
    },
    {
      name: 'older than registrations',
      records: [direct(), servicePrincipal({ origin: 'none', servicePrincipalType: 'Legacy' })],
      severity: 'medium',
    },
    { name: 'nobody told when it was made', records: [direct({ createdAt: unknown('failed') }), servicePrincipal()] },
  ],
  pass: [{ name: 'it stands on the registration', records: [clientSecret(), application(), servicePrincipal()] }],
  unknown: [
    { name: 'the service principal was not read', records: [direct(), azureGap({ step: 'service-principals' })] },
    {
      name: 'nobody knows whether it is disabled',
      records: [direct(), servicePrincipal({ enabled: unknown('failed') })],
    },
    { name: 'nobody told when it ends', records: [direct({ expiresAt: unknown('failed') }), servicePrincipal()] },
    { name: 'some applications were not read', records: [clientSecret(), azureGap({ step: 'applications' })] },
  ],
  notApplicable: [
    {
      name: 'it signs tokens of SAML',
      records: [
        applicationCertificate({ on: 'service-principal', samlSigning: true }),
        servicePrincipal({ samlSignOn: true }),
      ],
    },
    { name: 'over', records: [direct({ expiresAt: '2026-11-01T00:00:00Z' }), servicePrincipal()] },
    { name: 'a disabled service principal', records: [direct(), servicePrincipal({ enabled: false })] },
  ],
})
