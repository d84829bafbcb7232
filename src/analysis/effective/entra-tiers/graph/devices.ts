/** Permissions that take over devices, on which administrators sign in. */
import type { PermissionGroup } from '../types.ts'

export const devicePermissions: readonly PermissionGroup[] = [
  {
    values: ['DeviceManagementScripts.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It runs scripts on managed devices as their administrator.',
    takesOver: ['device'],
  },
  {
    values: ['DeviceManagementConfiguration.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It sets what managed devices run and trust, scripts among it.',
    takesOver: ['device'],
  },
  {
    values: ['DeviceManagementApps.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It installs programs on managed devices.',
    takesOver: ['device'],
  },
  {
    values: ['DeviceManagementManagedDevices.PrivilegedOperations.All'],
    tier: 'takeover',
    reason: 'It wipes devices, resets their passcodes and starts scripts on them.',
    takesOver: ['device'],
  },
  {
    values: ['DeviceManagementManagedDevices.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It changes managed devices and what is done to them.',
    takesOver: ['device'],
  },
  {
    values: ['DeviceManagementRBAC.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It gives itself any role of Intune.',
    takesOver: ['device'],
  },
  {
    values: ['DeviceManagementCloudCA.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It issues certificates that devices and users are known by.',
    takesOver: ['device'],
  },
  {
    values: ['CloudPC.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It manages cloud PCs, and restores or shares what is on them.',
    takesOver: ['device'],
  },
  {
    values: ['RoleManagement.ReadWrite.CloudPC'],
    tier: 'takeover',
    reason: 'It gives itself any role of Windows 365.',
    takesOver: ['device'],
  },
  {
    values: ['RoleManagement.ReadWrite.Defender'],
    tier: 'takeover',
    reason: 'It gives itself any role of Defender, which runs commands on devices.',
    takesOver: ['device'],
  },
  {
    values: ['DeviceLocalCredential.Read.All'],
    tier: 'takeover',
    reason: 'It reads passwords of local administrators of devices.',
    takesOver: ['device'],
  },
  {
    values: ['BitlockerKey.Read.All'],
    tier: 'data',
    reason: 'It reads keys of encrypted disks of everybody.',
    data: ['devices'],
  },
]
