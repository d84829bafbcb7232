/** What a refused step does to the judgement: its own rules go blind and say so, and nothing else changes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { companyDirectory, companyNow } from '../../fixtures/company.ts'
import { loadEstate } from '../../fixtures/servers/aws/estate.ts'
import { startAwsServer } from '../../fixtures/servers/aws/server.ts'
import type { ServerOptions } from '../../fixtures/servers/aws/server.ts'
import { connector } from '../../src/connectors/aws/index.ts'
import { facetsOf } from '../../src/engine/facets.ts'
import { judge } from '../../src/engine/judge.ts'
import { openStore } from '../../src/inventory/store.ts'
import type { Finding, UnknownVerdict } from '../../src/model/index.ts'
import { rules } from '../../src/rules/index.ts'
import { settleRules } from '../../src/rules/settings.ts'
import { scan, type Scanned } from '../support/scan.ts'

const account = 'aws:account:111122223333'
const facets = facetsOf([connector.meta])
const { settings } = settleRules(rules, {})

interface Judged extends Scanned {
  readonly findings: readonly Finding[]
  readonly unknowns: readonly UnknownVerdict[]
}

const estate = await loadEstate(`${companyDirectory()}aws`)

/** Scans the production account through the organisation, and judges it. */
async function judged(options: Partial<ServerOptions> = {}): Promise<Judged> {
  const server = await startAwsServer({ estate, now: companyNow, ...options })
  const store = openStore('sqlite::memory:')
  try {
    const scanned = await scan({
      connector,
      store,
      tier: 'deep',
      config: { endpoint: server.url, region: 'eu-west-1', accounts: { include: ['111122223333'] }, organization: { externalIdEnv: 'MUSTER_EXTERNAL_ID' } },
      env: { MUSTER_EXTERNAL_ID: 'larkspur-external-id', AWS_ACCESS_KEY_ID: 'AKIALARKSPURDEMO0001', AWS_SECRET_ACCESS_KEY: 'demo' },
    })
    const findings: Finding[] = []
    const { unknowns } = judge({
      connectionGaps: scanned.gaps.filter((gap) => gap.scope === gap.connector),
      store, facets, rules: settings, now: companyNow, clock: { now: () => 0 }, listener: () => undefined,
      scopes: store.scopes(), found: (finding) => findings.push(finding),
    })
    return { ...scanned, findings, unknowns }
  } finally {
    store.close()
    await server.close()
  }
}

let whole: Judged
beforeAll(async () => {
  whole = await judged()
}, 60_000)
afterAll(() => undefined)

const told = (judgement: Judged, of: (rule: string) => boolean): string[] =>
  judgement.findings.filter((finding) => of(finding.ruleId)).map((finding) => `${finding.ruleId} ${finding.subject.id} ${finding.fingerprint} ${finding.severity}`).toSorted()

test('seen whole, nothing is unknown', () => {
  expect(whole.coverage.filter((row) => !['complete', 'skipped'].includes(row.status))).toEqual([])
  expect(whole.findings.length).toBeGreaterThan(25)
  expect(whole.unknowns).toEqual([])
})

/** Steps that ask something of their own in an account. */
const asking = connector.meta.steps.filter((step) => step.scopes.includes('account') && step.needs.length > 0)

test('most steps have something to ask for here; the others are put to the test by the conformance suites', () => {
  const quiet = asking.filter(({ id }) => !whole.coverage.some((row) => row.step === id && row.calls > 0)).map(({ id }) => id)
  expect(quiet.toSorted()).toEqual([
    'apprunner-services',
    'cloudformation-stacks',
    'eks-pod-identities',
    'identity',
    'membership',
    'sagemaker',
    'stack-sets',
    'virtual-mfa-devices',
  ])
})

test.for(asking.map((step) => [step.id, step.needs] as const))('%s refused: its rules say unknown, the rest is as before', async ([id, needs], { skip }) => {
  const asked = whole.coverage.find((row) => row.step === id && row.calls > 0)
  if (!asked) {
    skip('This account gives the step nothing to ask for, so nothing can be refused.')
    return
  }
  const faults = needs.map((need) => ({ kind: 'denied' as const, service: need.split(':')[0]!, operation: need.split(':')[1]! }))
  const blind = await judged({ faults })
  expect(blind.collected.bugs).toEqual([])
  const row = blind.coverage.find((each) => each.step === id && each.scope === asked.scope)
  expect(['denied', 'partial'], `${id} is ${row?.status}: ${row?.detail}`).toContain(row?.status)
  expect(row?.missing.length).toBeGreaterThan(0)
  for (const permission of row?.missing ?? []) expect(needs).toContain(permission)

  const hidden = new Set(blind.gaps.flatMap((gap) => facets.of(gap.connector, gap.step)))
  const goesBlind = new Set(rules.filter((rule) => rule.reads.some((facet) => hidden.has(facet))).map((rule) => rule.id))
  const unknowns = blind.unknowns.filter((verdict) => verdict.scope === account)
  const saysUnknown = new Set(unknowns.map((verdict) => verdict.ruleId))
  expect([...goesBlind].filter((rule) => !saysUnknown.has(rule))).toEqual([])
  // A rule may look at a facet for some subjects only, and says for these alone what it misses.
  const others = unknowns.filter((verdict) => !goesBlind.has(verdict.ruleId))
  expect(others.filter((verdict) => !verdict.missing.some((permission) => needs.some((need) => need === permission)))).toEqual([])
  for (const { ruleId } of others) goesBlind.add(ruleId)
  const before = new Set(whole.findings.map((finding) => finding.fingerprint))
  // A path that hangs on what was refused is told as possible, and names what is missing.
  const added = blind.findings.filter((finding) => !before.has(finding.fingerprint))
  expect(added.filter((finding) => finding.confidence !== 'possible').map((finding) => finding.message), 'a gap makes no sure finding').toEqual([])
  for (const { data } of added) expect(JSON.stringify(data), 'what is possible says what is missing').toMatch(/"missingFacts":\["/)
  const known = { ...blind, findings: blind.findings.filter((finding) => before.has(finding.fingerprint)) }
  expect(told(known, (rule) => !goesBlind.has(rule))).toEqual(told(whole, (rule) => !goesBlind.has(rule)))
})

test('organization refused: the step is denied, and the caller’s own account is read all the same', async () => {
  const blind = await judged({ faults: [{ kind: 'denied', service: 'organizations' }] })
  expect(blind.coverage.find((row) => row.step === 'organization')).toMatchObject({ status: 'denied', missing: ['organizations:DescribeOrganization'] })
  expect(blind.records.filter((record) => record.type === 'scope').map((scope) => scope.id)).toEqual(['aws:account:999999999999'])
  expect(blind.collected.bugs).toEqual([])
})

test('pages of another size and in another order give the same inventory', async () => {
  const shuffled = await judged({ pageSize: 7, shuffle: 42 })
  expect(JSON.stringify(shuffled.records)).toBe(JSON.stringify(whole.records))
  expect(JSON.stringify(shuffled.findings)).toBe(JSON.stringify(whole.findings))
})

test('what emulators leave out costs no finding', async () => {
  const plain = await judged({ style: 'plain' })
  expect(told(plain, () => true)).toEqual(told(whole, () => true))
})
