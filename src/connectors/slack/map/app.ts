/** Apps as identities: what is known of them, and by which step. */
import type { SlackAppFacts } from '../../../model/facts/slack.ts'
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { classWith } from '../../shared/ai-facets.ts'
import { aiOfApp } from '../ai.ts'
import { idOf, placeOf, untold } from '../place.ts'
import type { SlackContext } from '../place.ts'
import type { Standing } from './log.ts'

const later = unknown('not-collected')

/** What no log tells; other steps write over it. */
const untoldOfApp = {
  botUserId: later,
  botUpdatedAt: later,
  botDeleted: later,
  internal: later,
  actedAt: later,
  auditedAt: later,
  auditSince: later,
  tokenRotation: later,
  botScopes: later,
  userScopes: later,
} as const satisfies Partial<SlackAppFacts>

export function isScanner({ session }: Pick<SlackContext, 'session'>, appId: string): boolean {
  return session.workspace.tokens.some((token) => token.appId === appId)
}

/** An app that the log says is let in. */
export function emitLoggedApp(context: SlackContext, state: Standing): void {
  const scopes = [...state.scopes].toSorted()
  const facts: SlackAppFacts = {
    ...untoldOfApp,
    appId: state.native,
    scopes,
    installedAt: state.since ?? unknown('unsupported'),
    installers: [...state.installers]
      .toSorted(([a, x], [b, y]) => (x === y ? (a < b ? -1 : 1) : x < y ? -1 : 1))
      .map(([user]) => user),
    lastChangeAt: state.lastAt,
    lastChange: state.lastChange,
    expandedAt: state.expandedAt,
    disabledFor: state.disabledFor,
    ...(isScanner(context, state.native) ? { scanner: true as const } : {}),
  }
  emitApp(context, { name: state.name, scopes, facts, enabled: state.disabledFor === null })
}

/** An app that only its bot user tells of: older than the log, or the log could not be read. */
export function emitBotApp(context: SlackContext, given: { appId: string; name: string; agentforce: boolean }): void {
  const missing = unknown(context.session.facts.logRead === true ? 'unsupported' : 'not-collected')
  const facts: SlackAppFacts = {
    ...untoldOfApp,
    appId: given.appId,
    scopes: missing,
    installedAt: missing,
    installers: missing,
    lastChangeAt: missing,
    lastChange: missing,
    expandedAt: missing,
    disabledFor: missing,
    ...(isScanner(context, given.appId) ? { scanner: true as const } : {}),
  }
  emitApp(context, { name: given.name, scopes: [], facts, enabled: true, agentforce: given.agentforce })
}

function emitApp(
  context: SlackContext,
  given: {
    readonly name: string
    readonly scopes: readonly string[]
    readonly facts: SlackAppFacts
    readonly enabled: Known<boolean>
    readonly agentforce?: boolean
  },
): void {
  const { name, facts, enabled } = given
  const ai = aiOfApp(name, given.scopes, given.agentforce)
  context.emit({
    type: 'identity',
    id: idOf(context, 'slack-app', facts.appId),
    ...placeOf(context),
    kind: 'slack-app',
    nativeId: facts.appId,
    name,
    createdAt: facts.installedAt,
    enabled,
    class: classWith(ai, 'machine'),
    ...(ai === undefined ? {} : { ai }),
    ...untold,
    facts,
  })
  context.session.facts.apps.set(facts.appId, { name })
}
