import {
  agentIdentity,
  applicationCertificate,
  azureGap,
  azureId,
  clientSecret,
  directoryRoleGrant,
  entraGroup,
  groupMembership,
  managedIdentity,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const global = '62e90394-69f5-4237-9190-012177145e10'
const applicationAdministrator = {
  role: 'Application Administrator',
  templateId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
}
const directoryReaders = { role: 'Directory Readers', templateId: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b' }
const app = servicePrincipal()

testRule(rule, {
  fail: [
    {
      name: 'Global Administrator for good, with a secret',
      records: [app, directoryRoleGrant(), clientSecret()],
      message:
        'shop-api holds Global Administrator over the whole tenant without an end, and signs in with a client secret.',
      severity: 'critical',
      data: { roles: ['Global Administrator'], controls: true, permanent: true, secrets: 1 },
      related: [azureId('directory-role', global)],
      remediation:
        'az rest --method DELETE --url https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments/',
    },
    {
      name: 'with a certificate',
      records: [app, directoryRoleGrant(), applicationCertificate()],
      message: 'shop-api holds Global Administrator over the whole tenant.',
      severity: 'high',
    },
    {
      name: 'with a secret, until next week',
      records: [app, directoryRoleGrant({ until: '2026-11-28T10:00:00Z' }), clientSecret()],
      severity: 'high',
      data: { permanent: false },
    },
    {
      name: 'with a secret that is over',
      records: [app, directoryRoleGrant(), clientSecret({ expiresAt: '2026-11-01T00:00:00Z' })],
      severity: 'high',
    },
    {
      name: 'one that takes applications over, with a secret',
      records: [app, directoryRoleGrant(applicationAdministrator), clientSecret()],
      message: 'shop-api holds Application Administrator over the whole tenant.',
      severity: 'high',
      data: { controls: false },
    },
    {
      name: 'a managed identity, by a group',
      records: [
        managedIdentity(),
        entraGroup({ roleAssignable: true }),
        groupMembership({ holder: 'id-shop', holderKind: 'managed-identity' }),
        directoryRoleGrant({ holder: 'operators', holderKind: 'group' }),
      ],
      remediation: 'Take id-shop out of operators, which holds Global Administrator.',
    },
    {
      name: 'by a group that was not read',
      records: [app, groupMembership(), directoryRoleGrant({ holder: 'operators', holderKind: 'group' })],
      remediation: 'Take shop-api out of the group, which holds Global Administrator.',
    },
    {
      name: 'an agent',
      records: [agentIdentity(), directoryRoleGrant({ holder: 'helpdesk-agent', holderKind: 'agent-identity' })],
    },
    {
      name: 'a custom role that assigns roles',
      records: [
        app,
        directoryRoleGrant({
          role: 'ours',
          templateId: 'ours',
          builtIn: false,
          actions: ['microsoft.directory/roleAssignments/allProperties/allTasks'],
        }),
      ],
      data: { controls: true },
    },
  ],
  pass: [
    { name: 'none', records: [app] },
    { name: 'one that reads', records: [app, directoryRoleGrant(directoryReaders)] },
    {
      name: 'over one application alone',
      records: [app, directoryRoleGrant({ ...applicationAdministrator, scope: '/one-application' })],
    },
    { name: 'one that would have to be activated', records: [app, directoryRoleGrant({ state: 'eligible' })] },
  ],
  unknown: [
    { name: 'roles were not read', records: [app, azureGap({ step: 'directory-roles' })] },
    { name: 'groups were not read', records: [app, azureGap({ step: 'groups' })] },
    {
      name: 'nobody knows whether it is disabled',
      records: [servicePrincipal({ enabled: unknown('failed') }), directoryRoleGrant()],
    },
  ],
  notApplicable: [
    { name: 'disabled', records: [servicePrincipal({ enabled: false }), directoryRoleGrant()] },
    { name: 'Microsoft’s', records: [servicePrincipal({ origin: 'microsoft' }), directoryRoleGrant()] },
  ],
})
