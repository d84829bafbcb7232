import type { StepMeta } from '../../contract.ts'
import { rowsOf } from '../../shared/google/read.ts'
import { emitAccount } from '../map/service-account.ts'
import type { GcpContext } from '../place.ts'
import { listAccountAssets, listAccounts } from '../routes/service-accounts.ts'
import type { ServiceAccountRow } from '../session.ts'

export const serviceAccountsMeta = {
  id: 'service-accounts',
  title: 'Service accounts',
  tier: 'core',
  scopes: ['organization', 'folder', 'project'],
  needs: ['cloudasset.assets.listResource', 'iam.serviceAccounts.list'],
  emits: ['service-accounts'],
  after: ['hierarchy'],
} as const satisfies StepMeta

export async function serviceAccounts(context: GcpContext): Promise<void> {
  const { session } = context
  const found = new Map<string, ServiceAccountRow>()
  if (session.assets)
    for await (const { resource } of rowsOf(context, listAccountAssets, { parent: session.root })) {
      const row = emitAccount(context, resource.data)
      found.set(row.email, row)
    }
  else if (session.root.startsWith('projects/'))
    for await (const account of rowsOf(context, listAccounts, { name: session.root })) {
      const row = emitAccount(context, account)
      found.set(row.email, row)
    }
  else return context.skip('The service accounts of its projects are told with the projects.')
  session.facts.serviceAccounts = found
}
