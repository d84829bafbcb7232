/**
 * Roles that control the tenant, at once. Names and template ids:
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
import type { RoleRow } from '../types.ts'

const tier = 'control'

export const controlRoles: readonly RoleRow[] = [
  {
    id: '62e90394-69f5-4237-9190-012177145e10',
    name: 'Global Administrator',
    tier,
    reason: 'It does everything in the directory, and may raise itself over every subscription of Azure.',
    takesOver: ['application', 'agent', 'group', 'user', 'device'],
  },
  {
    id: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
    name: 'Privileged Role Administrator',
    tier,
    reason: 'It gives any role away, its own next one too, and consents to any permission of any application.',
  },
  {
    id: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
    name: 'Privileged Authentication Administrator',
    tier,
    reason: 'It resets what anybody signs in with, Global Administrators included.',
    takesOver: ['user'],
  },
  {
    id: 'e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8',
    name: 'Partner Tier2 Support',
    tier,
    reason: 'It gives roles away and resets the passwords of Global Administrators. Microsoft has retired it.',
    takesOver: ['application', 'group', 'user'],
  },
  {
    id: 'fc8ad4e2-40e4-4724-8317-bcda7503ecbf',
    name: 'Customer Delegated Admin Relationship Administrator',
    tier,
    reason: 'It accepts partners, whose people then hold the roles here that they asked for.',
  },
  {
    id: '1981f584-96e9-4a6f-95b0-f522373f8fae',
    name: 'Tenant Governance Administrator',
    tier,
    reason:
      'It accepts another tenant as the governor of this one, and grants permissions of Graph by way of that service.',
  },
]
