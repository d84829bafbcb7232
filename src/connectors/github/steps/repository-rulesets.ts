import type { StepMeta } from '../../contract.ts'
import { fullName } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { all, one } from '../read.ts'
import { askEach, indexed, nameIn, ofOrganization } from '../repository-round.ts'
import { getRepositoryRuleset, listRepositoryRulesets } from '../routes/repository-settings.ts'
import { emitRuleset } from '../ruleset-records.ts'

export const repositoryRulesetsMeta = {
  id: 'repository-rulesets',
  title: 'Rulesets of repositories',
  tier: 'deep',
  scopes: ['organization'],
  needs: ['metadata=read'],
  emits: ['repository-rulesets'],
  after: ['repositories'],
} as const satisfies StepMeta

/** Their own alone: the organization's are of the step `rulesets`. */
export async function repositoryRulesets(context: GithubContext): Promise<void> {
  const items = indexed(context, 'Rulesets of repositories')?.filter(({ archived }) => !archived)
  if (items === undefined) return
  let hidden = 0
  await askEach(context, { items, nameOf: nameIn(context), what: 'Rulesets of' }, async (repository, asker) => {
    const place = ofOrganization(context, repository)
    for (const { id } of await all(asker, listRepositoryRulesets, { ...place, includes_parents: false })) {
      const row = await one(asker, getRepositoryRuleset, { ...place, ruleset_id: id })
      if (row.bypass_actors === undefined) hidden += 1
      emitRuleset(context, row, { level: 'repository', repository: fullName(context, repository.name) })
    }
  })
  if (hidden === 0) return
  const detail = `Who may bypass ${hidden} rulesets of repositories is told only to who may write them, which Muster never asks for.`
  context.gap({ reason: 'denied', permission: 'administration=write', detail })
}
