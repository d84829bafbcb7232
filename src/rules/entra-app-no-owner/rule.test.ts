import {
  appPermission,
  application,
  applicationId,
  azureGap,
  clientIdOf,
  entraUser,
  objectIdOf,
  ownership,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const app = [servicePrincipal(), application()]

testRule(rule, {
  fail: [
    {
      name: 'no owner',
      records: app,
      message: 'shop-api has no owner, and nothing else names who answers for it.',
      severity: 'low',
      data: { privileged: false },
      related: [applicationId('shop-api')],
      remediation: `az ad app owner add --id ${clientIdOf('shop-api')} --owner-object-id`,
    },
    {
      name: 'of one that administers the tenant',
      records: [...app, appPermission({ value: 'RoleManagement.ReadWrite.Directory' })],
      severity: 'medium',
      remediation: `az rest --method PATCH --url https://graph.microsoft.com/v1.0/applications/${objectIdOf('application', 'shop-api')} --body`,
    },
    {
      name: 'of one that administers the tenant, whose registration is gone',
      records: [servicePrincipal(), appPermission({ value: 'RoleManagement.ReadWrite.Directory' })],
      remediation: 'Name the team that runs shop-api',
    },
    { name: 'notes that name nobody', records: [servicePrincipal({ notes: 'do not delete' }), application()] },
    {
      name: 'nobody knows how old it is',
      records: [servicePrincipal({ createdAt: unknown('unsupported') }), application({ createdAt: null })],
    },
  ],
  pass: [
    { name: 'an owner of the registration', records: [...app, entraUser(), ownership()] },
    {
      name: 'an owner of the service principal',
      records: [...app, entraUser(), ownership({ ofKind: 'service-principal' })],
    },
    {
      name: 'a reference to its service',
      records: [servicePrincipal(), application({ serviceManagementReference: 'SVC-42' })],
    },
    {
      name: 'notes with an address',
      records: [servicePrincipal(), application({ notes: 'Shop team, shop@acme.example' })],
    },
    { name: 'made last week', records: [servicePrincipal({ createdAt: '2026-11-15T10:00:00Z' }), application()] },
  ],
  unknown: [
    { name: 'owners of applications were not read', records: [...app, azureGap({ step: 'application-owners' })] },
    {
      name: 'owners of service principals were not read',
      records: [...app, azureGap({ step: 'service-principal-owners' })],
    },
    { name: 'applications were not read', records: [servicePrincipal(), azureGap({ step: 'applications' })] },
    { name: 'its notes were not', records: [servicePrincipal({ notes: unknown('failed') }), application()] },
    {
      name: 'nobody knows whether it is disabled',
      records: [servicePrincipal({ enabled: unknown('failed') }), application()],
    },
  ],
  notApplicable: [
    { name: 'a blueprint, which has sponsors', records: [servicePrincipal({ name: 'helpdesk', blueprint: true })] },
    { name: 'a vendor’s', records: [servicePrincipal({ origin: 'foreign' })] },
    { name: 'Microsoft’s', records: [servicePrincipal({ origin: 'microsoft' })] },
    { name: 'disabled', records: [servicePrincipal({ enabled: false }), application()] },
  ],
})
