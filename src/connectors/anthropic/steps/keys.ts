import type { StepMeta } from '../../contract.ts'
import { ownAmong } from '../../shared/own-key.ts'
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
  const { ownKeys } = context.session
  const own = new Set(ownKeys.map((isOwn) => ownAmong(rows, ({ partial_key_hint }) => isOwn(partial_key_hint))))
  for (const row of rows) emitKey(context, row, own.has(row))
  context.session.facts.keys = new Map(rows.map(({ id, principal }) => [id, principal?.service_account_id]))
}
