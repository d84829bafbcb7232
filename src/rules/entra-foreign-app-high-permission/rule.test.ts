import {
  appPermission,
  azureGap,
  azureGrant,
  directoryRoleGrant,
  entraGroup,
  groupMembership,
  managedIdentity,
  servicePrincipal,
  subscription,
  vendorTenant,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const app = (more = {}) => servicePrincipal({ name: 'mail-archive', origin: 'foreign', ...more })
const holder = 'mail-archive'

testRule(rule, {
  fail: [
    {
      name: 'reads all mail',
      records: [app(), appPermission({ holder, value: 'Mail.Read' })],
      message: `mail-archive, an app of the tenant ${vendorTenant}, reaches the data of everybody, by Mail.Read of Microsoft Graph.`,
      severity: 'high',
      data: { weight: 'data', ownerTenant: vendorTenant, verified: false, holdings: ['Mail.Read'] },
      remediation: 'appRoleAssignments/',
    },
    {
      name: 'of a verified publisher',
      records: [
        app({ publisher: 'Archive Inc', publisherVerified: true }),
        appPermission({ holder, value: 'Mail.Read' }),
      ],
      message: 'mail-archive, an app of Archive Inc, reaches the data of everybody, by Mail.Read of Microsoft Graph.',
      severity: 'medium',
    },
    {
      name: 'gives roles away',
      records: [
        app({ publisher: 'Archive Inc', publisherVerified: true }),
        appPermission({ holder, value: 'RoleManagement.ReadWrite.Directory' }),
      ],
      message:
        'mail-archive, an app of Archive Inc, is in control of the tenant or a subscription, by RoleManagement.ReadWrite.Directory of Microsoft Graph.',
      severity: 'critical',
    },
    {
      name: 'writes applications',
      records: [app(), appPermission({ holder, value: 'Application.ReadWrite.All' })],
      severity: 'high',
      message: `mail-archive, an app of the tenant ${vendorTenant}, can take over what is in control, by Application.ReadWrite.All of Microsoft Graph.`,
    },
    {
      name: 'a role of the directory by a group',
      records: [
        app(),
        entraGroup(),
        groupMembership({ holder }),
        directoryRoleGrant({ holder: 'operators', holderKind: 'group' }),
      ],
      severity: 'critical',
      remediation: 'accountEnabled=false',
    },
    {
      name: 'owner of a subscription',
      records: [app(), subscription(), azureGrant({ holder, role: 'Owner' })],
      remediation: 'az role assignment delete --ids',
    },
  ],
  pass: [
    { name: 'reads profiles', records: [app(), appPermission({ holder, value: 'User.Read.All' })] },
    { name: 'a role of Azure to read', records: [app(), subscription(), azureGrant({ holder, role: 'Reader' })] },
  ],
  unknown: [
    { name: 'permissions were not read', records: [app(), azureGap({ step: 'app-role-assignments' })] },
    { name: 'groups were not read', records: [app(), azureGap({ step: 'groups' })] },
  ],
  notApplicable: [
    { name: 'the tenant’s own', records: [servicePrincipal(), appPermission({ value: 'Mail.Read' })] },
    { name: 'Microsoft’s own', records: [app({ origin: 'microsoft' }), appPermission({ holder, value: 'Mail.Read' })] },
    { name: 'switched off', records: [app({ enabled: false }), appPermission({ holder, value: 'Mail.Read' })] },
    { name: 'a managed identity', records: [managedIdentity()] },
  ],
})
