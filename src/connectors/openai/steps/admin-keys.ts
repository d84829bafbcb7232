import type { StepMeta } from '../../contract.ts'
import { all } from '../../shared/vendor/index.ts'
import { emitAdminKey } from '../map/key.ts'
import { managementRead } from '../needs.ts'
import type { OpenaiContext } from '../place.ts'
import { listAdminKeys } from '../routes/projects.ts'

export const adminKeysMeta = {
  id: 'admin-keys',
  title: 'Keys that administer the organization',
  tier: 'core',
  scopes: ['organization'],
  needs: [managementRead],
  emits: ['admin-keys'],
  after: ['people'],
} as const satisfies StepMeta

export async function adminKeys(context: OpenaiContext): Promise<void> {
  for (const row of await all(context, listAdminKeys)) emitAdminKey(context, row)
}
