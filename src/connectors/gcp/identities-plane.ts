/** The steps that list who there is, and what it proves itself with. */
import type { StepMeta } from '../contract.ts'
import { accountActivity, accountActivityMeta } from './steps/account-activity.ts'
import { apiKeys, apiKeysMeta } from './steps/api-keys.ts'
import { assetInventory, assetInventoryMeta } from './steps/asset-inventory.ts'
import { enabledServices, enabledServicesMeta } from './steps/enabled-services.ts'
import { hierarchy, hierarchyMeta } from './steps/hierarchy.ts'
import { hmacKeys, hmacKeysMeta } from './steps/hmac-keys.ts'
import { keyActivity, keyActivityMeta } from './steps/key-activity.ts'
import { keyStatus, keyStatusMeta } from './steps/key-status.ts'
import { secrets, secretsMeta } from './steps/secrets.ts'
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
  apiKeysMeta,
  enabledServicesMeta,
  hmacKeysMeta,
  secretsMeta,
] as const satisfies readonly StepMeta[]

export const identitiesBodies = {
  'asset-inventory': assetInventory,
  hierarchy,
  'service-accounts': serviceAccounts,
  'service-account-keys': serviceAccountKeys,
  'key-status': keyStatus,
  'account-activity': accountActivity,
  'key-activity': keyActivity,
  'api-keys': apiKeys,
  'enabled-services': enabledServices,
  'hmac-keys': hmacKeys,
  secrets,
} as const
