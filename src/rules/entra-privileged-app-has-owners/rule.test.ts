import {
  appPermission,
  application,
  azureGap,
  azureGrant,
  directoryRoleGrant,
  entraUser,
  objectIdOf,
  ownership,
  principalId,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const app = [servicePrincipal(), application()]
const roles = appPermission({ value: 'RoleManagement.ReadWrite.Directory' })
const mona = [entraUser(), ownership()]
const deployer = [
  servicePrincipal({ name: 'deployer' }),
  ownership({ owner: 'deployer', ownerKind: 'service-principal' }),
]

testRule(rule, {
  fail: [
    {
      name: 'the owner of one that assigns roles',
      records: [...app, roles, ...mona],
      message:
        'mona can add a secret to shop-api and sign in as it, which is in control by RoleManagement.ReadWrite.Directory.',
      severity: 'critical',
      confidence: 'proven',
      data: { weight: 'control', owners: ['mona'], holdings: ['RoleManagement.ReadWrite.Directory'] },
      related: [principalId('mona', 'user')],
      remediation: `/applications/${objectIdOf('application', 'shop-api')}/owners/${objectIdOf('user', 'mona')}/$ref`,
    },
    {
      name: 'of one that adds credentials to any application',
      records: [...app, appPermission({ value: 'Application.ReadWrite.All' }), ...mona],
      message:
        'mona can add a secret to shop-api and sign in as it, which takes over others by Application.ReadWrite.All.',
      severity: 'high',
    },
    {
      name: 'of one that owns a subscription',
      records: [...app, azureGrant({ role: 'Owner' }), ...mona],
      severity: 'critical',
    },
    {
      name: 'two owners, of the registration and of the service principal',
      records: [
        ...app,
        directoryRoleGrant(),
        ...mona,
        entraUser({ name: 'lisa' }),
        ownership({ owner: 'lisa', ofKind: 'service-principal' }),
      ],
      message:
        'lisa and mona can add a secret to shop-api and sign in as it, which is in control by Global Administrator.',
      remediation: `/servicePrincipals/${objectIdOf('service-principal', 'shop-api')}/owners/${objectIdOf('user', 'lisa')}/$ref`,
    },
    {
      name: 'an application that may change what it owns',
      records: [
        ...app,
        roles,
        ...deployer,
        appPermission({ holder: 'deployer', value: 'Application.ReadWrite.OwnedBy' }),
      ],
      data: { owners: ['deployer'] },
    },
    {
      name: 'an app of a vendor, which may lock its instances',
      records: [
        servicePrincipal({ name: 'crm', origin: 'foreign' }),
        appPermission({ holder: 'crm', value: 'RoleManagement.ReadWrite.Directory' }),
        entraUser(),
        ownership({ of: 'crm', ofKind: 'service-principal' }),
      ],
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'nobody owns it', records: [...app, roles] },
    { name: 'the owner is disabled', records: [...app, roles, entraUser({ enabled: false }), ownership()] },
    { name: 'an application that may change nothing', records: [...app, roles, ...deployer] },
    {
      name: 'an application that is in control anyway',
      records: [
        ...app,
        roles,
        ...deployer,
        directoryRoleGrant({ holder: 'deployer' }),
        appPermission({ holder: 'deployer', value: 'Application.ReadWrite.OwnedBy' }),
      ],
    },
    { name: 'a sponsor, who may change nothing', records: [...app, roles, entraUser(), ownership({ sponsor: true })] },
  ],
  unknown: [
    { name: 'owners were not read', records: [...app, roles, azureGap({ step: 'application-owners' })] },
    { name: 'an owner is not known', records: [...app, roles, ownership()] },
    { name: 'what it holds was not read', records: [...app, ...mona, azureGap({ step: 'directory-roles' })] },
    {
      name: 'nobody knows whether it is disabled',
      records: [servicePrincipal({ enabled: unknown('failed') }), roles, ...mona],
    },
  ],
  notApplicable: [
    { name: 'it is not privileged', records: [...app, appPermission({ value: 'User.Read.All' }), ...mona] },
    { name: 'disabled', records: [servicePrincipal({ enabled: false }), roles, ...mona] },
    { name: 'Microsoft’s', records: [servicePrincipal({ origin: 'microsoft' }), roles, ...mona] },
  ],
})
