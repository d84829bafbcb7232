import type { WebhookFacts } from '../../../model/facts/github.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { idOf, instantOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listWebhooks } from '../routes/settings.ts'

export const organizationWebhooksMeta = {
  id: 'organization-webhooks',
  title: 'Webhooks of the organization',
  tier: 'core',
  scopes: ['organization'],
  needs: ['organization_hooks=read'],
  emits: ['organization-webhooks'],
} as const satisfies StepMeta

export async function organizationWebhooks(context: GithubContext): Promise<void> {
  const { login } = context.session.organization
  for await (const row of rowsOf(context, listWebhooks, { org: login })) {
    const { url, insecure_ssl: insecure, secret } = row.config
    const facts: WebhookFacts = {
      level: 'organization',
      host: url.host,
      plainHttp: url.plainHttp,
      active: row.active,
      events: row.events.toSorted(),
      insecureSsl: insecure === undefined ? unknown('unsupported') : String(insecure) === '1',
      hasSecret: secret,
      lastResponse: null,
      updatedAt: instantOf(row.updated_at),
    }
    context.emit({
      type: 'resource',
      id: idOf(context, 'webhook', row.id),
      ...placeOf(context),
      kind: 'webhook',
      nativeId: `${login}/hooks/${row.id}`,
      name: url.host ?? `webhook ${row.id}`,
      facts,
    })
  }
}
