/** The steps that ask the directory: who there is, who administers, what is switched on. */
import type { StepMeta } from '../contract.ts'
import { adminRoles, adminRolesMeta } from './steps/admin-roles.ts'
import { apiControls, apiControlsMeta } from './steps/api-controls.ts'
import { appPasswords, appPasswordsMeta } from './steps/app-passwords.ts'
import { customer, customerMeta } from './steps/customer.ts'
import { users, usersMeta } from './steps/users.ts'

export const directorySteps = [
  customerMeta,
  usersMeta,
  adminRolesMeta,
  apiControlsMeta,
  appPasswordsMeta,
] as const satisfies readonly StepMeta[]

export const directoryBodies = {
  customer,
  users,
  'admin-roles': adminRoles,
  'api-controls': apiControls,
  'app-passwords': appPasswords,
} as const
