/** APIs of Microsoft beside Graph, by their application ids, and their own permissions that weigh. */
import type { PermissionGroup } from './types.ts'

export const graph = '00000003-0000-0000-c000-000000000000'

export interface Api {
  readonly name: string
  readonly application: readonly PermissionGroup[]
  readonly delegated: readonly PermissionGroup[]
  /** Permissions of the same value give the same as those of Graph do. */
  readonly likeGraph: boolean
}

const asUser = (reason: string, more: Omit<PermissionGroup, 'values' | 'reason'>): readonly PermissionGroup[] => [
  { values: ['user_impersonation'], reason, ...more },
]
const data = 'data'

const exchange: Api = {
  name: 'Exchange Online',
  likeGraph: true,
  application: [
    {
      values: ['full_access_as_app'],
      tier: data,
      reason: 'It gets at every mailbox.',
      data: ['mail', 'calendar', 'contacts'],
    },
    {
      values: ['Exchange.ManageAsApp', 'Exchange.ManageAsAppV2'],
      tier: 'management',
      // https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2: the role is given beside.
      reason: 'It runs the commands of Exchange, as far as the role that it holds as well lets it.',
      data: ['mail'],
    },
    {
      values: ['IMAP.AccessAsApp', 'POP.AccessAsApp'],
      tier: data,
      reason: 'It reads mailboxes that it was let into.',
      data: ['mail'],
    },
    {
      values: ['SMTP.SendAsApp'],
      tier: data,
      reason: 'It sends mail of mailboxes that it was let into.',
      data: ['mail'],
    },
  ],
  delegated: [
    {
      values: ['Exchange.Manage', 'full_access_as_user'],
      tier: data,
      reason: 'It gets at the mailbox.',
      data: ['mail'],
    },
  ],
}

const sharePoint: Api = {
  name: 'SharePoint Online',
  likeGraph: true,
  application: [
    {
      // Of profiles of people in SharePoint, not of users of the directory.
      values: ['User.ReadWrite.All'],
      tier: 'management',
      reason: 'It changes profiles of people in SharePoint.',
    },
  ],
  delegated: [
    {
      values: [
        'AllSites.FullControl',
        'AllSites.Manage',
        'AllSites.Write',
        'AllSites.Read',
        'MyFiles.Write',
        'MyFiles.Read',
      ],
      tier: data,
      reason: 'It gets at files.',
      data: ['files'],
    },
  ],
}

const directoryGraph: Api = {
  // Microsoft has retired it: https://learn.microsoft.com/graph/migrate-azure-ad-graph-overview
  name: 'Azure AD Graph',
  likeGraph: true,
  application: [],
  delegated: [{ values: ['UserProfile.Read'], tier: 'limited', reason: 'It learns who signs in.' }],
}

const defender: Api = {
  name: 'Defender for Endpoint',
  likeGraph: false,
  application: [
    {
      values: ['Machine.LiveResponse'],
      tier: 'takeover',
      reason: 'It runs commands on devices.',
      takesOver: ['device'],
    },
    {
      values: ['Library.Manage'],
      tier: 'takeover',
      reason: 'It writes the scripts that are run on devices.',
      takesOver: ['device'],
    },
    {
      values: ['AdvancedQuery.Read.All'],
      tier: data,
      reason: 'It searches what happens on devices.',
      data: ['security', 'devices'],
    },
    { values: ['Alert.Read.All', 'Alert.ReadWrite.All'], tier: data, reason: 'It gets at alerts.', data: ['security'] },
  ],
  delegated: [],
}

/** Their scope does there whatever the user may. */
const bySignIn: { readonly [appId: string]: Api } = {
  '797f4846-ba00-4fd7-ba43-dac1f8f63013': {
    name: 'Azure Resource Manager',
    likeGraph: false,
    application: [],
    delegated: asUser('It does in Azure whatever whoever signs in may.', { tier: 'takeover' }),
  },
  '499b84ac-1321-427f-aa17-267ca6975798': {
    name: 'Azure DevOps',
    likeGraph: false,
    application: [],
    delegated: asUser('It does in Azure DevOps whatever whoever signs in may.', { tier: 'management' }),
  },
  'cfa8b339-82a2-471a-a3c9-0fc0be7a4093': {
    name: 'Azure Key Vault',
    likeGraph: false,
    application: [],
    delegated: asUser('It reads the secrets that whoever signs in may read.', { tier: data }),
  },
  'e406a681-f3d4-42a8-90b6-c2b029497af1': {
    name: 'Azure Storage',
    likeGraph: false,
    application: [],
    delegated: asUser('It reads and writes what whoever signs in may.', { tier: data, data: ['files'] }),
  },
  '022907d3-0f1b-48f7-badc-1ba6abab6d66': {
    name: 'Azure SQL Database',
    likeGraph: false,
    application: [],
    delegated: asUser('It reads and writes what whoever signs in may.', { tier: data, data: ['business'] }),
  },
  '00000007-0000-0000-c000-000000000000': {
    name: 'Dataverse',
    likeGraph: false,
    application: [],
    delegated: asUser('It reads and writes the records that whoever signs in may.', { tier: data, data: ['business'] }),
  },
}

/** By application id. */
export const apis: { readonly [appId: string]: Api } = {
  ...bySignIn,
  '00000002-0000-0ff1-ce00-000000000000': exchange,
  '00000003-0000-0ff1-ce00-000000000000': sharePoint,
  '00000002-0000-0000-c000-000000000000': directoryGraph,
  'fc780465-2017-40d4-a0c5-307022471b92': defender,
  'c5393580-f805-4401-95e8-94b7a6ef2fc2': {
    name: 'Office 365 Management APIs',
    likeGraph: false,
    application: [
      {
        values: ['ActivityFeed.Read', 'ActivityFeed.ReadDlp'],
        tier: data,
        reason: 'It reads what everybody did in Microsoft 365.',
        data: ['audit-logs'],
      },
    ],
    delegated: [],
  },
  '00000009-0000-0000-c000-000000000000': {
    name: 'Power BI',
    likeGraph: false,
    application: [
      {
        values: ['Tenant.Read.All', 'Tenant.ReadWrite.All'],
        tier: data,
        reason: 'It gets at every workspace.',
        data: ['business'],
      },
    ],
    delegated: [],
  },
  '00000012-0000-0000-c000-000000000000': {
    name: 'Rights Management',
    likeGraph: false,
    application: [
      {
        values: ['Content.SuperUser'],
        tier: data,
        reason: 'It opens whatever is encrypted by labels.',
        data: ['files', 'mail'],
      },
      {
        values: ['Content.DelegatedReader', 'Content.DelegatedWriter'],
        tier: data,
        reason: 'It opens or writes what is encrypted, in the name of users.',
        data: ['files', 'mail'],
      },
    ],
    delegated: [],
  },
  '48ac35b8-9aa8-4d74-927d-1f4a14a0b239': {
    name: 'Teams administration',
    likeGraph: false,
    application: [
      {
        values: ['application_access'],
        tier: 'management',
        reason: 'It runs the commands of Teams, as far as the role that it holds as well lets it.',
        data: ['calls', 'chat'],
      },
    ],
    delegated: [],
  },
}
