import type { AzurePermission } from '../../../model/facts/azure.ts'

interface PermissionRow {
  readonly actions?: readonly string[] | null | undefined
  readonly notActions?: readonly string[] | null | undefined
  readonly dataActions?: readonly string[] | null | undefined
  readonly notDataActions?: readonly string[] | null | undefined
  readonly condition?: string | null | undefined
}

/** Actions are compared without regard to case, so that they stay as they are written. */
export function permissionOf({
  actions,
  notActions,
  dataActions,
  notDataActions,
  condition,
}: PermissionRow): AzurePermission {
  return {
    actions: actions ?? [],
    notActions: notActions ?? [],
    dataActions: dataActions ?? [],
    notDataActions: notDataActions ?? [],
    ...(condition == null || condition === '' ? {} : { condition }),
  }
}
