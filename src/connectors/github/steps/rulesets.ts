import type { z } from 'zod'
import type { RulesetFacts } from '../../../model/facts/github.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import { all as together } from '../../shared/fan-out.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../attempt.ts'
import { idOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { all, one } from '../read.ts'
import { getRuleset, listRulesets } from '../routes/settings.ts'

export const rulesetsMeta = {
  id: 'rulesets',
  title: 'Rulesets of the organization, as far as owners read them',
  tier: 'creds',
  scopes: ['organization'],
  needs: ['organization_administration=write'],
  emits: ['rulesets'],
} as const satisfies StepMeta

type Ruleset = z.infer<typeof getRuleset.schema>

/**
 * GitHub lets an app read them that may write them only. Muster never asks for that, so that an app is denied here
 * unless somebody gave it more than its manifest says; an owner’s token is not.
 */
export async function rulesets(context: GithubContext): Promise<void> {
  const { login: org } = context.session.organization
  const listed = await all(context, listRulesets, { org })
  const read = await together(listed, ({ id }) =>
    attempt(context, `The ruleset ${id} was not read`, () => one(context, getRuleset, { org, ruleset_id: id })),
  )
  const seen = read.flatMap((ruleset) => (isUnknown(ruleset) ? [] : [ruleset]))
  for (const ruleset of seen) emitRuleset(context, ruleset)
  if (seen.some(({ bypass_actors: actors }) => actors === undefined))
    context.gap({
      reason: 'denied',
      permission: getRuleset.permission,
      detail: 'Who may bypass rulesets is told only to who may write them, which Muster never asks for.',
    })
}

function emitRuleset(context: GithubContext, row: Ruleset): void {
  const facts: RulesetFacts = {
    level: 'organization',
    rulesetId: row.id,
    target: row.target ?? 'branch',
    enforcement: row.enforcement,
    rules: row.rules === undefined ? null : [...new Set(row.rules.map(({ type }) => type))].toSorted(),
    bypass:
      row.bypass_actors === undefined
        ? unknown('denied')
        : row.bypass_actors.map(({ actor_type: actor, actor_id: actorId, bypass_mode: mode }) => ({
            actor,
            actorId: actorId ?? null,
            mode: mode ?? 'always',
          })),
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'ruleset', row.id),
    ...placeOf(context),
    kind: 'ruleset',
    nativeId: String(row.id),
    name: row.name,
    facts,
  })
}
