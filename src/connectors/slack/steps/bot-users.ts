import type { SlackAppFacts, SlackBotFacts } from '../../../model/facts/slack.ts'
import type { StepMeta } from '../../contract.ts'
import { rowsOf } from '../../shared/vendor/index.ts'
import { emitBotApp } from '../map/app.ts'
import { seesEmails, tellUser } from '../map/user.ts'
import { emailScope, userScope } from '../needs.ts'
import { idOf, placeOf, teamFor, untold, webWith } from '../place.ts'
import type { SlackContext } from '../place.ts'
import { listUsers } from '../routes/users.ts'
import type { UserRow } from '../routes/users.ts'
import { instantOf } from '../session.ts'

export const botUsersMeta = {
  id: 'bot-users',
  title: 'Bots, and whether who let apps in is still here',
  tier: 'core',
  scopes: ['workspace'],
  needs: [userScope, emailScope],
  emits: ['bot-users'],
  after: ['team', 'integration-logs'],
} as const satisfies StepMeta

/** Everybody is listed; kept are bots and those who let something in. */
export async function botUsers(context: SlackContext): Promise<void> {
  const { people, apps } = context.session.facts
  const without = new Set(apps.keys())
  let whole = true
  const asker = {
    ...webWith(context, userScope),
    gap: (told: Parameters<SlackContext['gap']>[0]) => {
      whole = false
      context.gap(told)
    },
  }
  for await (const row of rowsOf(asker, listUsers, { query: teamFor(context, userScope) })) {
    if (people.has(row.id)) tellUser(context, row)
    if (row.is_bot === true) {
      const appId = keepBot(context, row)
      if (appId !== undefined) without.delete(appId)
    }
  }
  if (whole)
    for (const appId of [...without].toSorted())
      patchApp(context, appId, { botUserId: null, botUpdatedAt: null, botDeleted: null })
  if (people.size > 0 && !seesEmails(context.session.workspace.tokens))
    context.gap({
      reason: 'denied',
      permission: emailScope,
      detail:
        'Addresses of those who let apps in were not read, so that no directory can tell whether they still belong here.',
    })
}

/** Gives the id of its app. */
function keepBot(context: SlackContext, row: UserRow): string | undefined {
  const appId = row.profile?.api_app_id ?? undefined
  if (appId === undefined || appId === '') {
    if (row.deleted !== true) emitBot(context, row)
    return undefined
  }
  const { apps } = context.session.facts
  if (!apps.has(appId)) {
    if (row.deleted === true) return undefined
    emitBotApp(context, { appId, name: nameOf(row), agentforce: row.profile?.is_agentforce_bot === true })
  }
  const known = apps.get(appId)
  if (known !== undefined) apps.set(appId, { ...known, botUserId: row.id })
  const facts = { botUserId: row.id, botUpdatedAt: instantOf(row.updated), botDeleted: row.deleted === true }
  patchApp(context, appId, facts)
  return appId
}

function nameOf(row: UserRow): string {
  return row.profile?.real_name ?? row.name ?? row.id
}

function patchApp(
  context: SlackContext,
  appId: string,
  facts: Pick<SlackAppFacts, 'botUserId' | 'botUpdatedAt' | 'botDeleted'>,
): void {
  const set = facts.botDeleted === true ? { enabled: false } : {}
  context.emit({ type: 'patch', of: 'identity', id: idOf(context, 'slack-app', appId), set, facts })
}

function emitBot(context: SlackContext, row: UserRow): void {
  const facts: SlackBotFacts = {
    userId: row.id,
    workflow: row.is_workflow_bot === true,
    updatedAt: instantOf(row.updated),
  }
  context.emit({
    type: 'identity',
    id: idOf(context, 'bot-user', row.id),
    ...placeOf(context),
    kind: 'bot-user',
    nativeId: row.id,
    name: nameOf(row),
    createdAt: { unknown: 'unsupported' },
    enabled: true,
    class: 'machine',
    ...untold,
    facts,
  })
}
