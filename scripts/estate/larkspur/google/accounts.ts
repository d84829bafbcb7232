/** Service accounts, their keys, and who may become them. */
import type { Expect } from '../github/company.ts'
import type { OrganizationBuilder } from './builder.ts'
import { folders, organization, projectResource } from './ids.ts'

const tokenCreator = 'roles/iam.serviceAccountTokenCreator'
const of = (email: string): string => `serviceAccount:${email}`

export function plantKeys({ account, key, onProject }: OrganizationBuilder, expect: Expect): void {
  const fresh = account('prod', 'billing-export', { used: '2026-11-20', displayName: 'Billing export' })
  onProject('prod', 'roles/bigquery.jobUser', [of(fresh)])
  expect(
    'gcp-sa-key-user-managed',
    key(fresh, { from: '2026-11-10', until: '2027-01-10', used: '2026-11-20' }),
    'medium',
  )

  const idle = account('data', 'legacy-sync', { used: '2026-11-18' })
  onProject('data', 'roles/pubsub.publisher', [of(idle)])
  const left = key(idle, { from: '2026-06-01' })
  expect('gcp-sa-key-user-managed', left, 'medium')
  expect('gcp-sa-key-rotation-overdue', left, 'medium')
  expect('gcp-sa-key-no-expiry', left, 'low')
  expect('gcp-sa-key-unused', left, 'medium')

  // Switched off, and its key with it.
  const retired = account('data', 'old-reporting', { disabled: true })
  key(retired, { from: '2023-01-01', disabled: true })
  onProject('data', 'roles/bigquery.dataViewer', [of(retired)])
  expect('gcp-sa-disabled-with-grants', retired, 'low')
  account('data', 'older-reporting', { disabled: true })
}

export function plantAccounts(
  { account, onAccount, onProject, onContainer, key, defaultAccount }: OrganizationBuilder,
  expect: Expect,
): string {
  const unused = account('prod', 'inventory-export')
  onProject('prod', 'roles/storage.objectCreator', [of(unused)])
  expect('gcp-sa-unused', unused, 'medium')
  const recent = account('prod', 'inventory-import', { created: '2026-11-15' })
  onProject('prod', 'roles/storage.objectCreator', [of(recent)])

  // A key of years becomes the owner of a folder by one more step.
  const platform = account('prod', 'platform-admin', { used: '2026-11-20', displayName: 'Platform automation' })
  onContainer(folders.production, 'roles/owner', [of(platform)])
  expect('gcp-sa-admin', platform, 'critical')
  const loader = account('data', 'etl-loader', { used: '2026-11-20', displayName: 'Nightly load' })
  onProject('data', 'roles/bigquery.jobUser', [of(loader)])
  onAccount(platform, tokenCreator, [of(loader)])
  expect('gcp-sa-path-to-admin', loader, 'high')
  const old = key(loader, { from: '2024-03-01', used: '2026-11-20' })
  expect('gcp-sa-key-user-managed', old, 'high')
  expect('gcp-sa-key-rotation-overdue', old, 'high')
  expect('gcp-sa-key-no-expiry', old, 'low')
  // Its twins: the same step to somebody harmless, and one that ended.
  const reader = account('data', 'report-reader', { used: '2026-11-20' })
  onProject('data', 'roles/bigquery.dataViewer', [of(reader)])
  const nightly = account('data', 'report-nightly', { used: '2026-11-20' })
  onAccount(reader, tokenCreator, [of(nightly)])
  const migration = account('data', 'migration', { used: '2026-11-02' })
  onAccount(platform, tokenCreator, [of(migration)], {
    title: 'until the move is over',
    expression: "request.time < timestamp('2026-06-30T00:00:00Z')",
  })

  const lab = defaultAccount('lab', { used: '2026-11-20' })
  onProject('lab', 'roles/editor', [of(lab)])
  expect('gcp-default-sa-privileged', lab, 'high')
  // What it may run there may run as the owner that lives there.
  expect('gcp-sa-path-to-admin', lab, 'high')
  const prod = defaultAccount('prod', { used: '2026-11-20' })
  onProject('prod', 'roles/logging.logWriter', [of(prod)])

  const orchestrator = account('ai', 'orchestrator', { used: '2026-11-20' })
  onProject('ai', tokenCreator, [of(orchestrator)])
  expect('gcp-sa-impersonation-broad', orchestrator, 'high')
  const kiosk = account('lab', 'kiosk', { used: '2026-11-20' })
  onAccount(kiosk, tokenCreator, ['allAuthenticatedUsers'])
  onProject('lab', 'roles/storage.objectViewer', [of(kiosk)])
  expect('gcp-sa-public-impersonation', kiosk, 'critical')

  onProject('data', 'roles/bigquery.dataViewer', ['serviceAccount:sync@quayside-consulting.iam.gserviceaccount.com'])
  expect('gcp-sa-external-principal', projectResource('data'), 'high')
  onProject('data', 'roles/bigquery.jobUser', [of(nightly), 'group:analysts@larkspur.example'])
  onProject('prod', 'roles/compute.serviceAgent', [
    'serviceAccount:service-810000000001@compute-system.iam.gserviceaccount.com',
  ])

  const scanner = account('security', 'muster', {
    used: '2026-11-21',
    description: 'Inventory of non-human identities',
  })
  onContainer(organization, `${organization}/roles/musterReader`, [of(scanner)])
  return scanner
}
