/** Roles that manage security, compliance or parts of the directory, and take nobody over by it. */
import type { RoleRow } from '../types.ts'

const tier = 'management'

export const directoryManagementRoles: readonly RoleRow[] = [
  {
    id: '0526716b-113d-4c15-b2c8-68e3c22b9f80',
    name: 'Authentication Policy Administrator',
    tier,
    reason: 'It decides which methods count as a sign-in and how passwords are guarded, though not what a user has.',
  },
  {
    id: '25a516ed-2fa0-40ea-a2d0-12923a21473a',
    name: 'Authentication Extensibility Administrator',
    tier,
    reason: 'It sends sign-ins of applications to an address of its own, which adds claims to their tokens.',
  },
  {
    id: '0b00bede-4072-4d22-b441-e7df02a1ef63',
    name: 'Authentication Extensibility Password Administrator',
    tier,
    reason: 'It has passwords that customers type sent to an address of its own.',
  },
  {
    id: '3edaf663-341e-4475-9f94-5c398ef6c070',
    name: 'B2C IEF Policy Administrator',
    tier,
    reason: 'It writes the steps by which customers sign in.',
  },
  {
    id: '6e591065-9bad-43ed-90f3-e9424366d2f0',
    name: 'External ID User Flow Administrator',
    tier,
    reason: 'It manages the steps by which customers and guests sign up.',
  },
  {
    id: 'b6a27b2b-f905-4b2e-81b5-0d90e0ef1fdb',
    name: 'Entra Backup Administrator',
    tier,
    reason: 'It takes users, groups, applications and policies back to what they were some days ago.',
  },
  {
    id: '6b942400-691f-4bf0-9d12-d8a254a2baf5',
    name: 'Agent Registry Administrator',
    tier,
    reason: 'It manages which agents are registered and who finds them.',
  },
  {
    id: '58a13ea3-c632-46ae-9ee0-9c0d43cd7f3d',
    name: 'Attribute Assignment Administrator',
    tier,
    reason: 'It sets security attributes, by which conditions on access may decide.',
  },
  {
    id: '8424c6f0-a189-499e-bbd0-26c1753c96d4',
    name: 'Attribute Definition Administrator',
    tier,
    reason: 'It defines security attributes, by which conditions on access may decide.',
  },
  {
    id: 'ecb2c6bf-0ab6-418e-bd87-7986f8d63bbe',
    name: 'Attribute Provisioning Administrator',
    tier,
    reason: 'It decides which security attributes provisioning writes.',
  },
  {
    id: '5b784334-f94b-471a-a387-e7219fc49ca2',
    name: 'Attribute Log Administrator',
    tier,
    reason: 'It reads the log of security attributes, and decides where it goes.',
    data: ['audit-logs'],
  },
  {
    id: '892c5842-a9a6-463a-8041-72aa08ca3cf6',
    name: 'Cloud App Security Administrator',
    tier,
    reason: 'It manages Defender for Cloud Apps, its policies and what it does about alerts.',
    data: ['security'],
  },
  {
    id: '17315797-102d-40b4-93e0-432062caca18',
    name: 'Compliance Administrator',
    tier,
    reason: 'It manages compliance and all of the settings of Exchange.',
    data: ['mail', 'files'],
  },
  {
    id: 'e6d1a23a-da11-4be4-9570-befc86d067a7',
    name: 'Compliance Data Administrator',
    tier,
    reason: 'It manages compliance content, and looks into it.',
    data: ['mail', 'files'],
  },
  {
    id: '7495fdc4-34c4-4d15-a289-98788ce399fd',
    name: 'Azure Information Protection Administrator',
    tier,
    reason: 'It manages encryption by labels, and who may open whatever is encrypted.',
    data: ['files'],
  },
  {
    id: 'c430b396-e693-46cc-96f3-db01bf8bb62a',
    name: 'Attack Simulation Administrator',
    tier,
    reason: 'It sends everybody phishing that is meant as an exercise.',
  },
  {
    id: 'ac434307-12b9-4fa1-a708-88bf58caabc1',
    name: 'Global Secure Access Administrator',
    tier,
    reason: 'It decides which traffic goes through Global Secure Access and where private services open.',
  },
  {
    id: 'af78dc32-cf4d-46f9-ba4e-4428526346b5',
    name: 'Permissions Management Administrator',
    tier,
    reason: 'It manages Permissions Management, which Microsoft has shut down.',
  },
  {
    id: 'e3973bdf-4987-49ae-837a-ba8e231c7286',
    name: 'Azure DevOps Administrator',
    tier,
    reason: 'It sets policies for every organization of Azure DevOps, and makes itself owner of those that have none.',
  },
  {
    id: '2ea5ce4c-b2d8-4668-bd81-3680bd2d227a',
    name: 'IoT Device Administrator',
    tier,
    reason: 'It registers devices of things and their certificates.',
  },
  {
    id: 'b8e31d83-1534-480f-9b10-0338ded51b7e',
    name: 'Tenant Governance Relationship Administrator',
    tier,
    reason: 'It asks to govern other tenants, and ends that.',
  },
  {
    id: 'dd13091a-6207-4fc0-82ba-3641e056ab95',
    name: 'Extended Directory User Administrator',
    tier,
    reason: 'It manages profiles of external people in Teams.',
  },
]
