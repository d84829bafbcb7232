import type { StepMeta } from '../../contract.ts'
import { emitHook } from '../hook-records.ts'
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
  for await (const row of rowsOf(context, listWebhooks, { org: login }))
    // Deliveries are told of hooks of repositories alone.
    emitHook(context, login, row, { level: 'organization', lastResponse: null })
}
