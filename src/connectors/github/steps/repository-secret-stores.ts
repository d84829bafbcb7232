import type { StepMeta } from '../../contract.ts'
import { emitStored } from '../stored-in.ts'
import { secretRecord } from '../map/stored.ts'
import type { GithubContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { askEach, hasWorkflows, indexed, nameIn, ofOrganization } from '../repository-round.ts'
import { listRepositorySecrets, otherStores } from '../routes/repository-stored.ts'

export const repositorySecretStoresMeta = {
  id: 'repository-secret-stores',
  title: 'Secrets of Dependabot, Codespaces and agents, and of repositories without workflows, by name',
  tier: 'deep',
  scopes: ['organization'],
  needs: ['secrets=read', 'dependabot_secrets=read', 'codespaces_secrets=write', 'agent_secrets=read'],
  emits: ['repository-secret-stores'],
  after: ['repositories'],
} as const satisfies StepMeta

export async function repositorySecretStores(context: GithubContext): Promise<void> {
  const repositories = indexed(context, 'Secrets of repositories')
  if (repositories === undefined) return
  const nameOf = nameIn(context)
  const idle = repositories.filter((repository) => !hasWorkflows(repository))
  const rounds = [
    { store: 'actions', list: listRepositorySecrets, items: idle },
    ...otherStores.map((each) => ({ ...each, items: repositories })),
  ] as const
  for (const { store, list, items } of rounds) {
    const what = `Secrets of the store ${store} of`
    await askEach(context, { items, nameOf, what }, async (repository, asker) => {
      for await (const row of rowsOf(asker, list, ofOrganization(context, repository)))
        emitStored(context, secretRecord(context, { store, repository }, row), repository)
    })
  }
}
