import type { z } from 'zod'
import type { WebhookFacts } from '../../../model/facts/github.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { fullName, idOf, instantOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { askEach, indexed, nameIn, ofOrganization } from '../repository-round.ts'
import { listRepositoryWebhooks } from '../routes/repository-settings.ts'
import type { IndexedRepository } from '../session.ts'

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
    for await (const row of rowsOf(asker, listRepositoryWebhooks, ofOrganization(context, repository)))
      emitHook(context, repository, row)
  })
}

type Hook = z.infer<typeof listRepositoryWebhooks.schema>

function emitHook(context: GithubContext, repository: IndexedRepository, row: Hook): void {
  const { url, insecure_ssl: insecure, secret } = row.config
  const name = fullName(context, repository.name)
  const facts: WebhookFacts = {
    level: 'repository',
    repository: name,
    repositoryId: repository.id,
    host: url.host,
    plainHttp: url.plainHttp,
    active: row.active,
    events: row.events.toSorted(),
    insecureSsl: insecure === undefined ? unknown('unsupported') : String(insecure) === '1',
    hasSecret: secret,
    lastResponse: row.last_response?.code ?? null,
    updatedAt: instantOf(row.updated_at),
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'webhook', row.id),
    ...placeOf(context),
    kind: 'webhook',
    nativeId: `${name}/hooks/${row.id}`,
    name: url.host ?? `webhook ${row.id}`,
    facts,
  })
}
