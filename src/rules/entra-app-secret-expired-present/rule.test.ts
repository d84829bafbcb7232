import {
  agentBlueprint,
  application,
  applicationCertificate,
  applicationId,
  azureGap,
  clientSecret,
  guidOf,
  objectIdOf,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const over = '2026-10-12T10:00:00Z'
const app = [application(), servicePrincipal()]
const id = objectIdOf('application', 'shop-api')

testRule(rule, {
  fail: [
    {
      name: 'a secret that expired in October',
      records: [clientSecret({ expiresAt: over }), ...app],
      message: 'Secret "rotated by ci" of shop-api expired 40 days ago and is still registered.',
      severity: 'low',
      data: { days: 40, expiredOn: '2026-10-12' },
      related: [applicationId('shop-api')],
      remediation: `az ad app credential delete --id ${id} --key-id ${guidOf('client-secret application shop-api rotated by ci')}`,
    },
    {
      name: 'a certificate',
      records: [applicationCertificate({ expiresAt: over }), ...app],
      message: 'Certificate "rotated by ci" of shop-api expired 40 days ago and is still registered.',
      remediation: '--cert',
    },
    {
      name: 'of a service principal itself',
      records: [clientSecret({ expiresAt: over, on: 'service-principal' }), servicePrincipal()],
      remediation: 'az ad sp credential delete --id',
    },
    {
      name: 'of an agent blueprint',
      records: [
        clientSecret({ app: 'helpdesk', objectId: objectIdOf('agent-blueprint', 'helpdesk'), expiresAt: over }),
        agentBlueprint(),
        servicePrincipal({ name: 'helpdesk', blueprint: true }),
      ],
      related: [applicationId('helpdesk', 'agent-blueprint')],
    },
    {
      name: 'of an application that other tenants use, though it is disabled here',
      records: [
        clientSecret({ expiresAt: over }),
        application({ signInAudience: 'AzureADMultipleOrgs' }),
        servicePrincipal({ enabled: false }),
      ],
    },
    {
      name: 'no days of grace',
      records: [clientSecret({ expiresAt: '2026-11-20T09:00:00Z' }), ...app],
      options: { graceDays: 0 },
    },
    {
      name: 'nothing acts for it yet',
      records: [clientSecret({ expiresAt: over }), application({ hasPrincipal: false })],
    },
  ],
  pass: [
    { name: 'one that holds', records: [clientSecret(), ...app] },
    { name: 'one without an end', records: [clientSecret({ expiresAt: null }), ...app] },
    { name: 'one that expired last week', records: [clientSecret({ expiresAt: '2026-11-14T10:00:00Z' }), ...app] },
  ],
  unknown: [
    { name: 'nobody told when it ends', records: [clientSecret({ expiresAt: unknown('failed') }), ...app] },
    { name: 'nobody knows what it stands on', records: [clientSecret({ expiresAt: over, on: 'service-principal' })] },
    {
      name: 'nobody knows whether it is disabled',
      records: [clientSecret({ expiresAt: over }), application(), servicePrincipal({ enabled: unknown('failed') })],
    },
    {
      name: 'nobody knows what acts for it',
      records: [clientSecret({ expiresAt: over }), application({ servicePrincipal: unknown('denied') })],
    },
    {
      name: 'service principals were not read',
      records: [clientSecret({ expiresAt: over }), application(), azureGap({ step: 'service-principals' })],
    },
  ],
  notApplicable: [
    {
      name: 'it signs tokens of SAML',
      records: [applicationCertificate({ expiresAt: over, samlSigning: true, usage: 'Sign' }), ...app],
    },
    { name: 'a disabled application', records: [clientSecret({ expiresAt: over }), application({ disabled: true })] },
    {
      name: 'a disabled service principal',
      records: [clientSecret({ expiresAt: over }), application(), servicePrincipal({ enabled: false })],
    },
    {
      name: 'of a disabled service principal itself',
      records: [clientSecret({ expiresAt: over, on: 'service-principal' }), servicePrincipal({ enabled: false })],
    },
    { name: 'one that is switched off', records: [clientSecret({ expiresAt: over, enabled: false }), ...app] },
  ],
})
