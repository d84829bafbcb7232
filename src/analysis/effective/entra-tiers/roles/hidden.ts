/**
 * Roles that everybody holds by being there, or that Microsoft has given up; portals do not show them.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference#roles-not-shown-in-the-portal
 */
import type { RoleRow } from '../types.ts'

const tier = 'limited'

export const hiddenRoles: readonly RoleRow[] = [
  {
    id: 'a0b1b346-4d3e-4e8b-98f8-753987be4970',
    name: 'User',
    tier,
    reason: 'It is what every member may do.',
  },
  {
    id: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
    name: 'Guest User',
    tier,
    reason: 'It is what every guest may do.',
  },
  {
    id: '2af84b1e-32c8-42b7-82bc-daa82404023b',
    name: 'Restricted Guest User',
    tier,
    reason: 'It is what a guest may do where guests see nothing but themselves.',
  },
  {
    id: '9c094953-4995-41c8-84c8-3ebb9b32c93f',
    name: 'Device Join',
    tier,
    reason: 'It joins devices. Microsoft has given it up.',
  },
  {
    id: '2b499bcd-da44-4968-8aec-78e1674fa64d',
    name: 'Device Managers',
    tier,
    reason: 'It managed devices. Microsoft has given it up.',
  },
  {
    id: 'd405c6df-0af8-4e3b-95e4-4d06e542189e',
    name: 'Device Users',
    tier,
    reason: 'It used devices. Microsoft has given it up.',
  },
  {
    id: 'c34f683f-4d5a-4403-affd-6615e00e3a7f',
    name: 'Workplace Device Join',
    tier,
    reason: 'It registers devices. Microsoft has given it up.',
  },
]
