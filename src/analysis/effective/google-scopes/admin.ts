/** Scopes that administer: they do whatever the account that gave them may do there. */
import type { ScopeGroup } from './types.ts'

// https://developers.google.com/workspace/admin/directory/v1/guides/authorizing
export const administering: readonly ScopeGroup[] = [
  {
    weight: 'sensitive',
    reason: 'It reads the directory: users, groups, devices or roles.',
    needsAdmin: true,
    values: ['admin.directory.*.readonly', 'cloud-identity.*.readonly'],
  },
  {
    weight: 'sensitive',
    reason: 'It reads the logs of what everybody does.',
    needsAdmin: true,
    values: ['admin.reports.audit.readonly', 'admin.reports.usage.readonly', 'apps.alerts'],
  },
  {
    weight: 'admin',
    reason: 'It gives admin roles to users and service accounts.',
    needsAdmin: true,
    values: ['admin.directory.rolemanagement'],
  },
  {
    weight: 'admin',
    reason: 'It changes users: their passwords too, which takes over any account that the admin may change.',
    needsAdmin: true,
    values: ['admin.directory.user', 'admin.directory.user.security'],
  },
  {
    weight: 'admin',
    reason: 'It changes who is in groups, and with that what they may do.',
    needsAdmin: true,
    values: ['admin.directory.group', 'admin.directory.group.member', 'cloud-identity.groups', 'apps.groups.settings'],
  },
  {
    weight: 'admin',
    reason: 'It changes how people sign in.',
    needsAdmin: true,
    values: ['cloud-identity.inboundsso', 'cloud-identity.policies', 'cloud-identity'],
  },
  {
    weight: 'admin',
    reason: 'It administers the domain.',
    needsAdmin: true,
    values: ['admin.*', 'apps.security', 'apps.licensing', 'apps.order', 'cloud-identity.*', 'chrome.management.*'],
  },
  {
    weight: 'admin',
    // https://developers.google.com/workspace/vault/guides/authorizing
    reason: 'It searches and exports the mail, files and chats of everybody.',
    needsAdmin: true,
    values: ['ediscovery', 'ediscovery.readonly'],
  },
  {
    weight: 'admin',
    // https://developers.google.com/workspace/admin/data-transfer/v1
    reason: 'It moves files and calendars from one user to another, and sets up the mail of others.',
    needsAdmin: true,
    values: ['apps.groups.migration', 'email.migration', 'apps.datatransfer', 'chat.admin.*'],
  },
  {
    weight: 'admin',
    // https://cloud.google.com/docs/authentication#authorization-gcp: IAM alone bounds what it does.
    reason: 'It does in Google Cloud whatever whoever signs in may.',
    values: ['cloud-platform', 'cloudplatformprojects', 'iam', 'compute', 'cloudplatformfolders', 'appengine.admin'],
  },
  {
    weight: 'sensitive',
    reason: 'It reads in Google Cloud whatever whoever signs in may.',
    values: ['cloud-platform.read-only', 'cloudplatformprojects.readonly', 'compute.readonly'],
  },
]

/** Scopes of addresses of their own, from before Google's APIs had one form. */
export const older: readonly ScopeGroup[] = [
  {
    weight: 'admin',
    reason: 'It administers the domain, by an old API.',
    needsAdmin: true,
    values: ['https://apps-apis.google.com/*', 'https://www.google.com/hosted/*'],
  },
  {
    weight: 'admin',
    // What a browser signs in with: it makes tokens for every service of the account.
    reason: 'It signs in to every service of Google as the account.',
    values: ['https://www.google.com/accounts/OAuthLogin'],
  },
]
