import { appPermission, azureGap, managedIdentity, servicePrincipal } from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const exchange = { apiAppId: '00000002-0000-0ff1-ce00-000000000000', apiName: 'Office 365 Exchange Online' }

testRule(rule, {
  fail: [
    {
      name: 'mail to read and send',
      records: [servicePrincipal(), appPermission({ value: 'Mail.Send' }), appPermission({ value: 'Mail.Read' })],
      message:
        'shop-api may use every mailbox of the tenant, by Mail.Read and Mail.Send, unless a policy in Exchange narrows it.',
      severity: 'high',
      confidence: 'possible',
      data: { permissions: ['Mail.Read', 'Mail.Send'] },
      remediation: 'appRoleAssignments/',
    },
    {
      name: 'Exchange’s own full access',
      records: [servicePrincipal(), appPermission({ value: 'full_access_as_app', ...exchange })],
      remediation: 'New-ManagementRoleAssignment -App',
    },
    {
      name: 'a managed identity with calendars',
      records: [
        managedIdentity({ name: 'id-rooms' }),
        appPermission({ holder: 'id-rooms', holderKind: 'managed-identity', value: 'Calendars.ReadWrite' }),
      ],
      message:
        'id-rooms may use the calendars, contacts or settings of every mailbox, by Calendars.ReadWrite, unless a policy in Exchange narrows it.',
      severity: 'medium',
    },
  ],
  pass: [
    { name: 'permissions of another kind', records: [servicePrincipal(), appPermission({ value: 'User.Read.All' })] },
    {
      name: 'a protocol that asks for the mailbox besides',
      records: [servicePrincipal(), appPermission({ value: 'IMAP.AccessAsApp', ...exchange })],
    },
    {
      name: 'the same word of another API',
      records: [
        servicePrincipal(),
        appPermission({ value: 'Mail.Read', apiAppId: 'aaaaaaaa-0000-4000-8000-000000000000', apiName: 'shop-mailer' }),
      ],
    },
  ],
  unknown: [
    {
      name: 'some permissions were not read',
      records: [servicePrincipal(), appPermission(), azureGap({ step: 'app-role-assignments' })],
    },
  ],
  notApplicable: [
    { name: 'without permissions', records: [servicePrincipal()] },
    { name: 'switched off', records: [servicePrincipal({ enabled: false }), appPermission({ value: 'Mail.Read' })] },
  ],
})
