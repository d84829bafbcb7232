/** Permissions that there are in the name of a user only. */
import type { PermissionGroup } from '../types.ts'

export const delegatedPermissions: readonly PermissionGroup[] = [
  {
    values: ['Directory.AccessAsUser.All'],
    tier: 'takeover',
    reason: 'It does in the directory whatever whoever signs in may.',
    takesOver: ['user'],
  },
  {
    values: ['AppCertTrustConfiguration.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It decides whose certificates applications may have.',
    takesOver: ['application'],
  },
  {
    values: ['ConsentRequest.ReadApprove.All'],
    tier: 'takeover',
    reason: 'It approves what applications ask for.',
  },
  {
    values: ['TenantGovernance-Request.ReadWrite.All', 'TenantGovernance-Relationship.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It accepts another tenant as the governor of this one.',
  },
  {
    values: ['EWS.AccessAsUser.All', 'EAS.AccessAsUser.All', 'IMAP.AccessAsUser.All', 'POP.AccessAsUser.All'],
    tier: 'data',
    reason: 'It gets at the mailbox.',
    data: ['mail'],
  },
  {
    values: ['SMTP.Send'],
    tier: 'data',
    reason: 'It sends mail.',
    data: ['mail'],
  },
  {
    values: ['FileStorageContainer.Manage.All', 'Files.Read.Selected', 'Files.ReadWrite.Selected'],
    tier: 'data',
    reason: 'It gets at files.',
    data: ['files'],
  },
  {
    values: ['ChannelMessage.Send', 'ChannelMessage.Edit', 'ChannelMessage.ReadWrite', 'ChatMessage.Send'],
    tier: 'data',
    reason: 'It writes messages.',
    data: ['chat'],
  },
  {
    values: ['Notes.Create', 'Notes.ReadWrite.CreatedByApp'],
    tier: 'data',
    reason: 'It writes notes.',
    data: ['notes'],
  },
  {
    values: ['Financials.ReadWrite.All'],
    tier: 'data',
    reason: 'It gets at the books.',
    data: ['business'],
  },
  {
    values: ['openid', 'profile', 'email', 'User.Read'],
    tier: 'limited',
    reason: 'It learns who signs in.',
  },
  {
    values: ['offline_access'],
    tier: 'limited',
    reason: 'It goes on while the user is away, with whatever else it was given.',
  },
]
