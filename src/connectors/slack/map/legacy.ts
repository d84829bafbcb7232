/** Integrations of the kind that came before apps. */
import type { LegacyIntegrationFacts } from '../../../model/facts/slack.ts'
import { unknown } from '../../../model/index.ts'
import { idOf, placeOf, untold } from '../place.ts'
import type { SlackContext } from '../place.ts'
import type { Standing } from './log.ts'

/** By the names under which Slack lists its own: https://docs.slack.dev/legacy/legacy-custom-integrations */
const kinds = [
  [/^incoming[ -]?webhooks?$/i, 'incoming-webhook'],
  [/^outgoing[ -]?webhooks?$/i, 'outgoing-webhook'],
  [/^slash[ -]?commands?$/i, 'slash-command'],
  [/^bots?$/i, 'bot'],
] as const

function kindOf(type: string): LegacyIntegrationFacts['legacyKind'] {
  return kinds.find(([pattern]) => pattern.test(type.trim()))?.[1] ?? 'service'
}

export function emitLegacy(context: SlackContext, state: Standing): void {
  const facts: LegacyIntegrationFacts = {
    serviceId: state.native,
    serviceType: state.name,
    legacyKind: kindOf(state.name),
    addedAt: state.since ?? unknown('unsupported'),
    installers: [...state.installers.keys()].toSorted(),
    channel: state.channel ?? null,
    lastChangeAt: state.lastAt,
    disabledFor: state.disabledFor,
  }
  context.emit({
    type: 'identity',
    id: idOf(context, 'legacy-integration', state.native),
    ...placeOf(context),
    kind: 'legacy-integration',
    nativeId: state.native,
    name: `${state.name} ${state.native}`,
    createdAt: facts.addedAt,
    enabled: state.disabledFor === null,
    class: 'machine',
    ...untold,
    facts,
  })
}
