/** The steps that list who there is, and what it proves itself with. */
import type { StepMeta } from '../contract.ts'
import { accountActivity, accountActivityMeta } from './steps/account-activity.ts'
import { assetInventory, assetInventoryMeta } from './steps/asset-inventory.ts'
import { hierarchy, hierarchyMeta } from './steps/hierarchy.ts'
import { keyActivity, keyActivityMeta } from './steps/key-activity.ts'
import { keyStatus, keyStatusMeta } from './steps/key-status.ts'
import { serviceAccountKeys, serviceAccountKeysMeta } from './steps/service-account-keys.ts'
import { serviceAccounts, serviceAccountsMeta } from './steps/service-accounts.ts'

export const identitiesSteps = [
  assetInventoryMeta,
  hierarchyMeta,
  serviceAccountsMeta,
  serviceAccountKeysMeta,
  keyStatusMeta,
  accountActivityMeta,
  keyActivityMeta,
] as const satisfies readonly StepMeta[]

export const identitiesBodies = {
  'asset-inventory': assetInventory,
  hierarchy,
  'service-accounts': serviceAccounts,
  'service-account-keys': serviceAccountKeys,
  'key-status': keyStatus,
  'account-activity': accountActivity,
  'key-activity': keyActivity,
} as const
