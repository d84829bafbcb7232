import { appPassword, workspaceGap, workspaceUser } from '../../../test/support/gws-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'of a super administrator',
      records: [appPassword({ user: 'ada' }), workspaceUser({ name: 'ada', superAdmin: true })],
      message:
        'ada@acme.example, who administers, has the app password Scanner: it opens the account without a second factor.',
      severity: 'high',
      remediation: '/asps/1',
    },
    {
      name: 'of an administrator, with a use that nobody knows',
      records: [
        appPassword({ user: 'ada', lastUsedAt: unknown('failed') }),
        workspaceUser({ name: 'ada', delegatedAdmin: true }),
      ],
      severity: 'high',
    },
    {
      name: 'not used for a year',
      records: [appPassword({ lastUsedAt: '2025-11-21T10:00:00Z' }), workspaceUser()],
      message: 'ben@acme.example has the app password Scanner, which nobody has used in 365 days.',
      severity: 'medium',
    },
    {
      name: 'never used',
      records: [appPassword({ lastUsedAt: null }), workspaceUser()],
      data: { unused: true, admin: false },
    },
    {
      name: 'in use',
      records: [appPassword(), workspaceUser()],
      message: 'ben@acme.example has the app password Scanner: it opens mail without a second factor.',
      severity: 'low',
    },
    {
      name: 'made last week, not used yet',
      records: [appPassword({ lastUsedAt: null, createdAt: '2026-11-15T10:00:00Z' }), workspaceUser()],
      severity: 'low',
    },
    {
      name: 'a device’s account that administers',
      records: [appPassword({ user: 'scan' }), workspaceUser({ name: 'scan', delegatedAdmin: true })],
      options: { devices: ['scan@acme.example'] },
      severity: 'high',
    },
  ],
  pass: [
    {
      name: 'an account for a device',
      records: [appPassword({ user: 'scan' }), workspaceUser({ name: 'scan' })],
      options: { devices: ['scan@acme.example'] },
    },
  ],
  unknown: [
    { name: 'users were not read', records: [appPassword(), workspaceGap({ step: 'users' })] },
    {
      name: 'nobody knows when it was used',
      records: [appPassword({ lastUsedAt: unknown('failed') }), workspaceUser()],
    },
    {
      name: 'never used, and nobody knows when it was made',
      records: [appPassword({ lastUsedAt: null, createdAt: unknown('failed') }), workspaceUser()],
    },
    {
      name: 'an account for a device, where some were not read',
      records: [
        appPassword({ user: 'scan' }),
        workspaceUser({ name: 'scan' }),
        workspaceGap({ step: 'app-passwords', reason: 'not-collected' }),
      ],
      options: { devices: ['scan@acme.example'] },
    },
  ],
  notApplicable: [{ name: 'suspended', records: [appPassword(), workspaceUser({ suspended: true })] }],
})
