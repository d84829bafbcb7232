/** Permissions on mail, calendars and contacts of everybody. */
import type { PermissionGroup } from '../types.ts'

export const mailPermissions: readonly PermissionGroup[] = [
  {
    values: ['Mail.Read'],
    tier: 'data',
    reason: 'It reads mail of everybody.',
    data: ['mail'],
  },
  {
    values: ['Mail.ReadWrite'],
    tier: 'data',
    reason: 'It reads, writes and deletes mail of everybody.',
    data: ['mail'],
  },
  {
    values: ['Mail-Advanced.ReadWrite.All'],
    tier: 'data',
    reason: 'It reads mail of everybody and rewrites what was received.',
    data: ['mail'],
  },
  {
    values: ['Mail.Send'],
    tier: 'data',
    reason: 'It sends mail as everybody.',
    data: ['mail'],
  },
  {
    values: ['Mail.ReadBasic', 'Mail.ReadBasic.All'],
    tier: 'data',
    reason: 'It reads who writes to whom and about what, though not the text.',
    data: ['mail'],
  },
  {
    values: ['MailboxItem.Read.All', 'MailboxFolder.Read.All'],
    tier: 'data',
    reason: 'It reads what is in mailboxes of everybody.',
    data: ['mail'],
  },
  {
    values: ['MailboxItem.ReadWrite.All', 'MailboxFolder.ReadWrite.All'],
    tier: 'data',
    reason: 'It reads and writes what is in mailboxes of everybody.',
    data: ['mail'],
  },
  {
    values: ['MailboxItem.Export.All', 'MailboxItem.ImportExport.All'],
    tier: 'data',
    reason: 'It copies mailboxes of everybody out.',
    data: ['mail'],
  },
  {
    values: ['MailboxSettings.ReadWrite'],
    tier: 'data',
    reason: 'It writes rules that forward mail of everybody.',
    data: ['mail'],
  },
  {
    values: ['MailboxConfigItem.Read', 'MailboxConfigItem.ReadWrite'],
    tier: 'data',
    reason: 'It reads what programs keep in mailboxes of everybody.',
    data: ['mail'],
  },
  {
    values: ['ExchangeMessageTrace.Read.All'],
    tier: 'data',
    reason: 'It reads which mail went from whom to whom.',
    data: ['mail'],
  },
  {
    values: ['SecurityAnalyzedMessage.Read.All', 'SecurityAnalyzedMessage.ReadWrite.All'],
    tier: 'data',
    reason: 'It reads mail that Defender looked at.',
    data: ['mail', 'security'],
  },
  {
    values: ['Group-Conversation.Read.All', 'Group-Conversation.ReadWrite.All'],
    tier: 'data',
    reason: 'It reads mail to groups.',
    data: ['mail'],
  },
  {
    values: ['RoleManagement.ReadWrite.Exchange'],
    tier: 'data',
    reason: 'It gives itself any role of Exchange, and by it any mailbox.',
    data: ['mail'],
  },
  {
    values: ['Calendars.Read', 'Calendars.Read.All', 'Calendars.ReadBasic.All'],
    tier: 'data',
    reason: 'It reads calendars of everybody.',
    data: ['calendar'],
  },
  {
    values: ['Calendars.ReadWrite', 'Calendars.ReadWrite.All'],
    tier: 'data',
    reason: 'It reads and writes calendars of everybody.',
    data: ['calendar'],
  },
  {
    values: ['Bookings.Read.All', 'Bookings.ReadWrite.All', 'Bookings.Manage.All', 'BookingsAppointment.ReadWrite.All'],
    tier: 'data',
    reason: 'It gets at appointments of customers.',
    data: ['calendar'],
  },
  {
    values: ['VirtualAppointment.Read.All', 'VirtualAppointment.ReadWrite.All'],
    tier: 'data',
    reason: 'It gets at virtual appointments of customers.',
    data: ['calendar'],
  },
  {
    values: ['Contacts.Read'],
    tier: 'data',
    reason: 'It reads contacts of everybody.',
    data: ['contacts'],
  },
  {
    values: ['Contacts.ReadWrite'],
    tier: 'data',
    reason: 'It reads and writes contacts of everybody.',
    data: ['contacts'],
  },
  {
    values: ['People.Read.All'],
    tier: 'data',
    reason: 'It reads with whom everybody works.',
    data: ['contacts'],
  },
]
