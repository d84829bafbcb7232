import { beforeAll, expect, test } from 'vitest'
import { companyNow, openCompany } from '../../../fixtures/company.ts'
import { scan } from '../../../test/support/scan.ts'
import type { Scanned } from '../../../test/support/scan.ts'
import { connector } from '../../connectors/aws/index.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import { identityPage } from './identity.ts'

let scanned: Scanned
const views = new Map<string, View>()
const pages = new Map<string, string>()
beforeAll(async () => {
  const company = await openCompany()
  const { variables: env, connectors } = company
  for (const [name, value] of Object.entries(env)) process.env[name] = value
  try {
    scanned = await scan({ connector, config: connectors['aws'], env, tier: 'deep', now: companyNow })
  } finally {
    await company.close()
  }
}, 60_000)

function identities(): readonly Identity[] {
  return scanned.records.flatMap((record) => (record.type === 'identity' ? [record] : []))
}

function page(identity: Identity): string {
  const { id, scope } = identity
  const before = pages.get(id)
  if (before !== undefined) return before
  if (!views.has(scope)) views.set(scope, scanned.view(scope))
  const text = [...identityPage(views.get(scope)!, identity)].join('')
  pages.set(id, text)
  return text
}

const named = (name: string): string => page(identities().find((identity) => identity.name === name)!)

test('every identity of the company has a page that holds to eighty columns', () => {
  expect(identities().length).toBeGreaterThan(200)
  for (const identity of identities()) {
    const text = page(identity)
    expect(text).not.toMatch(/undefined|\[object|NaN/)
    // Commands and ARNs stand alone on their lines, to be copied whole.
    const long = text.split('\n').filter((line) => line.length > 80 && !/^ *(?:\$ |\S*arn:\S+$)/.test(line))
    expect(long).toEqual([])
    expect(text).toContain(identity.nativeId)
  }
}, 60_000)

test('an administrator, who gets there, and what would stop', () => {
  const text = named('account-bootstrap')
  expect(text).toContain('Everything in account 111122223333')
  expect(text).toContain('role/hotfix-bot → role/account-bootstrap (lambda-004)')
  expect(text).toContain('The service lambda.amazonaws.com gets in.')
  expect(text).toContain('1 workload would stop working')
})

test('what somebody may do, by service, level and scope', () => {
  expect(named('vendor-backup')).toMatch(/s3 +read \(GetObject\) +arn:aws:s3:::larkspur-reports\/\*/)
})

test('who comes in from outside, under which conditions', () => {
  expect(named('vendor-backup')).toMatch(
    /The account 999988887777 gets in under conditions\.\n +if StringEquals sts:ExternalId/,
  )
})

test('a chain to another account', () => {
  expect(named('integration-tests').replaceAll(/\s+/g, ' ')).toContain('role/terraform-apply of 111122223333 (sts-001)')
})

test('the root user keeps to who it is', () => {
  expect(named('root')).not.toContain('How to turn it off')
})

test('a user is turned off by its keys first, and deleted last', () => {
  const users = identities().flatMap((identity) => (identity.kind === 'iam-user' ? [page(identity)] : []))
  const [text = ''] = users.filter((each) => each.includes('Deactivate the access key'))
  const order = ['update-access-key', 'put-user-policy', 'delete-user '].map((command) => text.indexOf(command))
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect(order[0]).toBeGreaterThan(0)
})
