import {
  agentBlueprint,
  agentIdentity,
  azureGap,
  entraUser,
  objectIdOf,
  ownership,
  principalId,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const principal = servicePrincipal({ name: 'helpdesk', blueprint: true })
const own = { of: 'helpdesk-agent', ofKind: 'agent-identity' } as const

testRule(rule, {
  fail: [
    {
      name: 'an agent of nobody',
      records: [agentIdentity({ sponsors: [] })],
      message: 'Agent helpdesk-agent has neither a sponsor nor an owner.',
      severity: 'medium',
      remediation: `/servicePrincipals/${objectIdOf('agent-identity', 'helpdesk-agent')}/microsoft.graph.agentIdentity/sponsors/`,
      data: { kind: 'agent', gone: [] },
    },
    {
      name: 'a sponsor whose account is off',
      records: [agentIdentity(), entraUser({ enabled: false }), ownership({ ...own, sponsor: true })],
      message: 'Agent helpdesk-agent has no sponsor or owner whose account is still on.',
      related: [principalId('mona', 'user')],
      data: { kind: 'agent', gone: [objectIdOf('user', 'mona')] },
    },
    {
      name: 'a blueprint of nobody',
      records: [principal, agentBlueprint({ sponsors: [] })],
      message: 'Agent blueprint helpdesk has neither a sponsor nor an owner.',
      remediation: '/microsoft.graph.agentIdentityBlueprint/sponsors/',
    },
  ],
  pass: [
    { name: 'a sponsor', records: [agentIdentity()] },
    {
      name: 'an owner',
      records: [agentIdentity({ sponsors: [] }), entraUser(), ownership(own)],
    },
    {
      name: 'a blueprint whose registration has an owner',
      records: [
        principal,
        agentBlueprint({ sponsors: [] }),
        entraUser(),
        ownership({ of: 'helpdesk', ofKind: 'agent-blueprint' }),
      ],
    },
    { name: 'a group', records: [agentIdentity({ sponsors: [objectIdOf('group', 'helpdesk')] })] },
    { name: 'an owner is enough', records: [agentIdentity({ sponsors: unknown('failed') }), ownership(own)] },
  ],
  unknown: [
    { name: 'sponsors were not read', records: [agentIdentity({ sponsors: unknown('denied') })] },
    {
      name: 'owners were not read',
      records: [agentIdentity({ sponsors: [] }), azureGap({ step: 'service-principal-owners' })],
    },
    {
      name: 'a blueprint’s sponsors were not read',
      records: [principal, agentBlueprint({ sponsors: unknown('failed') })],
    },
  ],
  notApplicable: [
    { name: 'no agent', records: [servicePrincipal()] },
    { name: 'switched off', records: [agentIdentity({ sponsors: [], enabled: false })] },
    { name: 'a blueprint of another tenant', records: [servicePrincipal({ blueprint: true, origin: 'foreign' })] },
  ],
})
