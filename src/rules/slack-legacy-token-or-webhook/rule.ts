import { legacyFacts } from '../../analysis/effective/slack-facts.ts'
import { logSource } from '../../analysis/effective/slack-apps.ts'
import type { LegacyIntegrationFacts } from '../../model/facts/slack.ts'
import type { Identity, Remediation } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { slackControls } from '../shared/slack-controls.ts'

type Kind = LegacyIntegrationFacts['legacyKind']

export const rule = defineRule({
  id: 'slack-legacy-token-or-webhook',
  title: 'Integration of the old kind',
  severity: 'medium',
  provider: 'slack',
  subject: 'identity',
  kinds: ['legacy-integration'],
  reads: ['slack.integration-logs'],
  messages: {
    'incoming-webhook':
      '{name}{since} is an incoming webhook of the old kind: who has its address writes to any channel under any name.',
    'outgoing-webhook':
      '{name}{since} is an outgoing webhook of the old kind: it sends messages out, with a token that never ends.',
    'slash-command':
      '{name}{since} is a slash command of the old kind: it sends what is typed out, with a token that never ends.',
    bot: '{name}{since} is a bot of the old kind, which Slack no longer serves.',
    service: '{name}{since} is a service of the old kind, with an address or a token that never ends.',
  },
  frameworks: slackControls('long-lived-secret', { 'owasp-nhi-2025': ['NHI7:2025', 'NHI4:2025'] }),
  remediation: replace,
  check(integration) {
    const { legacyKind, addedAt, channel, disabledFor, serviceType } = legacyFacts(integration)
    // Who is off neither takes nor sends, until somebody switches it on.
    if (isKnown(disabledFor)) return pass
    const since = isKnown(addedAt) ? ` (since ${addedAt.slice(0, 10)})` : ''
    return fail(legacyKind, {
      values: { name: integration.name, since },
      severity: legacyKind === 'bot' ? 'low' : 'medium',
      evidence: read(
        logSource.source,
        `service ${integration.nativeId}, ${serviceType}, added ${at(addedAt)}, channel ${at(channel)}`,
      ),
      data: { kind: legacyKind, serviceType },
      remediation: replace(integration),
    })
  },
})

/** https://docs.slack.dev/legacy/legacy-custom-integrations */
const instead: { readonly [kind in Kind]: string } = {
  'incoming-webhook': 'an app with the feature Incoming Webhooks, whose address is bound to one channel',
  'outgoing-webhook': 'an app that subscribes to events and checks their signature',
  'slash-command': 'an app with a slash command, whose requests are signed',
  bot: 'an app with a bot',
  service: 'the app of the same vendor out of the directory',
}

function replace(integration: Identity): readonly Remediation[] {
  const { legacyKind } = legacyFacts(integration)
  return [
    { text: `Put ${instead[legacyKind]} in its place.` },
    {
      text: `Then remove ${integration.name}: Manage apps > Custom integrations, or the page of the service; its address or token dies with it.`,
    },
  ]
}
