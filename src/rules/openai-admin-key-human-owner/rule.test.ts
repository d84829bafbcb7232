import {
  openaiAdminKey,
  openaiGap,
  openaiId,
  openaiKey,
  openaiUser,
  openaiUserId,
} from '../../../test/support/openai-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'of an owner of the organization',
      records: [openaiAdminKey(), openaiUser({ name: 'ada', role: 'owner' })],
      message: 'Admin key admin belongs to ada@acme.example, a person.',
      severity: 'medium',
      related: [openaiId('user', openaiUserId('ada'))],
      remediation: 'service account of the organization',
    },
    {
      name: 'of whom only the id is known',
      records: [openaiAdminKey({ owner: { type: 'user', id: 'user-1', email: { unknown: 'not-collected' } } })],
      message: 'Admin key admin belongs to user-1, a person.',
    },
  ],
  pass: [{ name: 'of a service account', records: [openaiAdminKey({ account: 'muster' })] }],
  unknown: [
    { name: 'OpenAI names nobody', records: [openaiAdminKey({ user: null })] },
    {
      name: 'some keys were not read',
      records: [openaiAdminKey({ account: 'muster' }), openaiGap({ step: 'admin-keys' })],
    },
  ],
  notApplicable: [
    { name: 'a key of a project', records: [openaiKey({ user: 'ben' })] },
    { name: 'run out', records: [openaiAdminKey({ expiresAt: '2026-11-01T00:00:00Z' })] },
  ],
})
