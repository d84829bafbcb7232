/** Roles that read data of everybody, or restore and copy it. */
import type { RoleRow } from '../types.ts'

const tier = 'data'

export const dataRoles: readonly RoleRow[] = [
  {
    id: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
    name: 'Global Reader',
    tier,
    reason: 'It reads every setting, sign-in and audit record that a Global Administrator reads, and changes none.',
    data: ['directory', 'audit-logs', 'security'],
  },
  {
    id: '5d6b6bb7-de71-4623-b4af-96380a352509',
    name: 'Security Reader',
    tier,
    reason: 'It reads alerts, incidents, risks and sign-ins of everybody.',
    data: ['security', 'audit-logs'],
  },
  {
    id: '3f04f91a-4ad7-4bd3-bcfa-49882ea1a88a',
    name: 'Purview Workload Content Administrator',
    tier,
    reason: 'It reads and purges mail, files and chats of everybody by way of Purview.',
    data: ['mail', 'files', 'chat'],
  },
  {
    id: 'e07494ad-1654-4dd2-922e-6f81a71bf00f',
    name: 'Purview Workload Content Reader',
    tier,
    reason: 'It reads mail, files and chats of everybody by way of Purview.',
    data: ['mail', 'files', 'chat'],
  },
  {
    id: '02d5655b-c1cf-4e5f-98da-5fb919085bf6',
    name: 'Purview Workload Content Writer',
    tier,
    reason: 'It reads and edits mail, files and chats of everybody by way of Purview.',
    data: ['mail', 'files', 'chat'],
  },
  {
    id: 'ee67aa9c-e510-4759-b906-227085a7fd4d',
    name: 'Microsoft Graph Data Connect Administrator',
    tier,
    reason: 'It approves applications that copy mail, files and chats of everybody out in bulk.',
    data: ['mail', 'files', 'chat'],
  },
  {
    id: '1707125e-0aa2-4d4d-8655-a7c786c76a25',
    name: 'Microsoft 365 Backup Administrator',
    tier,
    reason: 'It restores mailboxes, sites and drives of everybody to what they were.',
    data: ['mail', 'files'],
  },
  {
    id: '49eb8f75-97e9-4e37-9b2b-6c3ebfcffa31',
    name: 'Exchange Backup Administrator',
    tier,
    reason: 'It restores mailboxes of everybody to what they were.',
    data: ['mail'],
  },
  {
    id: '9d3e04ba-3ee4-4d1b-a3a7-9aef423a09be',
    name: 'SharePoint Backup Administrator',
    tier,
    reason: 'It restores sites and drives of everybody to what they were.',
    data: ['files'],
  },
  {
    id: '8c8b803f-96e1-4129-9349-20738d9f9652',
    name: 'Microsoft 365 Migration Administrator',
    tier,
    reason: 'It moves content into sites and drives, and writes who may see it.',
    data: ['files'],
  },
  {
    id: '5c4f9dcd-47dc-4cf7-8c9a-9e4207cbfc91',
    name: 'Customer Lockbox Access Approver',
    tier,
    reason: 'It lets engineers of Microsoft at the content of the organization.',
    data: ['mail', 'files'],
  },
  {
    id: 'd35481f7-cda1-4fa2-8344-5a21f7f3724d',
    name: 'Entra Customer Lockbox Approver',
    tier,
    reason: 'It lets engineers of Microsoft at the data of the directory.',
    data: ['directory'],
  },
  {
    id: '00cf5c54-4693-4f59-a0ac-ab79ef0a974d',
    name: 'Microsoft 365 Support Engineer',
    tier,
    reason: 'It reads the directory, its audit records and the settings of Teams. Microsoft says not to use it.',
    data: ['directory', 'audit-logs'],
  },
]
