import type { StepMeta } from '../../contract.ts'
import { emitHook } from '../hook-records.ts'
import { fullName } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { askEach, indexed, nameIn, ofOrganization } from '../repository-round.ts'
import { listRepositoryWebhooks } from '../routes/repository-settings.ts'

export const repositoryWebhooksMeta = {
  id: 'repository-webhooks',
  title: 'Webhooks of repositories',
  tier: 'deep',
  scopes: ['organization'],
  needs: ['repository_hooks=read'],
  emits: ['repository-webhooks'],
  after: ['repositories'],
} as const satisfies StepMeta

export async function repositoryWebhooks(context: GithubContext): Promise<void> {
  const items = indexed(context, 'Webhooks of repositories')
  if (items === undefined) return
  await askEach(context, { items, nameOf: nameIn(context), what: 'Webhooks of' }, async (repository, asker) => {
    const name = fullName(context, repository.name)
    const own = { level: 'repository', repository: name, repositoryId: repository.id } as const
    for await (const row of rowsOf(asker, listRepositoryWebhooks, ofOrganization(context, repository)))
      emitHook(context, name, row, { ...own, lastResponse: row.last_response?.code ?? null })
  })
}
