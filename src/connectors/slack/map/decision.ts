/** What was decided about apps, at one level or at both. */
import type { SlackDecisionFacts, SlackLevel, SlackScope } from '../../../model/facts/slack.ts'
import type { Instant } from '../../../model/index.ts'
import { idOf, placeOf } from '../place.ts'
import type { SlackContext } from '../place.ts'
import type { DecisionAnswer } from '../routes/decisions.ts'
import { instantOf } from '../session.ts'

export interface Decided {
  readonly level: SlackLevel
  readonly row: DecisionAnswer
}

export function scopesOf(scopes: DecisionAnswer['scopes']): readonly SlackScope[] {
  const all = (scopes ?? []).map(({ name, is_sensitive: sensitive, token_type: token }) => ({
    name,
    sensitive: sensitive === true,
    token: token ?? null,
  }))
  const text = ({ name, token }: SlackScope): string => `${name} ${token}`
  return [...new Map(all.map((scope) => [text(scope), scope])).values()].toSorted((a, b) =>
    text(a) < text(b) ? -1 : 1,
  )
}

/** One resource an app; of two levels the later word counts for who and when. */
export function emitDecisions(
  context: SlackContext,
  kind: 'app-approval' | 'app-restriction',
  decided: readonly Decided[],
): void {
  const apps = new Map<string, Decided[]>()
  for (const each of decided) apps.set(each.row.app.id, [...(apps.get(each.row.app.id) ?? []), each])
  for (const [appId, all] of [...apps].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [last] = all.toSorted((a, b) => (at(a) < at(b) ? 1 : at(a) > at(b) ? -1 : a.level < b.level ? -1 : 1))
    if (last === undefined) continue
    const { app, last_resolved_by: by } = last.row
    const facts: SlackDecisionFacts = {
      appId,
      levels: [...new Set(all.map(({ level }) => level))].toSorted(),
      scopes: scopesOf(all.flatMap(({ row }) => row.scopes ?? [])),
      internal: app.is_internal ?? null,
      listed: app.is_app_directory_approved ?? null,
      decidedBy: by?.actor_id ?? null,
      decidedAt: instantOf(last.row.date_updated),
    }
    const name = app.name ?? appId
    context.emit({
      type: 'resource',
      id: idOf(context, kind, appId),
      ...placeOf(context),
      kind,
      nativeId: appId,
      name,
      facts,
    })
  }
}

function at({ row }: Decided): Instant {
  return instantOf(row.date_updated) ?? ''
}
