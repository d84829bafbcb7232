import {
  agentBlueprint,
  agentIdentity,
  application,
  applicationCertificate,
  applicationId,
  azureGap,
  clientSecret,
  federatedCredential,
  guidOf,
  objectIdOf,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const objectId = objectIdOf('agent-blueprint', 'helpdesk')
const secret = (more = {}) => clientSecret({ app: 'helpdesk', name: 'ci', onKind: 'agent-blueprint', ...more })
const blueprint = agentBlueprint()

testRule(rule, {
  fail: [
    {
      name: 'a secret of a blueprint',
      records: [secret(), blueprint],
      message: 'Agent blueprint helpdesk signs in by the secret "ci", and so do all its agents.',
      severity: 'high',
      related: [applicationId('helpdesk', 'agent-blueprint')],
      remediation: `az ad app credential delete --id ${objectId} --key-id ${guidOf('client-secret application helpdesk ci')}`,
    },
    {
      name: 'with agents',
      records: [secret(), blueprint, agentIdentity(), agentIdentity({ name: 'billing-agent' })],
      message: 'Agent blueprint helpdesk signs in by the secret "ci", and so do its 2 agents.',
      data: { agents: 2 },
    },
    {
      name: 'a secret on its principal',
      records: [
        clientSecret({ app: 'helpdesk', on: 'service-principal' }),
        servicePrincipal({ name: 'helpdesk', blueprint: true }),
      ],
      remediation: 'az ad sp credential delete',
    },
  ],
  pass: [
    {
      name: 'a certificate',
      records: [applicationCertificate({ app: 'helpdesk', onKind: 'agent-blueprint' }), blueprint],
    },
    {
      name: 'tokens of another issuer',
      records: [federatedCredential({ app: 'helpdesk', onKind: 'agent-blueprint' }), blueprint],
    },
  ],
  unknown: [
    { name: 'what carries it was not read', records: [secret(), azureGap({ step: 'applications' })] },
    {
      name: 'some applications were not read',
      records: [
        applicationCertificate({ app: 'helpdesk', onKind: 'agent-blueprint' }),
        blueprint,
        azureGap({ step: 'applications' }),
      ],
    },
  ],
  notApplicable: [
    { name: 'no agents', records: [clientSecret(), application()] },
    { name: 'ended', records: [secret({ expiresAt: '2026-11-01T00:00:00Z' }), blueprint] },
    { name: 'switched off', records: [secret(), agentBlueprint({ disabled: true })] },
    { name: 'of a managed identity', records: [federatedCredential({ identity: 'id-shop' })] },
  ],
})
