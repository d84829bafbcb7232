import { testRule } from '../../../test/support/rule-tester.ts'
import { legacyIntegration, slackApp, slackGap } from '../../../test/support/slack-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'an incoming webhook',
      records: [legacyIntegration()],
      message:
        'Incoming WebHooks 4711 (since 2019-02-02) is an incoming webhook of the old kind: who has its address writes to any channel under any name.',
      severity: 'medium',
      data: { kind: 'incoming-webhook' },
      remediation: 'bound to one channel',
    },
    {
      name: 'an outgoing one, older than the log',
      records: [
        legacyIntegration({
          serviceType: 'Outgoing WebHooks',
          legacyKind: 'outgoing-webhook',
          addedAt: unknown('unsupported'),
        }),
      ],
      message:
        'Outgoing WebHooks 4711 is an outgoing webhook of the old kind: it sends messages out, with a token that never ends.',
    },
    {
      name: 'a slash command',
      records: [legacyIntegration({ serviceType: 'Slash Commands', legacyKind: 'slash-command' })],
      severity: 'medium',
    },
    { name: 'a bot', records: [legacyIntegration({ serviceType: 'Bots', legacyKind: 'bot' })], severity: 'low' },
    {
      name: 'a service',
      records: [legacyIntegration({ serviceType: 'Airbrake', legacyKind: 'service' })],
      remediation: 'directory',
    },
  ],
  pass: [{ name: 'it is off', records: [legacyIntegration({ enabled: false })] }],
  unknown: [
    {
      name: 'it was off by a log that could not be read whole',
      records: [legacyIntegration({ enabled: false }), slackGap({ step: 'integration-logs' })],
    },
  ],
  notApplicable: [{ name: 'an app', records: [slackApp({ scopes: ['incoming-webhook'] })] }],
})
