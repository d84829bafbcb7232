/** Records of webhooks, of the organization and of repositories alike. */
import type { WebhookFacts } from '../../model/facts/github.ts'
import { unknown } from '../../model/index.ts'
import { idOf, instantOf, placeOf } from './place.ts'
import type { GithubContext } from './place.ts'
import type { HookRow } from './routes/rows.ts'

/** `at`: `acme`, or `acme/api`. */
export function emitHook(
  context: GithubContext,
  at: string,
  row: HookRow,
  own: Pick<WebhookFacts, 'level' | 'repository' | 'repositoryId' | 'lastResponse'>,
): void {
  const { url, insecure_ssl: insecure, secret } = row.config
  const facts: WebhookFacts = {
    ...own,
    host: url.host,
    plainHttp: url.plainHttp,
    active: row.active,
    events: row.events.toSorted(),
    insecureSsl: insecure === undefined ? unknown('unsupported') : String(insecure) === '1',
    hasSecret: secret,
    updatedAt: instantOf(row.updated_at),
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'webhook', row.id),
    ...placeOf(context),
    kind: 'webhook',
    nativeId: `${at}/hooks/${row.id}`,
    name: url.host ?? `webhook ${row.id}`,
    facts,
  })
}
