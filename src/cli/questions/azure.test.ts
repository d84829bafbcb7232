import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCompany } from '../../../fixtures/company.ts'
import type { Company } from '../../../fixtures/company.ts'
import { scan } from '../../../test/support/scan.ts'
import type { Scanned } from '../../../test/support/scan.ts'
import { connector } from '../../connectors/azure/index.ts'
import { roleReach } from '../../analysis/effective/azure-actions/index.ts'
import { applicationPermissionTier, directoryRoleTier } from '../../analysis/effective/entra-tiers/index.ts'
import type { View } from '../../inventory/view.ts'
import type { AzureRoleFacts } from '../../model/facts/azure.ts'
import type { AppRoleFacts, DirectoryRoleFacts } from '../../model/facts/entra.ts'
import { identityPage } from './identity.ts'

let company: Company
let scanned: Scanned
let view: View
beforeAll(async () => {
  company = await openCompany()
  scanned = await scan({
    connector,
    config: company.connectors['azure'],
    env: company.variables,
    tier: 'creds',
    now: company.now,
  })
  const [tenant] = scanned.collected.scopes
  view = scanned.view(tenant!)
}, 60_000)
afterAll(() => company.close())

function page(name: string): string {
  const [identity] = [...view.identities()].filter((each) => each.name === name)
  return [...identityPage(view, identity!)].join('').replaceAll(/\s+/g, ' ')
}

test('what it holds is told with the reason for which it weighs', () => {
  expect(page('ci-pallet-simulator')).toContain(
    'Owner over the subscription larkspur-lab Control (tier 0): Microsoft.Authorization/roleAssignments/write (by *)',
  )
})

test('who can become it: owners of its registration, whoever writes applications, and tokens of others', () => {
  const text = page('ci-pallet-simulator')
  expect(text).toContain(
    'Tokens of https://token.actions.githubusercontent.com for repo:larkspur@4711/website@817:ref:refs/heads/main',
  )
  expect(text).toContain('ada.stone owns the registration of ci-pallet-simulator')
  expect(text).toContain('app-onboarding holds Application.ReadWrite.All')
  expect(text).toContain('Owner ada.stone')
})

test('the way to control is told hop by hop', () => {
  const text = page('fleet-operator')
  expect(text).toContain('it runs commands on build-runner, which runs as build-runner')
  expect(text).toContain('muster path')
  expect(page('yard-operator')).toContain('Control of nothing beside what it holds')
})

test('an agent is told with what it inherits, and by whom', () => {
  expect(page('support-inbox-agent')).toContain('Mail.Read of Microsoft Graph, through support-agents')
  expect(page('parcel-search-agent')).not.toContain('Mail.Read')
})

test('every role and permission of the tenant has a tier and a reason', () => {
  const ranked = [
    ...[...view.resources({ kind: 'directory-role' })].map(({ name, facts }) => ({
      name,
      ...directoryRoleTier(facts as DirectoryRoleFacts),
    })),
    ...[...view.resources({ kind: 'app-role' })].map(({ name, facts }) => {
      const { apiAppId, value } = facts as AppRoleFacts
      return { name, ...applicationPermissionTier({ apiAppId, value: typeof value === 'string' ? value : '' }) }
    }),
    ...[...view.resources({ kind: 'azure-role' })].map(({ name, facts }) => ({
      name,
      ...roleReach(facts as AzureRoleFacts),
    })),
  ]
  expect(ranked.length).toBeGreaterThan(20)
  for (const { tier, reason } of ranked) {
    expect(tier).not.toBe('')
    expect(reason).toMatch(/\.$/)
  }
  // Of Microsoft's own APIs none is left without a rank; the tenant's own API is said to be unknown.
  expect(ranked.filter(({ tier }) => tier === 'unranked').map(({ name }) => name)).toEqual(
    expect.arrayContaining([expect.stringContaining('Orders')]),
  )
})

test('it is turned off by what can be taken back first', () => {
  expect(page('fleet-operator')).toMatch(
    /az ad sp update --id [0-9a-f-]{36} --set accountEnabled=false .* az ad sp delete/,
  )
})
