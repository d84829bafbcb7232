import type { PermissionGroup } from '../types.ts'
import { callPermissions, chatPermissions } from './chat.ts'
import { controlPermissions } from './control.ts'
import { delegatedPermissions } from './delegated.ts'
import { devicePermissions } from './devices.ts'
import { filePermissions } from './files.ts'
import { logPermissions } from './logs.ts'
import { mailPermissions } from './mail.ts'
import { limitedPermissions, managementPermissions } from './management.ts'
import { signInPermissions, takeoverPermissions } from './takeover.ts'

/** As an application, over everybody. */
export const applicationGroups: readonly PermissionGroup[] = [
  ...controlPermissions,
  ...takeoverPermissions,
  ...signInPermissions,
  ...devicePermissions,
  ...mailPermissions,
  ...filePermissions,
  ...chatPermissions,
  ...callPermissions,
  ...logPermissions,
  ...managementPermissions,
  ...limitedPermissions,
]

/** In the name of a user only. */
export const delegatedGroups: readonly PermissionGroup[] = delegatedPermissions
