import { isUnknown } from '../../../model/index.ts'
import { all as together } from '../../shared/fan-out.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import type { GithubContext } from '../place.ts'
import { all, one } from '../read.ts'
import { getRuleset, listRulesets } from '../routes/settings.ts'
import { emitRuleset } from '../ruleset-records.ts'

export const rulesetsMeta = {
  id: 'rulesets',
  title: 'Rulesets of the organization, as far as owners read them',
  tier: 'creds',
  scopes: ['organization'],
  needs: ['organization_administration=write'],
  emits: ['rulesets'],
} as const satisfies StepMeta

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
  for (const ruleset of seen) emitRuleset(context, ruleset, { level: 'organization' })
  if (seen.some(({ bypass_actors: actors }) => actors === undefined))
    context.gap({
      reason: 'denied',
      permission: getRuleset.permission,
      detail: 'Who may bypass rulesets is told only to who may write them, which Muster never asks for.',
    })
}
