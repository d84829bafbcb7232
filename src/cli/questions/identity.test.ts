import { beforeAll, expect, test } from 'vitest'
import { companyNow, openCompany } from '../../../fixtures/company.ts'
import { scan } from '../../../test/support/scan.ts'
import type { Scanned } from '../../../test/support/scan.ts'
import { principalFor } from '../../analysis/effective/aws-access/index.ts'
import { usualLimits } from '../../analysis/effective/aws-reach/reach.ts'
import { routesFrom } from '../../analysis/effective/aws-reach/routes.ts'
import { connector } from '../../connectors/aws/index.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import { identityPage } from './identity.ts'
import { levelsIn, pathText } from './routes.ts'

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
    // ARNs stand alone on their lines, to be copied whole.
    const long = text.split('\n').filter((line) => line.length > 80 && !/^ *\S*arn:\S+$/.test(line))
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
  expect(named('vendor-backup')).toMatch(/s3 +read \(GetObject\) +on arn:aws:s3:::larkspur-reports\/\*/)
})

test('who comes in from outside, under which conditions', () => {
  expect(named('vendor-backup')).toMatch(
    /The account 999988887777 gets in under conditions\.\n +if StringEquals sts:ExternalId/,
  )
})

test('a service that gets in on behalf of others is not said to stay out', () => {
  expect(named('topic-mirror')).toMatch(
    /The service sns.amazonaws.com gets in under conditions\.\n +if StringEquals aws:SourceAccount 123456789012/,
  )
  expect(named('onprem-printer')).toContain('if StringEquals aws:PrincipalTag/x509Subject/CN')
})

test('an account that is trusted as a whole is told with who there may', () => {
  expect(named('integration-gateway')).toContain('there: role/integration-tests')
})

test('administrators by name, who first has to make itself one among them', () => {
  expect(named('release-signing').replaceAll(/\s+/g, ' ')).toContain(
    '11 administrators of the account: user/svc-tariff-import, role/account-bootstrap,',
  )
})

test('many who come by the same path are told of together', () => {
  expect(named('open-to-anyone')).toMatch(/user\/ada\.stone and \d+\s+more/)
})

test('who answers for it, and who it is as an agent', () => {
  const text = named('AmazonBedrockExecutionRoleForAgents_claims')
  expect(text).toContain('Owner     claims@larkspur.example (tag owner)')
  expect(text).toContain('AI        agent of Amazon Bedrock')
  expect(named('dispatcher-x1')).toContain('Acts as   arn:aws:iam::111122223333:role/agentcore-dispatcher')
})

test('a chain to another account', () => {
  expect(named('integration-tests').replaceAll(/\s+/g, ' ')).toContain('role/terraform-apply of 111122223333 (sts-001)')
})

test('a hop names the policies of the units that its own account stands under', () => {
  const tests = identities().find(({ name }) => name === 'integration-tests')!
  const view = scanned.view(tests.scope)
  const [chain] = routesFrom(view, principalFor(view, tests)!, 'admin', usualLimits)
  const [, first = '', second = ''] = [...pathText(chain!, 1, levelsIn(view))].join('').split(/Hop \d/)
  expect([first.includes('ou-lark-sand0001'), first.includes('ou-lark-work0001')]).toEqual([true, false])
  expect([second.includes('ou-lark-sand0001'), second.includes('ou-lark-work0001')]).toEqual([false, true])
})

test('the root user keeps to who it is', () => {
  expect(named('root')).toMatch(/Everything in account \d{12}, whatever the policies/)
  expect(named('root')).not.toContain('How to turn it off')
})

test('a user is turned off by its keys first, and deleted last', () => {
  const users = identities().flatMap((identity) => (identity.kind === 'iam-user' ? [page(identity)] : []))
  const [text = ''] = users.filter((each) => each.includes('Deactivate the access key'))
  const order = ['update-access-key', 'put-user-policy', 'delete-user '].map((command) => text.indexOf(command))
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect(order[0]).toBeGreaterThan(0)
})
