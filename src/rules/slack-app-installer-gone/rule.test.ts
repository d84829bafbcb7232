import { oktaScope } from '../../../test/support/okta-place.ts'
import { oktaUser } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { slackAgent, slackApp, slackGap, slackId, slackScope, slackUser } from '../../../test/support/slack-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const notes = slackApp({
  name: 'Notes',
  installers: ['lisa'],
  scopes: ['assistant:write', 'channels:history'],
  installedAt: '2025-05-05T09:00:00Z',
  ai: slackAgent(),
  class: 'ai',
})
const scopes = [slackScope(), oktaScope()]
const leftOkta = oktaUser({ name: 'lisa', status: 'DEPROVISIONED', statusChangedAt: '2026-02-02T09:00:00Z' })

testRule(rule, {
  fail: [
    {
      name: 'Slack has deactivated the account, and Okta too',
      records: [notes, slackUser({ name: 'lisa', deleted: true }), leftOkta],
      scopes,
      message: 'Notes was let in by lisa@acme.example, who has left, and still holds channels:history.',
      severity: 'high',
      confidence: 'proven',
      data: {
        chain: [
          'Slack app Notes (installed on 2025-05-05) -> let in by lisa@acme.example -> Slack workspace acme: lisa@acme.example is deactivated since 2026-02-02 or before; Okta organization acme.okta.com: lisa@acme.example is deprovisioned since 2026-02-02',
        ],
        installers: ['lisa@acme.example'],
        ai: true,
      },
      related: [slackId('user', 'U0LISA')],
    },
    {
      name: 'Okta alone says so: Slack forgot the account',
      records: [notes, slackUser({ name: 'lisa' }), leftOkta],
      scopes,
      severity: 'high',
    },
    {
      name: 'Slack has deactivated the account of somebody whom Okta still has',
      records: [notes, slackUser({ name: 'lisa', deleted: true }), oktaUser({ name: 'lisa' })],
      scopes,
      message:
        'Notes was let in by lisa@acme.example, whose account at Slack is deactivated, and still holds channels:history.',
    },
    {
      name: 'both who let it in are gone, and it only posts',
      records: [
        slackApp({ installers: ['ben', 'lisa'] }),
        slackUser({ name: 'ben', deleted: true }),
        slackUser({ name: 'lisa', deleted: true, email: null }),
      ],
      message: 'Polls was let in by ben@acme.example and U0LISA, who have left.',
      severity: 'medium',
    },
  ],
  pass: [
    { name: 'they are here', records: [slackApp(), slackUser()] },
    {
      name: 'one of them is here',
      records: [slackApp({ installers: ['lisa', 'mona'] }), slackUser({ name: 'lisa', deleted: true }), slackUser()],
    },
    { name: 'here by Okta as well', records: [notes, slackUser({ name: 'lisa' }), oktaUser({ name: 'lisa' })], scopes },
  ],
  unknown: [
    {
      name: 'users were not read',
      records: [slackApp(), slackUser({ deleted: unknown('not-collected') }), slackGap({ step: 'bot-users' })],
    },
    { name: 'Slack does not list them', records: [slackApp(), slackUser({ deleted: unknown('not-collected') })] },
    {
      name: 'the log was not read',
      records: [slackApp({ installers: unknown('denied') }), slackGap({ step: 'integration-logs' })],
    },
    {
      name: 'active in Slack, and no directory was asked for want of an address',
      records: [
        slackApp(),
        slackUser({ email: unknown('denied') }),
        slackGap({ step: 'bot-users', permission: 'users:read.email' }),
      ],
    },
  ],
  notApplicable: [
    { name: 'the log names nobody', records: [slackApp({ installers: [] })] },
    {
      name: 'it is off',
      records: [slackApp({ enabled: false, installers: ['lisa'] }), slackUser({ name: 'lisa', deleted: true })],
    },
  ],
})
