import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCompany } from '../../../fixtures/company.ts'
import type { Company } from '../../../fixtures/company.ts'
import { scan } from '../../../test/support/scan.ts'
import type { Scanned } from '../../../test/support/scan.ts'
import { connector } from '../../connectors/gcp/index.ts'
import type { View } from '../../inventory/view.ts'
import { identityPage } from './identity.ts'

let company: Company
let scanned: Scanned
let view: View
beforeAll(async () => {
  company = await openCompany()
  scanned = await scan({
    connector,
    config: company.connectors['gcp'],
    env: company.variables,
    tier: 'creds',
    now: company.now,
  })
  const [organization] = scanned.collected.scopes
  view = scanned.view(organization!)
}, 60_000)
afterAll(() => company.close())

function page(name: string): string {
  const [identity] = [...view.identities()].filter((each) => each.name === name)
  return [...identityPage(view, identity!)].join('').replaceAll(/\s+/g, ' ')
}

test('what it holds is told with the place and the reason for which it weighs', () => {
  expect(page('Platform automation')).toContain(
    'Owner (roles/owner) over the folder Production Control (tier 0): resourcemanager.projects.setIamPolicy',
  )
})

test('who can become it, and of those whose time may be over with a doubt', () => {
  const text = page('Platform automation')
  expect(text).toContain('Nightly load holds roles/iam.serviceAccountTokenCreator')
  expect(text).toMatch(/migration@\S+ holds roles\/iam\.serviceAccountTokenCreator .* \(conditional\)/)
})

test('the way to control is told hop by hop', () => {
  const text = page('Nightly load')
  expect(text).toContain('it gets access tokens of platform-admin@')
  expect(text).toContain('muster path etl-loader@larkspur-data.iam.gserviceaccount.com')
  expect(page('report-nightly@larkspur-data.iam.gserviceaccount.com')).toContain(
    'Control of nothing beside what it holds',
  )
})

test('an agent is told as one, with what runs as it, and how it is turned off', () => {
  const text = page('Claims agent')
  expect(text).toContain('AI agent of Google')
  expect(text).toContain('Used by reasoning engine claims')
  expect(text).toContain('gcloud iam service-accounts disable claims-agent@')
})
