import type { StepMeta } from '../../contract.ts'
import { emitStored } from '../stored-in.ts'
import { secretRecord } from '../map/stored.ts'
import type { GithubContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { askEach, hasWorkflows, indexed, nameIn, ofOrganization } from '../repository-round.ts'
import { listRepositorySecrets } from '../routes/repository-stored.ts'

export const repositorySecretsMeta = {
  id: 'repository-secrets',
  title: 'Secrets of repositories with workflows, by name',
  tier: 'core',
  scopes: ['organization'],
  needs: ['secrets=read'],
  emits: ['repository-secrets'],
  after: ['repositories', 'deploy-keys'],
} as const satisfies StepMeta

/** Where nothing runs, no run reads a secret; those that lie there all the same are read by the tier deep. */
export async function repositorySecrets(context: GithubContext): Promise<void> {
  const items = indexed(context, 'Secrets of repositories')?.filter(hasWorkflows)
  if (items === undefined) return
  await askEach(context, { items, nameOf: nameIn(context), what: 'Secrets of' }, async (repository, asker) => {
    for await (const row of rowsOf(asker, listRepositorySecrets, ofOrganization(context, repository)))
      emitStored(context, secretRecord(context, { store: 'actions', repository }, row), repository)
  })
}
