/** Records of rulesets, of the organization and of repositories alike. */
import type { RulesetFacts } from '../../model/facts/github.ts'
import { unknown } from '../../model/index.ts'
import { idOf, placeOf } from './place.ts'
import type { GithubContext } from './place.ts'
import type { RulesetRow } from './routes/rows.ts'

export function emitRuleset(
  context: GithubContext,
  row: RulesetRow,
  own: Pick<RulesetFacts, 'level' | 'repository'>,
): void {
  const facts: RulesetFacts = {
    ...own,
    rulesetId: row.id,
    target: row.target ?? 'branch',
    enforcement: row.enforcement,
    rules: row.rules === undefined ? null : [...new Set(row.rules.map(({ type }) => type))].toSorted(),
    bypass:
      row.bypass_actors?.map(({ actor_type: actor, actor_id: actorId, bypass_mode: mode }) => ({
        actor,
        actorId: actorId ?? null,
        mode: mode ?? 'always',
      })) ?? unknown('denied'),
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
