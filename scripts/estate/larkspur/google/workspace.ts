/** Larkspur's Workspace: what its people let in, and what acts for them. */
import type { GivenGoogle, Row } from '../../../../fixtures/servers/google/estate.ts'
import type { Expect } from '../github/company.ts'
import { digits } from './ids.ts'

const gmail = 'https://www.googleapis.com/auth/gmail.readonly'
const mail = 'https://mail.google.com/'
const drive = 'https://www.googleapis.com/auth/drive'
const profile = 'openid'
const musterScopes = [
  'admin.directory.customer.readonly',
  'admin.directory.domain.readonly',
  'admin.directory.user.readonly',
  'admin.directory.user.security',
  'admin.directory.rolemanagement.readonly',
  'admin.directory.group.readonly',
  'admin.reports.audit.readonly',
  'cloud-identity.policies.readonly',
].map((name) => `https://www.googleapis.com/auth/${name}`)
const calendar = 'https://www.googleapis.com/auth/calendar.events'

export const customerId = 'C0larkspur'
const address = (name: string): string => `${name}@larkspur.example`

interface User {
  readonly superAdmin?: boolean
  readonly suspended?: boolean
  readonly lastLogin?: string
}

const people: { readonly [name: string]: User } = {
  'ada.stone': { superAdmin: true },
  'ben.okafor': {},
  'carla.ruiz': {},
  'elena.rossi': {},
  'farid.haddad': {},
  'henrik.berg': { suspended: true, lastLogin: '2026-02-02' },
}

function userRow(
  name: string,
  { superAdmin = false, suspended = false, lastLogin = '2026-11-20' }: User,
): Row & { primaryEmail: string } {
  return {
    kind: 'admin#directory#user',
    id: digits(`user ${name}`),
    primaryEmail: address(name),
    name: { fullName: name.replace('.', ' ') },
    isAdmin: superAdmin,
    isDelegatedAdmin: false,
    suspended,
    archived: false,
    lastLoginTime: `${lastLogin}T07:00:00.000Z`,
    creationTime: '2023-03-03T09:00:00.000Z',
    customerId,
    orgUnitPath: '/',
  }
}

interface Client {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly users: readonly string[]
  readonly granted: string
  readonly used?: string
  readonly anonymous?: boolean
}

const clientId = (word: string): string => `${digits(`client ${word}`, 12)}-${word}.apps.googleusercontent.com`

/** Unique ids of service accounts. */
export interface Acting {
  readonly archiver: string
  readonly muster: string
  readonly directory: string
}

/** What the Admin console shows under domain-wide delegation, as it is downloaded. */
export function delegationList({ archiver, muster }: Acting): string {
  const rows = [
    ['mail-archiver', archiver, [mail, calendar]],
    ['muster', muster, musterScopes],
  ] as const
  const lines = rows.map(([name, id, scopes]) => `${name},${id},"${scopes.join(',')}"`)
  return `${['Name,Client ID,Scopes', ...lines].join('\n')}\n`
}

export function workspaceOf(acting: Acting, expect: Expect): NonNullable<GivenGoogle['workspace']> {
  const clients: readonly Client[] = [
    {
      id: clientId('calendar'),
      name: 'Meeting Planner',
      scopes: [profile, calendar],
      users: ['ben.okafor', 'carla.ruiz'],
      granted: '2026-08-08',
      used: '2026-11-20',
    },
    {
      id: clientId('mailmerge'),
      name: 'Mail Merge Deluxe',
      scopes: [profile, mail],
      users: ['ben.okafor'],
      granted: '2026-07-07',
      used: '2026-11-19',
    },
    {
      id: clientId('backup'),
      name: 'Drive Backup',
      scopes: [drive],
      users: ['ada.stone'],
      granted: '2026-09-09',
      used: '2026-11-20',
    },
    {
      id: clientId('surveys'),
      name: 'Quick Surveys',
      scopes: [profile, calendar],
      users: ['carla.ruiz'],
      granted: '2026-06-16',
    },
    {
      id: clientId('tasks'),
      name: 'Task Board',
      scopes: [profile, calendar],
      users: ['henrik.berg', 'elena.rossi'],
      granted: '2026-06-10',
      used: '2026-11-18',
    },
    {
      id: 'anonymous',
      name: 'anonymous',
      scopes: [calendar],
      users: ['farid.haddad'],
      granted: '2026-10-10',
      used: '2026-11-15',
      anonymous: true,
    },
    {
      id: clientId('chatgpt'),
      name: 'ChatGPT',
      scopes: [profile, gmail],
      users: ['elena.rossi'],
      granted: '2026-10-01',
      used: '2026-11-20',
    },
  ]
  expect('gws-oauth-app-restricted-scope', clientId('mailmerge'), 'high')
  expect('gws-oauth-app-restricted-scope', clientId('backup'), 'high')
  expect('gws-oauth-app-restricted-scope', clientId('chatgpt'), 'high')
  expect('gws-oauth-app-admin-user', clientId('backup'), 'high')
  expect('gws-oauth-app-unused', clientId('surveys'), 'medium')
  expect('gws-oauth-grant-inactive-user', digits('user henrik.berg'), 'low')
  expect('gws-oauth-app-anonymous', 'anonymous', 'medium')
  expect('gws-ai-app-sensitive-scope', clientId('chatgpt'), 'high')
  expect('gws-api-access-unrestricted', customerId, 'medium')
  expect('gws-less-secure-apps', customerId, 'medium')
  expect('gws-service-account-admin-role', acting.directory, 'high')
  const asp = (codeId: number, name: string, created: string, used?: string): Row => ({
    kind: 'admin#directory#asp',
    codeId,
    name,
    creationTime: String(Date.parse(`${created}T09:00:00Z`)),
    lastTimeUsed: used === undefined ? '0' : String(Date.parse(`${used}T09:00:00Z`)),
    userKey: digits('user ada.stone'),
  })
  expect('gws-app-specific-password', `${digits('user ada.stone')}#asp#1`, 'high')
  return {
    customer: {
      kind: 'admin#directory#customer',
      id: customerId,
      customerDomain: 'larkspur.example',
      alternateEmail: 'it@larkspur.example',
    },
    domains: [{ kind: 'admin#directory#domain', domainName: 'larkspur.example', isPrimary: true, verified: true }],
    users: Object.entries(people).map(([name, user]) => userRow(name, user)),
    tokens: Object.fromEntries(
      Object.keys(people).map((name) => [
        address(name),
        clients
          .filter(({ users }) => users.includes(name))
          .map((client) => ({
            kind: 'admin#directory#token',
            clientId: client.id,
            displayText: client.name,
            anonymous: client.anonymous ?? false,
            nativeApp: false,
            userKey: digits(`user ${name}`),
            scopes: client.scopes,
          })),
      ]),
    ),
    asps: { [address('ada.stone')]: [asp(1, 'Scanner on the second floor', '2025-01-01', '2025-02-02')] },
    roles: [
      {
        kind: 'admin#directory#role',
        roleId: '9001',
        roleName: '_SEED_ADMIN_ROLE',
        isSystemRole: true,
        isSuperAdminRole: true,
        rolePrivileges: [],
      },
      {
        kind: 'admin#directory#role',
        roleId: '9002',
        roleName: '_USER_MANAGEMENT_ADMIN_ROLE',
        isSystemRole: true,
        isSuperAdminRole: false,
        rolePrivileges: [{ privilegeName: 'USERS_ALL', serviceId: '00haapch16h1ysv' }],
      },
    ],
    roleAssignments: [
      assignment('1', '9001', digits('user ada.stone'), 'user'),
      assignment('2', '9002', acting.directory, 'user'),
    ],
    activities: {
      token: clients.flatMap((client, index) => events(client, index)),
      admin: [
        activity('admin', 'ada.stone', '2026-10-01', 'AUTHORIZE_API_CLIENT_ACCESS', [
          { name: 'API_CLIENT_NAME', value: acting.muster },
          { name: 'API_SCOPES', value: musterScopes.join(',') },
        ]),
        activity('admin', 'ada.stone', '2026-09-01', 'AUTHORIZE_API_CLIENT_ACCESS', [
          { name: 'API_CLIENT_NAME', value: acting.archiver },
          { name: 'API_SCOPES', value: `${mail},${calendar}` },
        ]),
      ],
    },
    policies: [
      policy('api_controls.unconfigured_third_party_apps', { accessLevel: 'ALLOW_ALL_SCOPES' }),
      policy('api_controls.internal_apps', { trustInternalApps: true }),
      policy('security.less_secure_apps', { allowLessSecureApps: true }),
    ],
  }
}

function assignment(id: string, roleId: string, assignedTo: string, assigneeType: string): Row {
  return {
    kind: 'admin#directory#roleAssignment',
    roleAssignmentId: id,
    roleId,
    assignedTo,
    assigneeType,
    scopeType: 'CUSTOMER',
  }
}

function policy(type: string, value: Row): Row & { name: string } {
  return {
    name: `policies/${type.replaceAll('.', '-')}`,
    customer: `customers/${customerId}`,
    policyQuery: {
      query: "entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('larkspur'))",
      orgUnit: 'orgUnits/larkspur',
      sortOrder: 1,
    },
    setting: { type: `settings/${type}`, value },
    type: 'ADMIN',
  }
}

function events({ id, name, scopes, users, granted, used }: Client, index: number): readonly Row[] {
  const parameters = [
    { name: 'client_id', value: id },
    { name: 'app_name', value: name },
    { name: 'client_type', value: 'WEB' },
    { name: 'scope', multiValue: [...scopes] },
  ]
  return users.flatMap((user) => [
    activity('token', user, granted, 'authorize', parameters, index),
    ...(used === undefined ? [] : [activity('token', user, used, 'activity', parameters, index)]),
  ])
}

function activity(
  applicationName: string,
  user: string,
  day: string,
  event: string,
  parameters: readonly Row[],
  index = 0,
): Row {
  return {
    kind: 'admin#reports#activity',
    id: {
      time: `${day}T10:${String(index).padStart(2, '0')}:00.000Z`,
      uniqueQualifier: digits(`event ${user} ${day} ${event} ${index}`, 19),
      applicationName,
      customerId,
    },
    actor: { callerType: 'USER', email: address(user), profileId: digits(`user ${user}`) },
    events: [{ type: 'auth', name: event, parameters }],
  }
}
