/** Roles that take over applications, agents, domains or the machinery of sign-in, and by them whatever those hold. */
import type { RoleRow } from '../types.ts'

const tier = 'takeover'

export const takeoverApplicationRoles: readonly RoleRow[] = [
  {
    id: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
    name: 'Application Administrator',
    tier,
    reason: 'It adds a credential to any application and signs in as it, with whatever roles that one holds.',
    takesOver: ['application'],
  },
  {
    id: '158c047a-c907-4556-b7ef-446551a6b5f7',
    name: 'Cloud Application Administrator',
    tier,
    reason: 'It adds a credential to any application and signs in as it, with whatever roles that one holds.',
    takesOver: ['application'],
  },
  {
    id: 'db506228-d27e-4b7d-95e5-295956d6615f',
    name: 'Agent ID Administrator',
    tier,
    reason: 'It adds a credential to any agent blueprint, which then signs in for each of its agents.',
    takesOver: ['agent'],
  },
  {
    id: 'd2562ede-74db-457e-a7b6-544e236ebb61',
    name: 'AI Administrator',
    tier,
    // https://learn.microsoft.com/microsoft-365/admin/add-users/about-admin-roles
    reason: 'It consents for everybody to what agents and applications ask, and manages agents and their users.',
    takesOver: ['user'],
  },
  {
    id: '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
    name: 'Hybrid Identity Administrator',
    tier,
    reason:
      'It federates domains, so that an issuer of its own vouches for their users, and makes itself owner of applications.',
    takesOver: ['application', 'user'],
  },
  {
    id: '8329153b-31d0-4727-b945-745eb3bc5f31',
    name: 'Domain Name Administrator',
    tier,
    reason: 'It federates a domain, so that an issuer of its own vouches for anybody whose name ends in it.',
    takesOver: ['user'],
  },
  {
    id: 'be2f45a1-457d-42af-a067-6ec1fa63bc45',
    name: 'External Identity Provider Administrator',
    tier,
    reason: 'It changes the federation of domains, so that an issuer of its own vouches for their users.',
    takesOver: ['user'],
  },
  {
    id: '194ae4cb-b126-40b2-bd5b-6091b380977d',
    name: 'Security Administrator',
    tier,
    reason:
      'It changes the federation of domains, takes Conditional Access away, and runs commands on devices by Defender.',
    takesOver: ['user', 'device'],
  },
  {
    id: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
    name: 'Conditional Access Administrator',
    tier,
    reason: 'It takes away the second factor and the other conditions that stand before every administrator.',
  },
  {
    id: 'd29b2b05-8046-44ba-8758-1e26182fcf32',
    name: 'Directory Synchronization Accounts',
    tier,
    reason: 'It writes users and their password hashes as the sync service does, beyond the actions that are listed.',
    takesOver: ['user'],
  },
  {
    id: 'a92aed5d-d78a-4d16-b381-09adb37eb3b0',
    name: 'On Premises Directory Sync Account',
    tier,
    reason: 'It writes users and their password hashes as the sync service does, beyond the actions that are listed.',
    takesOver: ['user'],
  },
  {
    id: 'aaf43236-0c0d-4d5f-883a-6955382ac081',
    name: 'B2C IEF Keyset Administrator',
    tier,
    reason:
      'It reads and replaces the keys that sign the tokens of customers, for whatever applications believe those.',
    takesOver: ['user'],
  },
]
