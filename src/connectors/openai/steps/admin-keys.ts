import type { StepMeta } from '../../contract.ts'
import { ownAmong } from '../../shared/own-key.ts'
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
  const rows = await all(context, listAdminKeys)
  const own = ownAmong(rows, ({ redacted_value }) => context.session.ownKey(redacted_value))
  for (const row of rows) emitAdminKey(context, row, row === own)
}
