/** What a step of Microsoft’s that is refused does to the judgement: its own rules go blind and say so, and nothing else changes. */
import { beforeAll, describe, expect, test } from 'vitest'
import { companyDirectory, companyNow } from '../../fixtures/company.ts'
import { loadAzureEstate } from '../../fixtures/servers/azure/estate.ts'
import type { AzureEstate } from '../../fixtures/servers/azure/estate.ts'
import type { Fault } from '../../fixtures/servers/azure/faults.ts'
import { connector } from '../../src/connectors/azure/index.ts'
import { facetsOf } from '../../src/engine/facets.ts'
import { judge } from '../../src/engine/judge.ts'
import { openStore } from '../../src/inventory/store.ts'
import type { Finding, GapReason, RuleSummary, UnknownVerdict } from '../../src/model/index.ts'
import { rules } from '../../src/rules/index.ts'
import { settleRules } from '../../src/rules/settings.ts'
import { everything } from '../support/azure-everything.ts'
import { scanAzure, type AzureScanned } from '../support/azure-scan.ts'

const facets = facetsOf([connector.meta])
const { settings } = settleRules(rules, {})
const { steps } = connector.meta
const company = await loadAzureEstate(`${companyDirectory()}azure`)

interface Judged extends AzureScanned {
  readonly findings: readonly Finding[]
  readonly unknowns: readonly UnknownVerdict[]
  readonly rules: readonly RuleSummary[]
  /** Step -> what it asked. */
  readonly asked: ReadonlyMap<string, ReadonlySet<string>>
}

async function judged(estate: AzureEstate, faults: readonly Fault[] = []): Promise<Judged> {
  const store = openStore('sqlite::memory:')
  const asked = new Map<string, Set<string>>()
  try {
    const tenants = estate.tenants.map(({ tenantId }) => tenantId)
    const scanned = await scanAzure(
      { estate, faults, now: companyNow },
      {
        store,
        now: companyNow,
        config: { tenants },
        listener: (event) => {
          if (event.kind === 'called') asked.set(event.step, (asked.get(event.step) ?? new Set()).add(event.operation))
        },
      },
    )
    const findings: Finding[] = []
    const judgement = judge({
      connectionGaps: scanned.gaps.filter((gap) => gap.scope === gap.connector),
      store,
      facets,
      rules: settings,
      now: companyNow,
      clock: { now: () => 0 },
      listener: () => undefined,
      scopes: store.scopes(),
      found: (finding) => findings.push(finding),
    })
    return { ...scanned, ...judgement, findings, asked }
  } finally {
    store.close()
  }
}

/** What must not change: all that tells a finding from another, and how bad it is. */
function told({ findings }: Pick<Judged, 'findings'>, of: (rule: string) => boolean = () => true): readonly string[] {
  return findings
    .filter(({ ruleId }) => of(ruleId))
    .map(({ ruleId, subject, fingerprint, severity }) => `${ruleId} ${subject.id} ${fingerprint} ${severity}`)
    .toSorted()
}

const estates = { company, everything: everything() }
const whole = new Map<string, Judged>()
beforeAll(async () => {
  for (const [name, estate] of Object.entries(estates)) whole.set(name, await judged(estate))
}, 60_000)

const wholeOf = (estate: string): Judged => whole.get(estate) ?? expect.fail(`${estate} was not scanned`)

describe('seen whole', () => {
  test.each(Object.keys(estates))('%s: every step ends complete, or has nothing to ask', (name) => {
    const { coverage, collected } = wholeOf(name)
    expect(collected.bugs).toEqual([])
    expect(coverage.filter(({ status }) => status !== 'complete' && status !== 'skipped')).toEqual([])
  })
  test('what is planted is found, and no rule for lack of a facet says that it does not know', () => {
    const { findings, unknowns } = wholeOf('company')
    expect(findings.length).toBeGreaterThan(15)
    expect(unknowns).toEqual([])
  })
})

/** The bundled company gives most steps something to ask for; the small tenant gives it to the others. */
function estateFor(step: string): keyof typeof estates {
  return wholeOf('company').asked.has(step) ? 'company' : 'everything'
}

const refusals = [
  ['denied', 'denied'],
  ['unlicensed', 'unlicensed'],
  ['throttled', 'throttled'],
] as const satisfies readonly (readonly [Fault['kind'], GapReason])[]

describe.each(refusals)('%s', (kind, reason) => {
  test.each(steps.map(({ id, needs }) => [id, needs] as const))(
    '%s: its rules say unknown, the rest is as before',
    async (step, needs) => {
      const name = estateFor(step)
      const before = wholeOf(name)
      const operations = [...(before.asked.get(step) ?? [])]
      const blind = await judged(
        estates[name],
        operations.map((operation) => ({ kind, operation })),
      )
      expect(blind.collected.bugs).toEqual([])
      expectTold(blind, step, reason, needs)
      expectOthersAsBefore(blind, before, needs)
    },
  )
})

/** The step says why it lacks something, and by which permission it would have it. */
function expectTold(blind: Judged, step: string, reason: GapReason, needs: readonly string[]): void {
  const row = blind.coverage.find((each) => each.step === step)
  expect(['denied', 'failed', 'unlicensed', 'partial'], `${step} is ${row?.status}: ${row?.detail}`).toContain(
    row?.status,
  )
  const gaps = blind.gaps.filter((gap) => gap.step === step && gap.reason === reason)
  expect(gaps).not.toEqual([])
  if (reason !== 'denied') return
  expect(row?.missing.length).toBeGreaterThan(0)
  expect(row?.missing.filter((permission) => !needs.includes(permission))).toEqual([])
}

function expectOthersAsBefore(blind: Judged, before: Judged, needs: readonly string[]): void {
  const hidden = new Set(blind.gaps.flatMap((gap) => facets.of(gap.connector, gap.step)))
  const goesBlind = new Set(rules.filter(({ reads }) => reads.some((facet) => hidden.has(facet))).map(({ id }) => id))
  const saysUnknown = new Set(blind.unknowns.map(({ ruleId }) => ruleId))
  expect([...goesBlind].filter((rule) => !saysUnknown.has(rule))).toEqual([])
  expect(blind.rules.filter(({ id, pass }) => goesBlind.has(id) && pass > 0).map(({ id }) => id)).toEqual([])
  // A rule may look at a facet for some subjects only, and says for these alone what it misses.
  const others = blind.unknowns.filter(({ ruleId }) => !goesBlind.has(ruleId))
  expect(others.filter(({ missing }) => !missing.some((permission) => needs.includes(permission)))).toEqual([])
  for (const { ruleId } of others) goesBlind.add(ruleId)
  const known = new Set(before.findings.map(({ fingerprint }) => fingerprint))
  // A path that hangs on what was refused is told as possible.
  const added = blind.findings.filter(({ fingerprint }) => !known.has(fingerprint))
  expect(added.filter(({ confidence }) => confidence !== 'possible').map(({ message }) => message)).toEqual([])
  const seeing = (rule: string): boolean => !goesBlind.has(rule)
  expect(told(blind, seeing)).toEqual(told(before, seeing))
}
