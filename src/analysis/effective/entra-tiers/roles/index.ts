import type { RoleRow } from '../types.ts'
import { hiddenRoles } from './hidden.ts'
import { controlRoles } from './control.ts'
import { dataRoles } from './data.ts'
import { limitedRoles } from './limited.ts'
import { directoryManagementRoles } from './management-directory.ts'
import { serviceRoles } from './management-services.ts'
import { takeoverApplicationRoles } from './takeover-applications.ts'
import { takeoverPeopleRoles } from './takeover-people.ts'

/** Every built-in role that is documented, the heaviest first. */
export const directoryRoles: readonly RoleRow[] = [
  ...controlRoles,
  ...takeoverApplicationRoles,
  ...takeoverPeopleRoles,
  ...dataRoles,
  ...directoryManagementRoles,
  ...serviceRoles,
  ...limitedRoles,
  ...hiddenRoles,
]
