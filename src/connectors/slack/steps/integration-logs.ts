import type { SlackRemovedFacts } from '../../../model/facts/slack.ts'
import type { StepMeta } from '../../contract.ts'
import { all, operationOf } from '../../shared/vendor/index.ts'
import { emitLoggedApp } from '../map/app.ts'
import { emitLegacy } from '../map/legacy.ts'
import { replay } from '../map/log.ts'
import type { Standing } from '../map/log.ts'
import { noteUser } from '../map/user.ts'
import { adminScope } from '../needs.ts'
import { idOf, placeOf, teamFor, webWith } from '../place.ts'
import type { SlackContext } from '../place.ts'
import { listIntegrationLogs } from '../routes/logs.ts'

export const integrationLogsMeta = {
  id: 'integration-logs',
  title: 'Apps and older integrations, who let them in, and with which scopes',
  tier: 'core',
  scopes: ['workspace'],
  needs: [adminScope],
  emits: ['integration-logs'],
} as const satisfies StepMeta

/** Without an organization this log is all that Slack tells of what is installed. */
export async function integrationLogs(context: SlackContext): Promise<void> {
  const asker = webWith(context, adminScope)
  let unreadable = 0
  const gap: SlackContext['gap'] = (told) => {
    unreadable += 1
    context.gap(told)
  }
  const rows = await all({ ...asker, gap }, listIntegrationLogs, { query: teamFor(context, adminScope) })
  const { all: states, nameless } = replay(rows)
  for (const state of states) {
    if (!state.stands) emitRemoved(context, state)
    else if (state.kind === 'app') emitLoggedApp(context, state)
    else emitLegacy(context, state)
    if (state.stands) emitOwners(context, state)
  }
  if (nameless > 0)
    context.gap({
      reason: 'failed',
      detail: `${nameless === 1 ? 'One entry' : `${nameless} entries`} of the log of integrations say not what they are about, or when.`,
    })
  if (nameless === 0 && unreadable === 0) context.session.facts.logRead = true
}

function emitOwners(context: SlackContext, state: Standing): void {
  const to = idOf(context, state.kind === 'app' ? 'slack-app' : 'legacy-integration', state.native)
  for (const [userId, at] of [...state.installers].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    context.emit({
      type: 'edge',
      kind: 'owns',
      from: noteUser(context, userId),
      to,
      // To let something in is not yet to own it.
      level: 'hint',
      evidence: [{ source: operationOf(listIntegrationLogs), detail: `let it in on ${at.slice(0, 10)}` }],
    })
}

function emitRemoved(context: SlackContext, state: Standing): void {
  if (state.kind !== 'app') return
  const facts: SlackRemovedFacts = { appId: state.native, removedAt: state.lastAt, removedBy: state.removedBy ?? null }
  context.emit({
    type: 'resource',
    id: idOf(context, 'removed-app', state.native),
    ...placeOf(context),
    kind: 'removed-app',
    nativeId: state.native,
    name: state.name,
    facts,
  })
}
