/** The steps that list who there is, and what it proves itself with. */
import type { StepMeta } from '../contract.ts'
import { assetInventory, assetInventoryMeta } from './steps/asset-inventory.ts'
import { hierarchy, hierarchyMeta } from './steps/hierarchy.ts'
import { serviceAccounts, serviceAccountsMeta } from './steps/service-accounts.ts'

export const identitiesSteps = [
  assetInventoryMeta,
  hierarchyMeta,
  serviceAccountsMeta,
] as const satisfies readonly StepMeta[]

export const identitiesBodies = {
  'asset-inventory': assetInventory,
  hierarchy,
  'service-accounts': serviceAccounts,
} as const
