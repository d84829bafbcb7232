/** Permissions on files, notes, tasks and other content of everybody. */
import type { PermissionGroup } from '../types.ts'

export const filePermissions: readonly PermissionGroup[] = [
  {
    values: ['Files.Read.All', 'Sites.Read.All'],
    tier: 'data',
    reason: 'It reads files of everybody.',
    data: ['files'],
  },
  {
    values: ['Files.ReadWrite.All', 'Sites.ReadWrite.All'],
    tier: 'data',
    reason: 'It reads and writes files of everybody.',
    data: ['files'],
  },
  {
    values: ['Sites.Manage.All'],
    tier: 'data',
    reason: 'It reads and writes files of everybody, and the lists that they are in.',
    data: ['files'],
  },
  {
    values: ['Sites.FullControl.All'],
    tier: 'data',
    reason: 'It owns every site, its files and who may see them.',
    data: ['files'],
  },
  {
    values: ['SharePointCrossTenantMigration.Manage.All'],
    tier: 'data',
    reason: 'It moves files of everybody into another tenant.',
    data: ['files'],
  },
  {
    values: ['BackupRestore-Search.Read.All'],
    tier: 'data',
    reason: 'It searches backups of mailboxes and files.',
    data: ['files', 'mail'],
  },
  {
    values: ['BackupRestore-Restore.ReadWrite.All'],
    tier: 'data',
    reason: 'It restores mailboxes and files of everybody to what they were.',
    data: ['files', 'mail'],
  },
  {
    values: ['Notes.Read.All', 'Notes.ReadWrite.All'],
    tier: 'data',
    reason: 'It gets at notebooks of everybody.',
    data: ['notes'],
  },
  {
    values: ['ShortNotes.Read.All', 'ShortNotes.ReadWrite.All'],
    tier: 'data',
    reason: 'It gets at short notes of everybody.',
    data: ['notes'],
  },
  {
    values: ['Tasks.Read.All', 'Tasks.ReadWrite.All'],
    tier: 'data',
    reason: 'It gets at tasks of everybody.',
    data: ['tasks'],
  },
  {
    values: ['User.Export.All'],
    tier: 'data',
    reason: 'It copies out what Microsoft 365 holds of a user.',
    data: ['content'],
  },
  {
    values: ['eDiscovery.Read.All', 'eDiscovery.ReadWrite.All'],
    tier: 'data',
    reason: 'It searches mail, files and chats of everybody, and copies them out.',
    data: ['mail', 'files', 'chat'],
  },
  {
    values: ['SubjectRightsRequest.Read.All', 'SubjectRightsRequest.ReadWrite.All'],
    tier: 'data',
    reason: 'It gets at what was gathered of a person from mail, files and chats.',
    data: ['content'],
  },
  {
    values: ['ExternalItem.Read.All', 'ExternalItem.ReadWrite.All'],
    tier: 'data',
    reason: 'It gets at content of other systems that was brought into search.',
    data: ['content'],
  },
  {
    values: ['ContentActivity.Read'],
    tier: 'data',
    reason: 'It reads what everybody does with content.',
    data: ['content'],
  },
  {
    values: ['AiEnterpriseInteraction.Read.All'],
    tier: 'data',
    reason: 'It reads what everybody asks Copilot, and what it answers.',
    data: ['ai-interactions'],
  },
  {
    values: ['EduAssignments.Read.All', 'EduAssignments.ReadWrite.All'],
    tier: 'data',
    reason: 'It gets at work and grades of pupils.',
    data: ['education'],
  },
  {
    values: ['EduRoster.Read.All', 'EduRoster.ReadWrite.All'],
    tier: 'data',
    reason: 'It gets at classes, pupils and teachers.',
    data: ['education'],
  },
  {
    values: ['EduReports-Reading.Read.All', 'EduReports-Reflect.Read.All'],
    tier: 'data',
    reason: 'It reads how pupils do and feel.',
    data: ['education'],
  },
  {
    values: ['SentimentSurvey.Export.All'],
    tier: 'data',
    reason: 'It copies out what employees said in surveys.',
    data: ['business'],
  },
  {
    values: ['Insights-UserMetric.Read.All'],
    tier: 'data',
    reason: 'It reads how everybody spends time at work.',
    data: ['business'],
  },
  {
    values: ['Group.Read.All'],
    tier: 'data',
    reason: 'It reads files, mail and calendars of every group.',
    data: ['files', 'mail', 'calendar'],
  },
  {
    values: ['PrintJob.Read.All', 'PrintJob.ReadWrite.All'],
    tier: 'data',
    reason: 'It gets at what everybody prints.',
    data: ['files'],
  },
]
