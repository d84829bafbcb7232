/** One organization of Okta with at least one of everything that the connector reads, and canaries where secrets are. */
import { oktaEstateOf } from '../../fixtures/servers/okta/estate.ts'
import type { OktaEstate } from '../../fixtures/servers/okta/estate.ts'
import {
  agentRow,
  assertionRow,
  eventRow,
  grantRow,
  hookRow,
  keyRow,
  oidcRow,
  oktaCanary,
  roleRow,
  samlRow,
  secretRow,
  serviceRow,
  swaRow,
  tokenRow,
  userRow,
  vaultedRow,
} from '../../fixtures/servers/okta/rows.ts'

export const everythingId = '00oeverything'
export const musterApp = '0oamuster'
/** API tokens as they are sent, by whom. */
export const apiToken = `00${oktaCanary}-api-token`

export function everything(): OktaEstate {
  return oktaEstateOf({
    organization: {
      id: everythingId,
      companyName: 'Acme',
      subdomain: 'acme',
      created: '2020-01-02T08:30:00.000Z',
      phoneNumber: oktaCanary,
      status: 'ACTIVE',
    },
    features: ['ai-agents'],
    users: [
      userRow('00uada', { login: 'ada@acme.example', email: 'Ada@acme.example' }),
      userRow('00uben', { login: 'ben@acme.example', status: 'SUSPENDED', changed: '2026-10-01' }),
      userRow('00ucleo', { login: 'cleo@acme.example', status: 'DEPROVISIONED', changed: '2026-02-02' }),
      userRow('00udan', { login: 'dan@acme.example', status: 'DEPROVISIONED', changed: '2025-02-02', lastLogin: null }),
      userRow('00usvc', { login: 'svc-sync@acme.example', lastLogin: null }),
    ],
    apps: [
      oidcRow(musterApp, { label: 'Muster' }),
      oidcRow('0oasync', { label: 'Directory sync', auth: 'client_secret_post', created: '2023-04-01' }),
      oidcRow('0oaremote', { label: 'Remote keys', keysAt: `https://keys.acme.example/${oktaCanary}` }),
      oidcRow('0oaold', { label: 'Old job', status: 'INACTIVE', auth: 'client_secret_basic' }),
      oidcRow('0oashop', { label: 'Shop', type: 'web', auth: 'client_secret_basic' }),
      oidcRow('0oaspa', { label: 'Board', type: 'browser', auth: 'none', grants: ['implicit'] }),
      oidcRow('0oagpt', { label: 'Support agent', type: 'web' }),
      swaRow('0oaswa', 'Fax portal', 'SHARED_USERNAME_AND_PASSWORD'),
      swaRow('0oaown', 'Own portal', 'EDIT_USERNAME_AND_PASSWORD'),
      samlRow('0oasaml', 'Payroll'),
    ],
    secrets: {
      '0oasync': [secretRow('ocssync1', '2023-04-01'), secretRow('ocssync2', '2026-10-01', 'INACTIVE')],
      '0oashop': [secretRow('ocsshop', '2026-01-01')],
    },
    keys: {
      [musterApp]: [keyRow('pksmuster', '2026-03-02'), keyRow('pksenc', '2026-03-02', { use: 'enc' })],
      '0oagpt': [keyRow('pksgpt', '2026-04-02', { point: 1 })],
    },
    grants: {
      [musterApp]: [grantRow('oag1', 'okta.users.read', '00uada')],
      '0oasync': [
        grantRow('oag2', 'okta.users.manage', '00ucleo'),
        grantRow('oag3', 'okta.apps.manage', '00ucleo', 'REVOKED'),
        grantRow('oag4', 'okta.users.read', '00uada'),
        grantRow('oag5', 'okta.groups.manage', '00uben', 'REVOKED'),
      ],
    },
    clientRoles: {
      [musterApp]: [roleRow('ra1', 'READ_ONLY_ADMIN', 'CLIENT')],
      '0oasync': [
        roleRow('ra2', 'USER_ADMIN', 'CLIENT'),
        roleRow('ra3', 'APP_ADMIN', 'CLIENT'),
        roleRow('ra4', 'CUSTOM', 'CLIENT', { role: 'cr0desk', 'resource-set': 'iamset', label: 'Desk' }),
        roleRow('ra5', 'SUPER_ADMIN', 'CLIENT', { status: 'INACTIVE' }),
      ],
    },
    groupTargets: { ra2: [{ id: '00gstaff' }, { id: '00gguests' }] },
    apiTokens: [
      tokenRow('00Tsync', { name: 'sync', owner: '00usvc', created: '2026-10-01', used: '2026-11-20' }),
      tokenRow('00Told', {
        name: 'old',
        owner: '00uben',
        created: '2024-10-01',
        used: '2026-11-01',
        network: { connection: 'ANYWHERE' },
      }),
      tokenRow('00Tnever', { name: 'never', owner: '00uben', created: '2026-11-10' }),
    ],
    userRoles: {
      '00uada': [roleRow('ura1', 'SUPER_ADMIN', 'USER')],
      '00usvc': [roleRow('ura2', 'CUSTOM', 'GROUP', { role: 'cr0desk', 'resource-set': 'iamset', label: 'Desk' })],
    },
    roles: [
      {
        id: 'cr0desk',
        label: 'Desk',
        description: 'Resets passwords',
        permissions: [{ label: 'okta.users.read' }, { label: 'okta.users.credentials.resetPassword' }],
      },
      { id: 'cr0look', label: 'Look', description: 'Looks', permissions: [{ label: 'okta.users.read' }] },
    ],
    services: [serviceRow('0oavendor', 'Acme Log Export', '00ucleo', ['okta.logs.read', 'okta.users.read'])],
    serviceSecrets: { '0oavendor': [secretRow('ocsvendor', '2025-06-03')] },
    eventHooks: [
      hookRow('who1', { name: 'Joiners', host: 'hooks.acme.example', createdBy: '00uada' }),
      hookRow('who2', { name: 'Trial', host: 'trial.acme.example', verified: false, auth: 'none' }),
      hookRow('who3', { name: 'Keyed', host: 'keyed.acme.example', auth: 'none', keyed: true }),
    ],
    inlineHooks: [
      hookRow('cal1', { name: 'Claims', host: 'claims.acme.example', type: 'com.okta.oauth2.tokens.transform' }),
      hookRow('cal2', {
        name: 'Import',
        host: 'import.acme.example',
        type: 'com.okta.import.transform',
        auth: 'oauth',
      }),
    ],
    agents: [agentRow('wlp1', 'Support agent', '0oagpt'), agentRow('wlp2', 'Draft', undefined, 'STAGED')],
    agentKeys: { wlp1: [keyRow('pksagent', '2026-08-01', { point: 1 })] },
    connections: { wlp1: [assertionRow('mcn1', 'aus1', ['crm.write', 'crm.read']), vaultedRow('mcn2')] },
    appAccounts: [
      {
        id: 'a747a818-a4c4-4446-8a87-704216495a08',
        name: 'crm-sync',
        username: 'crm-sync@acme.example',
        description: oktaCanary,
        password: oktaCanary,
        containerOrn: 'orn:okta:idp:00oeverything:apps:salesforce:0oacrm',
        containerInstanceName: 'CRM',
        status: 'UNSECURED',
        created: '2026-05-02T08:30:00.000Z',
        ownerUserIds: ['00uada'],
        ownerGroupIds: ['00gstaff'],
      },
    ],
    userAccounts: [
      {
        id: 'b747a818',
        name: 'dan the robot',
        oktaUserId: '00udan',
        description: oktaCanary,
        ownerUserIds: ['00uada'],
      },
      { id: 'b747a819', name: 'nobody', oktaUserId: '00ugone', ownerUserIds: null, ownerGroupIds: null },
    ],
    logs: [
      eventRow('0oasync', '2026-11-19'),
      eventRow('0oasync', '2026-11-20', { result: 'FAILURE' }),
      eventRow(musterApp, '2026-11-21T09:00:00.000Z'),
      eventRow('0oavendor', '2026-06-01'),
      eventRow('wlp1', '2026-11-18', { agent: true, type: 'app.oauth2.token.grant.id_jag' }),
    ],
    tokens: { [apiToken]: '00usvc' },
  })
}
