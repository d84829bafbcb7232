/** Applications that act as themselves, those that act for users, and forms that Okta fills. */
import type { GivenOkta, Row } from '../../../../fixtures/servers/okta/estate.ts'
import {
  eventRow,
  grantRow,
  keyRow,
  oidcRow,
  roleRow,
  samlRow,
  secretRow,
  swaRow,
} from '../../../../fixtures/servers/okta/rows.ts'
import type { Expect } from '../github/company.ts'
import { id, userId } from './people.ts'

type Apps = Pick<GivenOkta, 'apps' | 'secrets' | 'keys' | 'grants' | 'clientRoles' | 'groupTargets' | 'logs'>

interface Service {
  /** `.read` and `.manage` of the management API. */
  readonly scopes?: readonly string[]
  readonly by?: Parameters<typeof userId>[0]
  readonly auth?: string
  /** When its key or secret was made. */
  readonly made?: string
  /** null: not in the 90 days of the log. */
  readonly used?: string | null
  readonly role?: string
  readonly targets?: readonly string[]
  readonly bound?: boolean
}

/** What a service application stands in, list by list. */
export function plantApps(expect: Expect): Required<Apps> {
  const apps: Row[] = []
  const logs: Row[] = []
  const parts = { secrets: {}, keys: {}, grants: {}, clientRoles: {}, groupTargets: {} } as {
    readonly [list in 'secrets' | 'keys' | 'grants' | 'clientRoles' | 'groupTargets']: { [id: string]: readonly Row[] }
  }
  const service = (name: string, spec: Service): string => {
    const appId = id('0oa', name)
    const { auth = 'private_key_jwt', made = '2026-03-02', used = '2026-11-20', scopes = [], by = 'ada.stone' } = spec
    apps.push(oidcRow(appId, { label: name, auth, created: '2025-02-10', bound: spec.bound ?? true }))
    if (auth === 'private_key_jwt') parts.keys[appId] = [keyRow(id('pks', name), made)]
    else parts.secrets[appId] = [secretRow(id('ocs', name), made)]
    parts.grants[appId] = scopes.map((scope, index) => grantRow(`oag${name}${index}`, scope, userId(by)))
    if (spec.role !== undefined) parts.clientRoles[appId] = [roleRow(`ra-${name}`, spec.role, 'CLIENT')]
    if (spec.targets !== undefined) parts.groupTargets[`ra-${name}`] = spec.targets.map((group) => ({ id: group }))
    if (used !== null) logs.push(eventRow(appId, used))
    return appId
  }

  service('muster', { scopes: musterScopes, role: 'READ_ONLY_ADMIN' })
  // In order: it changes nothing but members of two groups, and somebody answers for it.
  service('group-mirror', {
    scopes: ['okta.groups.read'],
    role: 'GROUP_MEMBERSHIP_ADMIN',
    targets: ['00gparcel', '00gshop'],
  })

  const sync = service('hr-provisioning', { scopes: ['okta.users.manage'], role: 'USER_ADMIN', targets: ['00gstaff'] })
  expect('okta-service-app-manage-scopes', sync, 'high')
  const themes = service('login-themes', { scopes: ['okta.brands.manage'], role: 'READ_ONLY_ADMIN' })
  expect('okta-service-app-manage-scopes', themes, 'low')
  const audit = service('access-review', { scopes: ['okta.users.read', 'okta.groups.read'], role: 'SUPER_ADMIN' })
  expect('okta-service-app-admin-role', audit, 'medium')
  const platform = service('platform-terraform', { scopes: ['okta.apps.manage'], role: 'ORG_ADMIN' })
  expect('okta-service-app-admin-role', platform, 'high')
  expect('okta-service-app-manage-scopes', platform, 'high')
  const labels = service('label-printer', { auth: 'client_secret_post', made: '2026-08-01' })
  expect('okta-service-app-secret-auth', labels, 'medium')
  service('parcel-events', { made: '2024-06-01' })
  expect('okta-service-app-secret-old', id('pks', 'parcel-events'), 'medium')
  const fleet = service('fleet-import', { used: null })
  expect('okta-service-app-unused', fleet, 'medium')
  const rota = service('shift-planner', { scopes: ['okta.users.read'], by: 'henrik.berg' })
  expect('nhi-owner-departed', rota, 'medium')

  apps.push(
    oidcRow(id('0oa', 'parcel-portal'), { label: 'Parcel portal', type: 'web', auth: 'client_secret_basic' }),
    oidcRow(id('0oa', 'driver-app'), { label: 'Driver app', type: 'native', auth: 'none' }),
    oidcRow(id('0oa', 'dispatch-board'), {
      label: 'Dispatch board',
      type: 'browser',
      auth: 'none',
      grants: ['authorization_code', 'implicit'],
    }),
    oidcRow(id('0oa', 'plugin'), {
      label: 'Okta Browser Plugin',
      name: 'okta_browser_plugin',
      type: 'browser',
      auth: 'none',
      grants: ['implicit'],
    }),
    oidcRow(id('0oa', 'depot-kiosk'), {
      label: 'Depot kiosk',
      type: 'browser',
      auth: 'none',
      grants: ['implicit'],
      status: 'INACTIVE',
    }),
    oidcRow(id('0oa', 'support-assistant'), { label: 'Support assistant', type: 'web', created: '2026-07-20' }),
    swaRow(id('0oa', 'customs-portal'), 'Customs portal', 'SHARED_USERNAME_AND_PASSWORD'),
    swaRow(id('0oa', 'tyre-shop'), 'Tyre shop', 'EDIT_USERNAME_AND_PASSWORD'),
    swaRow(id('0oa', 'old-fax'), 'Old fax', 'SHARED_USERNAME_AND_PASSWORD', 'INACTIVE'),
    samlRow(id('0oa', 'payroll'), 'Payroll'),
  )
  parts.secrets[id('0oa', 'parcel-portal')] = [
    secretRow(id('ocs', 'parcel-portal'), '2026-05-04'),
    secretRow(id('ocs', 'parcel-older'), '2023-05-04', 'INACTIVE'),
  ]
  parts.keys[id('0oa', 'support-assistant')] = [keyRow(id('pks', 'support-assistant'), '2026-07-20', { point: 1 })]
  expect('okta-oidc-legacy-grant', id('0oa', 'dispatch-board'), 'medium')
  expect('okta-swa-shared-credential', id('0oa', 'customs-portal'), 'high')
  return { apps, logs, ...parts }
}

export const musterScopes = [
  'okta.aiAgents.read',
  'okta.apiTokens.read',
  'okta.appGrants.read',
  'okta.apps.read',
  'okta.eventHooks.read',
  'okta.inlineHooks.read',
  'okta.logs.read',
  'okta.oauthIntegrations.read',
  'okta.orgs.read',
  'okta.roles.read',
  'okta.users.read',
]
