import type { StepMeta } from '../../contract.ts'
import { emitStored } from '../stored-in.ts'
import { variableRecord } from '../map/stored.ts'
import type { GithubContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { askEach, indexed, nameIn, ofOrganization } from '../repository-round.ts'
import { listRepositoryVariables } from '../routes/repository-stored.ts'
import { mayUseVariables } from '../uses-of-runs.ts'

export const repositoryVariablesMeta = {
  id: 'repository-variables',
  title: 'Variables of repositories whose workflows use any',
  tier: 'core',
  scopes: ['organization'],
  needs: ['actions_variables=read'],
  emits: ['repository-variables'],
  after: ['repositories', 'repository-oidc-subject'],
} as const satisfies StepMeta

export async function repositoryVariables(context: GithubContext): Promise<void> {
  const items = indexed(context, 'Variables of repositories')?.filter(mayUseVariables)
  if (items === undefined) return
  await askEach(context, { items, nameOf: nameIn(context), what: 'Variables of' }, async (repository, asker) => {
    for await (const row of rowsOf(asker, listRepositoryVariables, ofOrganization(context, repository)))
      emitStored(context, variableRecord(context, { store: 'actions', repository }, row), repository)
  })
}
