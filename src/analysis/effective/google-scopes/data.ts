/**
 * Scopes that get at data. Restricted ones: https://support.google.com/cloud/answer/13464325; what is sensitive and what
 * is neither stands beside each API's scopes, such as https://developers.google.com/workspace/drive/api/guides/api-specific-auth.
 */
import type { ScopeGroup } from './types.ts'

export const restricted: readonly ScopeGroup[] = [
  {
    weight: 'restricted',
    reason: 'It reads, sends and deletes all mail.',
    values: ['https://mail.google.com', 'https://mail.google.com/mail/*', 'gmail.modify'],
  },
  { weight: 'restricted', reason: 'It reads all mail.', values: ['gmail.readonly'] },
  { weight: 'restricted', reason: 'It writes and sends mail.', values: ['gmail.compose'] },
  { weight: 'restricted', reason: 'It puts mail into the mailbox.', values: ['gmail.insert'] },
  { weight: 'restricted', reason: 'It sees who writes to whom, and about what.', values: ['gmail.metadata'] },
  {
    weight: 'restricted',
    reason: 'It changes how mail is filtered and forwarded.',
    values: ['gmail.settings.basic', 'gmail.settings.sharing'],
  },
  {
    weight: 'restricted',
    reason: 'It reads, changes, shares and deletes all files.',
    values: ['drive', 'https://docs.google.com/feeds', 'https://docs.googleusercontent.com'],
  },
  { weight: 'restricted', reason: 'It changes what scripts in files do.', values: ['drive.scripts'] },
  { weight: 'restricted', reason: 'It reads all files.', values: ['drive.readonly', 'drive.meet.readonly'] },
  {
    weight: 'restricted',
    reason: 'It sees which files there are, and what is done with them.',
    values: ['drive.metadata', 'drive.metadata.readonly', 'drive.activity', 'drive.activity.readonly'],
  },
  {
    weight: 'restricted',
    // https://developers.google.com/workspace/chat/authenticate-authorize
    reason: 'It reads what is said in chats.',
    values: ['chat.messages', 'chat.messages.readonly', 'chat.delete', 'chat.import'],
  },
  { weight: 'restricted', reason: 'It reads what is known of somebody’s health.', values: ['fitness.*', 'health*'] },
]

export const sensitive: readonly ScopeGroup[] = [
  { weight: 'sensitive', reason: 'It sends mail.', values: ['gmail.send'] },
  { weight: 'sensitive', reason: 'It reads the mail that is open.', values: ['gmail.addons.*'] },
  { weight: 'sensitive', reason: 'It gets at calendars.', values: ['calendar*', 'https://www.google.com/calendar/*'] },
  {
    weight: 'sensitive',
    reason: 'It gets at contacts.',
    values: ['contacts*', 'directory.readonly', 'https://www.google.com/m8/*'],
  },
  {
    weight: 'sensitive',
    reason: 'It gets at documents.',
    values: [
      'documents*',
      'spreadsheets*',
      'presentations*',
      'forms*',
      'keep*',
      'https://spreadsheets.google.com/*',
      'photoslibrary*',
    ],
  },
  { weight: 'sensitive', reason: 'It takes part in chats.', values: ['chat.*'] },
  { weight: 'sensitive', reason: 'It gets at meetings and what is recorded of them.', values: ['meetings.*'] },
  { weight: 'sensitive', reason: 'It gets at tasks.', values: ['tasks*'] },
  { weight: 'sensitive', reason: 'It gets at classes and those who are in them.', values: ['classroom.*'] },
  { weight: 'sensitive', reason: 'It reads and changes scripts that run as the account.', values: ['script.*'] },
  { weight: 'sensitive', reason: 'It searches everything that the account sees.', values: ['cloud_search*'] },
  { weight: 'sensitive', reason: 'It gets at what is stored in Google Cloud.', values: ['devstorage.*', 'bigquery*'] },
]

/** What Google lets every application ask for. */
export const plain: readonly ScopeGroup[] = [
  {
    weight: 'plain',
    reason: 'It learns who signs in.',
    values: ['openid', 'email', 'profile', 'userinfo.email', 'userinfo.profile', 'plus.me', 'plus.login'],
  },
  {
    weight: 'plain',
    reason: 'It gets at the files that it made, or that were opened with it.',
    values: ['drive.file', 'drive.appdata', 'drive.appfolder', 'drive.install', 'drive.apps.readonly'],
  },
  {
    weight: 'plain',
    reason: 'It shows an add-on.',
    values: ['gmail.addons.execute', 'script.container.ui', 'script.locale'],
  },
  { weight: 'plain', reason: 'It names labels.', values: ['gmail.labels'] },
  {
    weight: 'plain',
    reason: 'It gets at its own calendar alone, or at when somebody is free.',
    values: ['calendar.app.created', 'calendar.calendarlist.readonly', 'calendar.events.freebusy', 'calendar.freebusy'],
  },
  { weight: 'plain', reason: 'It keeps scores of games.', values: ['games*'] },
]
