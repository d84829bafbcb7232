import {
  appPermission,
  application,
  applicationCertificate,
  applicationId,
  azureGap,
  clientSecret,
  federatedCredential,
  objectIdOf,
  principalId,
  recently,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const app = [application(), servicePrincipal()]

testRule(rule, {
  fail: [
    {
      name: 'a secret that is used',
      records: [clientSecret({ name: 'ci', lastUsedAt: recently }), ...app],
      message: 'shop-api can be signed in to with the client secret "ci".',
      severity: 'low',
      data: { privileged: false, lastUsedOn: '2026-11-20' },
      related: [applicationId('shop-api'), principalId('shop-api')],
      remediation: `az ad app federated-credential create --id ${objectIdOf('application', 'shop-api')}`,
    },
    {
      name: 'of an application that administers the tenant',
      records: [clientSecret(), ...app, appPermission({ value: 'RoleManagement.ReadWrite.Directory' })],
      severity: 'medium',
      data: { privileged: true, lastUsedOn: null },
    },
    { name: 'a secret that nobody was seen to use', records: [clientSecret({ lastUsedAt: null }), ...app] },
    {
      name: 'of a service principal itself',
      records: [clientSecret({ on: 'service-principal' }), servicePrincipal()],
      remediation: 'az ad sp credential delete --id',
    },
  ],
  pass: [
    { name: 'a certificate', records: [applicationCertificate(), ...app] },
    { name: 'a federated credential', records: [federatedCredential(), ...app] },
  ],
  unknown: [
    { name: 'nobody told when it ends', records: [clientSecret({ expiresAt: unknown('failed') }), ...app] },
    {
      name: 'some federated credentials were not read',
      records: [federatedCredential(), azureGap({ step: 'federated-credentials' })],
    },
    {
      name: 'some applications were not read',
      records: [applicationCertificate(), ...app, azureGap({ step: 'applications' })],
    },
    {
      name: 'service principals were not read',
      records: [clientSecret(), application(), azureGap({ step: 'service-principals' })],
    },
  ],
  notApplicable: [
    { name: 'over', records: [clientSecret({ expiresAt: '2026-11-01T00:00:00Z' }), ...app] },
    { name: 'of a disabled application', records: [clientSecret(), application({ disabled: true })] },
    {
      name: 'a certificate that signs tokens of SAML',
      records: [applicationCertificate({ samlSigning: true }), ...app],
    },
    { name: 'of a managed identity', records: [federatedCredential({ identity: 'id-shop' })] },
  ],
})
