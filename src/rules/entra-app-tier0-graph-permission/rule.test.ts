import {
  agentBlueprint,
  agentIdentity,
  appPermission,
  azureGap,
  azureId,
  managedIdentity,
  objectIdOf,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const graph = '00000003-0000-0000-c000-000000000000'
const roles = appPermission({ value: 'RoleManagement.ReadWrite.Directory' })
const lets = (kind: string) => [{ apiAppId: graph, kind, scopes: [], roles: [] }]
const helpdesk = [
  servicePrincipal({ name: 'helpdesk', blueprint: true }),
  appPermission({ holder: 'helpdesk', value: 'AppRoleAssignment.ReadWrite.All' }),
]

testRule(rule, {
  fail: [
    {
      name: 'one that assigns roles',
      records: [servicePrincipal(), roles],
      message:
        'shop-api holds RoleManagement.ReadWrite.Directory, by which it makes itself an administrator of the tenant.',
      severity: 'critical',
      data: { direct: ['RoleManagement.ReadWrite.Directory'], indirect: [] },
      related: [azureId('app-role', `${graph}/RoleManagement.ReadWrite.Directory`)],
      remediation: `/servicePrincipals/${objectIdOf('service-principal', 'shop-api')}/appRoleAssignments/`,
    },
    {
      name: 'one that adds credentials to any application',
      records: [servicePrincipal(), appPermission({ value: 'Application.ReadWrite.All' })],
      message: 'shop-api holds Application.ReadWrite.All, by which it takes over others and what they hold.',
      severity: 'high',
    },
    {
      name: 'a managed identity',
      records: [
        managedIdentity(),
        appPermission({ holder: 'id-shop', holderKind: 'managed-identity', value: 'AppRoleAssignment.ReadWrite.All' }),
      ],
      severity: 'critical',
    },
    {
      name: 'an agent, by its blueprint',
      records: [agentIdentity(), agentBlueprint({ inheritable: lets('all') }), ...helpdesk],
      message:
        'helpdesk-agent holds AppRoleAssignment.ReadWrite.All, by which it makes itself an administrator of the tenant.',
      remediation: `/servicePrincipals/${objectIdOf('service-principal', 'helpdesk')}/appRoleAssignments/`,
    },
    {
      name: 'a vendor’s',
      records: [
        servicePrincipal({ name: 'crm', origin: 'foreign' }),
        appPermission({ holder: 'crm', value: 'RoleManagement.ReadWrite.Directory' }),
      ],
    },
  ],
  pass: [
    { name: 'one that reads', records: [servicePrincipal(), appPermission({ value: 'User.Read.All' })] },
    { name: 'none', records: [servicePrincipal()] },
    {
      name: 'of an API of the tenant’s own',
      records: [
        servicePrincipal(),
        appPermission({ value: 'RoleManagement.ReadWrite.Directory', apiAppId: 'own-api', apiName: 'own' }),
      ],
    },
    {
      name: 'one that holds what it made itself',
      records: [servicePrincipal(), appPermission({ value: 'Application.ReadWrite.OwnedBy' })],
    },
    {
      name: 'an agent whose blueprint lets it inherit nothing',
      records: [agentIdentity(), agentBlueprint(), ...helpdesk],
    },
  ],
  unknown: [
    { name: 'permissions were not read', records: [servicePrincipal(), azureGap({ step: 'app-role-assignments' })] },
    { name: 'one has no name', records: [servicePrincipal(), appPermission({ value: unknown('denied') as never })] },
    { name: 'what an agent inherits was not read', records: [agentIdentity(), azureGap({ step: 'agent-identities' })] },
    { name: 'nobody knows whether it is disabled', records: [servicePrincipal({ enabled: unknown('failed') }), roles] },
  ],
  notApplicable: [
    { name: 'disabled', records: [servicePrincipal({ enabled: false }), roles] },
    { name: 'Microsoft’s', records: [servicePrincipal({ origin: 'microsoft' }), roles] },
  ],
})
