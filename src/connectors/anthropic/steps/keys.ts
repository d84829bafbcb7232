import type { StepMeta } from '../../contract.ts'
import { all } from '../../shared/vendor/index.ts'
import { emitKey } from '../map/key.ts'
import { adminKey } from '../needs.ts'
import type { AnthropicContext } from '../place.ts'
import { listKeys } from '../routes/organization.ts'

export const keysMeta = {
  id: 'keys',
  title: 'API keys, with who made them and where they belong',
  tier: 'core',
  scopes: ['organization'],
  needs: [adminKey],
  emits: ['keys'],
  after: ['workspaces', 'people'],
} as const satisfies StepMeta

export async function keys(context: AnthropicContext): Promise<void> {
  const rows = await all(context, listKeys)
  for (const row of rows) emitKey(context, row)
  context.session.facts.keys = new Map(rows.map(({ id, principal }) => [id, principal?.service_account_id]))
}
