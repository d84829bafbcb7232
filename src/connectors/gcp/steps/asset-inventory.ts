import { AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import type { GcpContext } from '../place.ts'

export const assetInventoryMeta = {
  id: 'asset-inventory',
  title: 'Whether Cloud Asset Inventory answers',
  tier: 'core',
  scopes: ['organization', 'folder', 'project'],
  needs: ['cloudasset.assets.searchAllResources', 'serviceusage.services.use'],
  emits: ['asset-inventory'],
} as const satisfies StepMeta

/** No rule reads this: what it would have told is asked elsewhere, at a price that is said here. */
export async function assetInventory(context: GcpContext): Promise<void> {
  const { without, root } = context.session
  if (without === undefined) return
  const { reason, detail, permission } = without
  if (reason === 'denied') throw new AccessError(detail, permission ?? 'cloudasset.assets.searchAllResources')
  throw new VendorError(detail, `cloudasset.searchAllResources ${root}`, reason)
}
