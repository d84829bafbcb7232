/** One customer of Workspace with at least one of everything that the connector reads, and canaries where secrets are. */
import { googleEstateOf } from '../../fixtures/servers/google/estate.ts'
import type { GoogleEstate, GoogleWorkspace, Row } from '../../fixtures/servers/google/estate.ts'

export const customerId = 'C0acme'
export const workspaceCanary = 'MUSTERCANARYworkspace'
export const adminEmail = 'ada@acme.example'

const ids = {
  ada: '100000000000000000011',
  ben: '100000000000000000012',
  cleo: '100000000000000000013',
  dan: '100000000000000000014',
}
export type Person = keyof typeof ids
export const userIdOf = (person: Person): string => ids[person]
export const emailOf = (person: Person): string => `${person}@acme.example`
export const robotNumber = '100000000000000000091'

export const clientOf = (name: string): string => `555000111222-${name}.apps.googleusercontent.com`
export const scopeOf = (name: string): string => `https://www.googleapis.com/auth/${name}`

export function user(person: Person, more: Row = {}): Row & { readonly primaryEmail: string } {
  return {
    kind: 'admin#directory#user',
    id: ids[person],
    primaryEmail: emailOf(person),
    customerId,
    name: { fullName: workspaceCanary },
    recoveryEmail: `${workspaceCanary}@home.example`,
    isAdmin: false,
    isDelegatedAdmin: false,
    suspended: false,
    archived: false,
    lastLoginTime: '2026-11-20T07:00:00.000Z',
    creationTime: '2023-03-03T09:00:00.000Z',
    ...more,
  }
}

interface Said {
  readonly time: string
  readonly by: Person
  readonly parameters?: readonly Row[]
  readonly more?: Row
  readonly actor?: Row
}

export function activity(
  application: string,
  name: string,
  { time, by, parameters = [], more = {}, actor = {} }: Said,
): Row {
  return {
    kind: 'admin#reports#activity',
    id: {
      time,
      uniqueQualifier: `${time} ${by} ${name} ${JSON.stringify(parameters).length}`,
      applicationName: application,
      customerId,
    },
    actor: { callerType: 'USER', email: emailOf(by), profileId: ids[by], ...actor },
    ipAddress: '203.0.113.9',
    events: [{ type: 'auth', name, parameters: [...parameters, { name: 'something', value: workspaceCanary }] }],
    ...more,
  }
}

interface Consent {
  readonly client: string
  readonly by: Person
  readonly scopes?: readonly string[]
  readonly time?: string
  readonly name?: 'authorize' | 'revoke' | 'activity'
  readonly app?: string
  readonly more?: Row
  readonly actor?: Row
}

export function consent({
  client,
  by,
  scopes = ['openid'],
  time = '2026-10-01T10:00:00.000Z',
  name = 'authorize',
  app = client,
  more,
  actor,
}: Consent): Row {
  return activity('token', name, {
    time,
    by,
    parameters: [
      { name: 'client_id', value: /^\d+$/.test(client) ? client : clientOf(client) },
      { name: 'app_name', value: app },
      { name: 'client_type', value: 'WEB' },
      { name: 'scope', multiValue: scopes },
    ],
    ...(more === undefined ? {} : { more }),
    ...(actor === undefined ? {} : { actor }),
  })
}

export function delegation(
  client: string,
  scopes: readonly string[],
  time = '2026-09-01T10:00:00.000Z',
  name = 'AUTHORIZE_API_CLIENT_ACCESS',
): Row {
  return activity('admin', name, {
    time,
    by: 'ada',
    parameters: [
      { name: 'API_CLIENT_NAME', value: client },
      { name: 'API_SCOPES', multiValue: scopes },
    ],
  })
}

export function token(client: string, scopes: readonly string[], more: Row = {}): Row {
  return {
    kind: 'admin#directory#token',
    clientId: clientOf(client),
    displayText: client,
    anonymous: false,
    nativeApp: false,
    scopes,
    ...more,
  }
}

export function policy(type: string, value: Row, orgUnit = 'top'): Row & { readonly name: string } {
  return {
    name: `policies/${type}-${orgUnit}`,
    customer: `customers/${customerId}`,
    policyQuery: {
      query: `entity.org_units.exists(u, u.org_unit_id == orgUnitId('${orgUnit}'))`,
      orgUnit: `orgUnits/${orgUnit}`,
      sortOrder: 1,
    },
    setting: { type: `settings/${type}`, value },
    type: 'ADMIN',
  }
}

export const fullWorkspace: GoogleWorkspace = {
  customer: {
    kind: 'admin#directory#customer',
    id: customerId,
    customerDomain: 'acme.example',
    customerCreationTime: '2019-01-01T00:00:00.000Z',
    phoneNumber: workspaceCanary,
  },
  domains: [
    { domainName: 'other.example', isPrimary: false, verified: true },
    { domainName: 'acme.example', isPrimary: true, verified: true },
  ],
  users: [
    user('ada', { isAdmin: true }),
    user('ben', { isDelegatedAdmin: true }),
    user('cleo', {
      lastLoginTime: '1970-01-01T00:00:00.000Z',
      aliases: ['C.Old@acme.example'],
      nonEditableAliases: ['cleo@acme.example.test-google-a.com'],
    }),
    user('dan', { suspended: true }),
  ],
  tokens: {
    [emailOf('ada')]: [token('mail-merge', ['openid', 'https://mail.google.com/'])],
    [emailOf('cleo')]: [token('planner', [scopeOf('calendar')]), token('old', [scopeOf('drive')], { anonymous: true })],
    [emailOf('dan')]: [token('planner', [scopeOf('calendar')])],
  },
  asps: {
    [emailOf('ada')]: [
      {
        codeId: 1,
        name: 'Scanner',
        creationTime: '1735722000000',
        lastTimeUsed: '1738486800000',
        password: workspaceCanary,
      },
    ],
    [emailOf('cleo')]: [{ codeId: 2, name: 'Mail', creationTime: '1735722000', lastTimeUsed: '0' }],
  },
  roles: [
    { roleId: '1', roleName: '_SEED_ADMIN_ROLE', isSystemRole: true, isSuperAdminRole: true },
    { roleId: '2', roleName: 'Readers', rolePrivileges: [{ privilegeName: 'USERS_RETRIEVE', serviceId: 'x' }] },
    { roleId: '3', roleName: 'Help', rolePrivileges: [{ privilegeName: 'USERS_UPDATE', serviceId: 'x' }] },
  ],
  roleAssignments: [
    { roleAssignmentId: '11', roleId: '1', assignedTo: ids.ada, assigneeType: 'user', scopeType: 'CUSTOMER' },
    { roleAssignmentId: '12', roleId: '3', assignedTo: robotNumber, assigneeType: 'user', scopeType: 'CUSTOMER' },
    {
      roleAssignmentId: '13',
      roleId: '3',
      assignedTo: ids.ben,
      assigneeType: 'user',
      scopeType: 'ORG_UNIT',
      orgUnitId: 'ou1',
    },
    { roleAssignmentId: '14', roleId: '2', assignedTo: 'helpers', assigneeType: 'group', scopeType: 'CUSTOMER' },
  ],
  privileges: [],
  activities: {
    token: [
      consent({ client: 'mail-merge', by: 'ada', scopes: ['openid', 'https://mail.google.com/'] }),
      consent({ client: 'planner', by: 'cleo', scopes: [scopeOf('calendar')], time: '2026-08-01T10:00:00.000Z' }),
      consent({ client: 'gone', by: 'cleo', scopes: [scopeOf('drive')], time: '2026-08-02T10:00:00.000Z' }),
      consent({ client: 'gone', by: 'cleo', name: 'revoke', time: '2026-08-03T10:00:00.000Z' }),
      consent({ client: robotNumber, by: 'cleo', scopes: [scopeOf('drive')], time: '2026-11-01T10:00:00.000Z' }),
      consent({ client: 'planner', by: 'cleo', name: 'activity', time: '2026-11-19T10:00:00.000Z' }),
      consent({
        client: 'mail-merge',
        by: 'ada',
        name: 'activity',
        time: '2026-11-18T10:00:00.000Z',
        more: { isAgenticAction: true },
        actor: {
          applicationInfo: { oauthClientId: clientOf('mail-merge'), applicationName: 'Mail Merge' },
          agentAttributionInfo: { agentId: 'a1', agentName: 'Merger', agentOwner: { email: emailOf('ben') } },
        },
      }),
    ],
    admin: [
      delegation('100000000000000000092', [scopeOf('gmail.send')]),
      delegation('100000000000000000093', [scopeOf('drive')]),
      delegation('100000000000000000093', [scopeOf('drive')], '2026-09-02T10:00:00.000Z', 'REMOVE_API_CLIENT_ACCESS'),
    ],
    gemini_in_workspace_apps: [
      activity('gemini_in_workspace_apps', 'feature_utilization', { time: '2026-11-17T10:00:00.000Z', by: 'cleo' }),
    ],
  },
  policies: [
    policy('api_controls.unconfigured_third_party_apps', { accessLevel: 'BLOCK_ALL_SCOPES' }),
    policy('api_controls.unconfigured_third_party_apps', { accessLevel: 'ALLOW_SIGN_IN_ONLY' }, 'sales'),
    policy('api_controls.internal_apps', { trustInternalApps: true }),
    policy('security.less_secure_apps', { allowLessSecureApps: false }),
    policy('gmail.auto_forwarding', { enableAutoForwarding: workspaceCanary }),
  ],
}

export function everything(more: Partial<GoogleWorkspace> = {}): GoogleEstate {
  return googleEstateOf({
    workspace: { ...fullWorkspace, ...more },
    groups: [
      {
        name: 'groups/helpers',
        email: 'helpers@acme.example',
        members: [
          { preferredMemberKey: { id: emailOf('ben') }, type: 'USER' },
          { preferredMemberKey: { id: 'sync@acme-it.iam.gserviceaccount.com' }, type: 'SERVICE_ACCOUNT' },
        ],
      },
    ],
  })
}
