/**
 * Roles that take over users, groups or devices. Whose password a role may reset:
 * https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions
 */
import type { RoleRow } from '../types.ts'

const tier = 'takeover'

export const takeoverPeopleRoles: readonly RoleRow[] = [
  {
    id: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
    name: 'User Administrator',
    tier,
    reason: 'It resets passwords of those who administer little, owners of applications among them, and fills groups.',
    takesOver: ['user', 'group'],
  },
  {
    id: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
    name: 'Authentication Administrator',
    tier,
    reason: 'It resets passwords and second factors of those who administer little, owners of applications among them.',
    takesOver: ['user'],
  },
  {
    id: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
    name: 'Helpdesk Administrator',
    tier,
    reason: 'It resets passwords of those who administer little, owners of applications and subscriptions among them.',
    takesOver: ['user'],
  },
  {
    id: '966707d0-3269-4727-9be2-8c3a10f19b9d',
    name: 'Password Administrator',
    tier,
    reason: 'It resets passwords of those who administer little, owners of applications and subscriptions among them.',
    takesOver: ['user'],
  },
  {
    id: '58f930cc-fcf4-4152-852c-1d7dbf502139',
    name: 'Entra SOC Identity Responder',
    tier,
    reason: 'It resets passwords of those who administer nothing, owners of applications and subscriptions among them.',
    takesOver: ['user'],
  },
  {
    id: '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f',
    name: 'Security Operator',
    tier,
    reason: 'It resets passwords of those who administer nothing, and runs commands on devices by Defender.',
    takesOver: ['user', 'device'],
  },
  {
    id: '4ba39ca4-527c-499a-b93d-d9b492c50246',
    name: 'Partner Tier1 Support',
    tier,
    reason: 'It adds credentials to applications, fills groups and resets passwords. Microsoft has retired it.',
    takesOver: ['application', 'user', 'group'],
  },
  {
    id: '9360feb5-f418-4baa-8175-e2a00bac4301',
    name: 'Directory Writers',
    tier,
    reason: 'It fills groups, also by their rules, and lets applications act in the name of users.',
    takesOver: ['group'],
  },
  {
    id: 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
    name: 'Groups Administrator',
    tier,
    reason: 'It fills any group that roles cannot be given to, whatever that holds in Azure or elsewhere.',
    takesOver: ['group'],
  },
  {
    id: '45d8d3c5-c802-45c6-b32a-1d70b5e1e86e',
    name: 'Identity Governance Administrator',
    tier,
    reason: 'It fills groups, and puts groups, applications and roles into packages that it approves itself.',
    takesOver: ['group'],
  },
  {
    id: '59d46f88-662b-457b-bceb-5c3809e5908f',
    name: 'Lifecycle Workflows Administrator',
    tier,
    reason: 'Its workflows hand out temporary access passes for users and put them into groups.',
    takesOver: ['user', 'group'],
  },
  {
    id: 'b5a8dcf3-09d5-43a9-a639-8e29ef291470',
    name: 'Knowledge Administrator',
    tier,
    reason: 'It fills security groups that roles cannot be given to, whatever those hold in Azure or elsewhere.',
    takesOver: ['group'],
    data: ['files'],
  },
  {
    id: '744ec460-397e-42ad-a462-8b3f9747a02c',
    name: 'Knowledge Manager',
    tier,
    reason: 'It fills security groups that roles cannot be given to, whatever those hold in Azure or elsewhere.',
    takesOver: ['group'],
    data: ['files'],
  },
  {
    id: '3a2c62db-5318-420d-8d74-23affee5d9d5',
    name: 'Intune Administrator',
    tier,
    reason:
      'It runs scripts on managed devices, also of administrators, reads their local passwords and fills security groups.',
    takesOver: ['device', 'group'],
  },
  {
    id: '11451d60-acb2-45eb-a7d6-43d0f0125c13',
    name: 'Windows 365 Administrator',
    tier,
    reason: 'It manages cloud PCs, also of administrators, and fills security groups.',
    takesOver: ['device', 'group'],
  },
  {
    id: '7698a772-787b-4ac8-901f-60d6b08affd2',
    name: 'Cloud Device Administrator',
    tier,
    reason: 'It reads passwords of local administrators and keys of encrypted disks of joined devices.',
    takesOver: ['device'],
  },
  {
    id: '9f06204d-73c1-4d4c-880a-6edb90606fd8',
    name: 'Microsoft Entra Joined Device Local Administrator',
    tier,
    reason: 'It is a local administrator of every joined device, also of those that administrators sign in on.',
    takesOver: ['device'],
  },
]
