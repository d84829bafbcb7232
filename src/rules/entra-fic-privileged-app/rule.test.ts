import {
  agentIdentity,
  appPermission,
  azureGap,
  azureGrant,
  clientSecret,
  directoryRoleGrant,
  federatedCredential,
  managedIdentity,
  principalId,
  servicePrincipal,
  subscription,
  tenantId,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const door = federatedCredential()
const app = servicePrincipal()
const permission = appPermission({ value: 'RoleManagement.ReadWrite.Directory' })

testRule(rule, {
  fail: [
    {
      name: 'a pipeline that gives roles away',
      records: [door, app, permission],
      message:
        'repo:acme/shop:ref:refs/heads/main of https://token.actions.githubusercontent.com signs in as shop-api, which is in control by RoleManagement.ReadWrite.Directory of Microsoft Graph.',
      severity: 'high',
      related: [principalId('shop-api')],
      data: { weight: 'control', holdings: ['RoleManagement.ReadWrite.Directory'], loose: false },
      remediation: 'az ad app federated-credential update --id',
    },
    {
      name: 'whatever is pushed',
      records: [federatedCredential({ subject: 'repo:acme/shop:pull_request' }), app, directoryRoleGrant()],
      severity: 'critical',
    },
    {
      name: 'owner of a subscription',
      records: [
        federatedCredential({ identity: 'id-shop' }),
        managedIdentity(),
        subscription(),
        azureGrant({ holder: 'id-shop', holderKind: 'managed-identity', role: 'Owner' }),
      ],
      message:
        'repo:acme/shop:ref:refs/heads/main of https://token.actions.githubusercontent.com signs in as id-shop, which is in control by Owner over the subscription shop-prod.',
    },
    {
      name: 'contributor of a subscription',
      records: [door, app, subscription(), azureGrant({ role: 'Contributor' })],
      message:
        'repo:acme/shop:ref:refs/heads/main of https://token.actions.githubusercontent.com signs in as shop-api, which can take over what is in control, by Contributor over the subscription shop-prod.',
      severity: 'medium',
    },
    {
      name: 'a managed identity of the same tenant',
      records: [
        federatedCredential({ issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`, subject: 'aaaa' }),
        app,
        permission,
      ],
      severity: 'medium',
    },
    {
      name: 'what an agent of the blueprint holds',
      records: [
        federatedCredential({ app: 'helpdesk' }),
        servicePrincipal({ name: 'helpdesk', blueprint: true }),
        agentIdentity(),
        directoryRoleGrant({ holder: 'helpdesk-agent', holderKind: 'agent-identity' }),
      ],
    },
  ],
  pass: [
    { name: 'it holds nothing', records: [door, app] },
    { name: 'it reads', records: [door, app, appPermission(), subscription(), azureGrant({ role: 'Reader' })] },
    { name: 'a role over one object', records: [door, app, directoryRoleGrant({ scope: '/administrativeUnits/1' })] },
  ],
  unknown: [
    { name: 'who it is was not read', records: [door, azureGap({ step: 'service-principals' })] },
    { name: 'roles were not read', records: [door, app, azureGap({ step: 'directory-roles' })] },
  ],
  notApplicable: [
    { name: 'switched off', records: [door, servicePrincipal({ enabled: false }), permission] },
    { name: 'nothing acts for the application', records: [door] },
    { name: 'a secret', records: [clientSecret()] },
  ],
})
