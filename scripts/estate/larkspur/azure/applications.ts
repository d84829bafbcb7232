/** Applications of Larkspur's tenant, each defect beside a twin that is as it should be. */
import { apiRows } from './rows.ts'
import type { TenantBuilder } from './builder.ts'
import { apis } from './apis.ts'
import { guid } from './ids.ts'
import { secretRow } from './secrets.ts'
import type { Expect } from '../github/company.ts'

/** A certificate that is well within its time, and in use. */
export const sound = { from: '2026-07-01', to: '2027-05-01', used: '2026-11-19' } as const

export function plantSecrets({ app }: TenantBuilder, expect: Expect): void {
  const secretOf = (name: string): string => guid(`secret ${name} 0`)

  app('invoice-export', { secrets: [{ from: '2026-01-05', to: '2026-06-30' }], certificates: [sound] })
  expect('entra-app-secret-expired-present', secretOf('invoice-export'), 'low')
  app('invoice-archive', { certificates: [sound] })

  app('warehouse-sync', { certificates: [{ from: '2026-06-10', to: '2026-12-06', used: '2026-11-18' }] })
  expect('entra-app-credential-expiring', guid('certificate warehouse-sync 0'), 'medium')
  app('warehouse-report', { certificates: [{ from: '2026-06-10', to: '2026-12-06', used: '2026-10-30' }, sound] })
  expect('entra-app-credential-expiring', guid('certificate warehouse-report 0'), 'medium')

  app('label-service', { secrets: [{ from: '2026-06-01', to: '2027-06-01', used: '2026-11-18' }] })
  expect('entra-app-secret-long-lived', secretOf('label-service'), 'medium')
  expect('entra-app-secret-in-use', secretOf('label-service'), 'low')
  app('label-preview', { secrets: [{ from: '2026-09-01', to: '2027-02-01', used: '2026-11-18' }] })
  expect('entra-app-secret-in-use', secretOf('label-preview'), 'low')

  app('fleet-telemetry', { certificates: [{ ...sound, from: '2026-03-01', used: '2026-05-04' }, sound] })
  expect('entra-app-credential-unused', guid('certificate fleet-telemetry 0'), 'medium')

  const old = { from: '2026-08-01', to: '2027-01-20' }
  app('partner-portal', {
    secrets: [
      { ...old, used: '2026-11-18' },
      { ...old, from: '2026-08-05', used: '2026-11-17' },
    ],
  })
  expect('entra-app-multiple-secrets', guid('app partner-portal'), 'medium')
  for (const index of [0, 1]) expect('entra-app-secret-in-use', guid(`secret partner-portal ${index}`), 'low')
  app('partner-feed', {
    secrets: [
      { ...old, used: '2026-11-18' },
      { ...old, from: '2026-11-16', used: '2026-11-17' },
    ],
  })
  for (const index of [0, 1]) expect('entra-app-secret-in-use', guid(`secret partner-feed ${index}`), 'low')
}

export function plantPrincipals(tenant: TenantBuilder, expect: Expect): void {
  const { app } = tenant
  const used = { from: '2026-08-01', to: '2027-01-20', used: '2026-11-18' } as const
  app('legacy-etl', {
    certificates: [sound],
    principal: {
      passwordCredentials: [secretRow(tenant, 'on legacy-etl', guid('app legacy-etl'), 'secret', used, 0)],
    },
  })
  expect('entra-sp-direct-credential', guid('secret on legacy-etl 0'), 'high')
  expect('entra-app-secret-in-use', guid('secret on legacy-etl 0'), 'low')
  const signing = {
    displayName: 'CN=Microsoft Azure Federated SSO Certificate',
    startDateTime: '2025-03-01T00:00:00Z',
    endDateTime: '2028-03-01T00:00:00Z',
    customKeyIdentifier: 'obLD1OX2obLD1OX2obLD1OX2obI=',
    type: 'AsymmetricX509Cert',
    key: null,
  }
  app('travel-booking', {
    principal: {
      preferredSingleSignOnMode: 'saml',
      preferredTokenSigningKeyThumbprint: 'A1B2C3D4E5F6A1B2C3D4E5F6A1B2C3D4E5F6A1B2',
      tags: ['WindowsAzureActiveDirectoryCustomSingleSignOnApplication', 'WindowsAzureActiveDirectoryIntegratedApp'],
      keyCredentials: [
        { ...signing, keyId: guid('saml sign'), usage: 'Sign' },
        { ...signing, keyId: guid('saml verify'), usage: 'Verify' },
      ],
      passwordCredentials: [
        {
          keyId: guid('saml sign'),
          displayName: null,
          startDateTime: '2025-03-01T00:00:00Z',
          endDateTime: '2028-03-01T00:00:00Z',
          customKeyIdentifier: 'obLD1OX2obLD1OX2obLD1OX2obI=',
          hint: null,
        },
      ],
    },
  })
}

export function plantGrants(tenant: TenantBuilder, people: { readonly [name: string]: string }, expect: Expect): void {
  const { app, permission, directoryRole, foreign, delegated } = tenant
  const held = { owners: [], certificates: [sound], application: { serviceManagementReference: 'CMDB-4711' } }

  permission(
    app('old-crm-sync', { certificates: [{ ...sound, used: undefined }], used: '2026-05-10' }),
    'orders',
    'Orders.Read',
  )
  expect('entra-sp-unused', guid('app old-crm-sync'), 'medium')
  permission(app('crm-sync', { certificates: [sound] }), 'orders', 'Orders.Read')
  app('Larkspur Orders API', { certificates: [sound], principal: apiRows(apis.orders) })

  permission(
    app('directory-janitor', { ...held, owners: [people['ben.okafor']!] }),
    'graph',
    'RoleManagement.ReadWrite.Directory',
  )
  expect('entra-app-tier0-graph-permission', guid('app directory-janitor'), 'critical')
  expect('entra-privileged-app-has-owners', guid('app directory-janitor'), 'critical')
  permission(app('directory-report', { certificates: [sound] }), 'graph', 'User.Read.All')

  directoryRole(app('role-reviewer', held), 'Privileged Role Administrator')
  expect('entra-sp-privileged-directory-role', guid('app role-reviewer'), 'high')
  directoryRole(app('address-book', { certificates: [sound] }), 'Directory Readers')

  // It may give any application a credential, and so become the janitor.
  permission(app('app-onboarding', held), 'graph', 'Application.ReadWrite.All')
  expect('entra-app-tier0-graph-permission', guid('app app-onboarding'), 'high')
  expect('entra-principal-path-to-admin', guid('app app-onboarding'), 'high')

  const elsewhere = guid('tenant of a vendor')
  permission(foreign('QuickDocs', elsewhere), 'graph', 'Files.Read.All')
  expect('entra-foreign-app-high-permission', guid('app QuickDocs'), 'medium')
  permission(foreign('Signature Service', elsewhere), 'graph', 'Sites.Selected')

  const unverified = { verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null } }
  delegated(foreign('MeetNotes', elsewhere, unverified), 'graph', 'User.Read Mail.Read offline_access', {
    principal: people['carla.ruiz']!,
  })
  expect('entra-foreign-app-unverified', guid('app MeetNotes'), 'medium')
  delegated(foreign('Calendar Helper', elsewhere), 'graph', 'User.Read Calendars.Read', {
    principal: people['carla.ruiz']!,
  })

  const everybodys = delegated(app('inbox-sorter', { certificates: [sound] }), 'graph', 'Mail.ReadWrite', {})
  expect('entra-delegated-grant-all-principals', everybodys, 'medium')
  delegated(app('profile-card', { certificates: [sound] }), 'graph', 'User.Read openid profile', {})

  permission(app('mail-archiver', held), 'graph', 'Mail.ReadWrite')
  expect('entra-app-exchange-unscoped', guid('app mail-archiver'), 'high')
}

export function plantRegistrations(
  { app }: TenantBuilder,
  people: { readonly [name: string]: string },
  expect: Expect,
): void {
  app('scan-archive', { owners: [people['henrik.berg']!], certificates: [sound] })
  expect('entra-app-owner-invalid', guid('app scan-archive'), 'high')
  expect('nhi-owner-departed', guid('app scan-archive'), 'high')
  app('quay-tracker', { owners: [people['nora.fields']!], certificates: [sound] })
  expect('entra-app-owner-invalid', guid('app quay-tracker'), 'high')
  app('pallet-counter', { owners: [people['ben.okafor']!, people['carla.ruiz']!], certificates: [sound] })

  app('orphan-job', { owners: [], certificates: [sound] })
  expect('entra-app-no-owner', guid('app orphan-job'), 'low')
  app('night-batch', {
    owners: [],
    certificates: [sound],
    application: { notes: 'Owned by the data team, data@larkspur.example' },
  })

  app('yard-board', {
    certificates: [sound],
    application: { web: { redirectUris: ['http://yard.larkspur.example/signin'] } },
  })
  expect('entra-app-redirect-uri-risky', guid('app yard-board'), 'high')
  app('yard-terminal', {
    application: {
      publicClient: { redirectUris: ['http://localhost'] },
      web: { redirectUris: ['https://yard.larkspur.example/signin'] },
    },
  })

  const many = { signInAudience: 'AzureADMultipleOrgs' }
  app('freight-market', {
    certificates: [sound],
    application: { ...many, servicePrincipalLockConfiguration: null },
    principal: many,
  })
  expect('entra-app-instance-lock-off', guid('app freight-market'), 'medium')
  app('freight-tracking', { certificates: [sound], application: many, principal: many })
}
