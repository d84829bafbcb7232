/** Permissions that control the tenant: https://learn.microsoft.com/graph/permissions-reference */
import type { PermissionGroup } from '../types.ts'

export const controlPermissions: readonly PermissionGroup[] = [
  {
    values: ['RoleManagement.ReadWrite.Directory'],
    tier: 'control',
    reason: 'It gives itself any role of the directory.',
  },
  {
    values: ['AppRoleAssignment.ReadWrite.All'],
    tier: 'control',
    reason: 'It gives itself any permission of any API, the one that gives roles among them.',
  },
  {
    values: ['RoleAssignmentSchedule.ReadWrite.Directory'],
    tier: 'control',
    reason: 'It gives itself any role of the directory for a time.',
  },
  {
    values: ['RoleEligibilitySchedule.ReadWrite.Directory'],
    tier: 'control',
    reason: 'It makes anybody eligible for any role of the directory, who then activates it.',
  },
  {
    values: ['PrivilegedAssignmentSchedule.ReadWrite.EntraAppRole'],
    tier: 'control',
    reason: 'It gives itself any permission of any API for a time.',
  },
  {
    values: ['PrivilegedEligibilitySchedule.ReadWrite.EntraAppRole'],
    tier: 'control',
    reason: 'It makes anybody eligible for any permission of any API.',
  },
  {
    values: ['PrivilegedAccess.ReadWrite.AzureAD'],
    tier: 'control',
    reason: 'It gives roles of the directory away by the older form of Privileged Identity Management.',
  },
  {
    values: ['PrivilegedAccess.ReadWrite.AzureADGroup', 'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup'],
    tier: 'control',
    reason: 'It fills groups for a time, those that roles are given to among them.',
    takesOver: ['group'],
  },
  {
    values: ['PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup'],
    tier: 'control',
    reason: 'It makes anybody eligible for groups, those that roles are given to among them.',
    takesOver: ['group'],
  },
  {
    values: ['UserAuthenticationMethod.ReadWrite.All'],
    tier: 'control',
    reason: 'It gives any user a temporary access pass, Global Administrators included, and signs in with it.',
    takesOver: ['user'],
  },
  {
    values: ['UserAuthMethod-TAP.ReadWrite.All'],
    tier: 'control',
    reason: 'It gives any user a temporary access pass, Global Administrators included, and signs in with it.',
    takesOver: ['user'],
  },
]
