/** What a step of Google Cloud that is refused does to the judgement: its own rules go blind and say so, and nothing else changes. */
import { beforeAll, describe, expect, test } from 'vitest'
import { companyDirectory, companyNow } from '../../fixtures/company.ts'
import { loadGoogleEstate } from '../../fixtures/servers/google/estate.ts'
import type { GoogleEstate } from '../../fixtures/servers/google/estate.ts'
import type { Fault } from '../../fixtures/servers/google/faults.ts'
import { connector } from '../../src/connectors/gcp/index.ts'
import { facetsOf } from '../../src/engine/facets.ts'
import { judge } from '../../src/engine/judge.ts'
import { openStore } from '../../src/inventory/store.ts'
import type { Finding, GapReason, RuleSummary, UnknownVerdict } from '../../src/model/index.ts'
import { severities } from '../../src/model/index.ts'
import { rules } from '../../src/rules/index.ts'
import { settleRules } from '../../src/rules/settings.ts'
import { everything } from '../support/gcp-everything.ts'
import { scanGoogle, type GoogleScanned } from '../support/google-scan.ts'

const facets = facetsOf([connector.meta])
const { settings } = settleRules(rules, {})
// What Cloud Asset is and what it alone tells of is asked by others, or not at all.
const steps = connector.meta.steps.filter(({ id }) => id !== 'asset-inventory' && id !== 'resource-policies')
const company = await loadGoogleEstate(`${companyDirectory()}google`)

interface Judged extends GoogleScanned {
  readonly findings: readonly Finding[]
  readonly unknowns: readonly UnknownVerdict[]
  readonly rules: readonly RuleSummary[]
  /** Step -> what it asked. */
  readonly asked: ReadonlyMap<string, ReadonlySet<string>>
}

async function judged(estate: GoogleEstate, faults: readonly Fault[] = []): Promise<Judged> {
  const store = openStore('sqlite::memory:')
  const asked = new Map<string, Set<string>>()
  try {
    const scanned = await scanGoogle(
      { estate, faults, now: companyNow },
      {
        store,
        now: companyNow,
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

/** What must not change: all that tells a finding from another. */
function told({ findings }: Pick<Judged, 'findings'>, of: (rule: string) => boolean = () => true): readonly string[] {
  return findings
    .filter(({ ruleId }) => of(ruleId))
    .map(({ ruleId, subject, fingerprint }) => `${ruleId} ${subject.id} ${fingerprint}`)
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
  test('what is planted is found, and what is not known lacks Workspace, or is a use that Google does not tell', () => {
    const { findings, unknowns } = wholeOf('company')
    expect(findings.length).toBeGreaterThan(20)
    expect(unknowns.map(({ ruleId, missing }) => `${ruleId}: ${missing.join(', ')}`)).toEqual([
      'gcp-domain-wide-delegation: google-workspace.delegations',
      expect.stringMatching(/^gcp-sa-unused: use of GOOG1E/),
    ])
  })
})

/** The bundled company gives most steps something to ask for; the small organization gives it to the others. */
function estateFor(step: string): keyof typeof estates {
  return wholeOf('company').asked.has(step) ? 'company' : 'everything'
}

/** What is asked in place of a question that is refused. */
const instead: readonly (readonly [pattern: RegExp, operations: readonly string[]])[] = [
  [/^policyanalyzer\.organizations/, ['policyanalyzer.projects.locations.activityTypes.activities.query']],
  [/ReasoningEngine$/, ['aiplatform.projects.locations.reasoningEngines.list']],
  [/AuthProvider$/, ['agentidentity.projects.locations.authProviders.list']],
  [
    /cloudresourcemanager/,
    ['folders.search', 'projects.search', 'organizations.testIamPermissions'].map(
      (method) => `cloudresourcemanager.${method}`,
    ),
  ],
  [/PolicyV2$/, ['iam.policies.listPolicies']],
  [/PrincipalAccessBoundaryPolicy$/, ['iam.organizations.locations.principalAccessBoundaryPolicies.list']],
]

function struck(before: Judged, step: string, kind: Fault['kind']): readonly Fault[] {
  const operations = [...(before.asked.get(step) ?? [])]
  const others = operations.flatMap((operation) =>
    instead.flatMap(([pattern, own]) => (pattern.test(operation) ? own : [])),
  )
  return [...operations, ...others].map((operation) => ({ kind, operation }))
}

const refusals = [
  ['denied', 'denied'],
  ['disabled', 'unsupported'],
  ['quota', 'throttled'],
  ['perimeter', 'denied'],
] as const satisfies readonly (readonly [Fault['kind'], GapReason])[]

describe.each(refusals)('%s', (kind, reason) => {
  test.each(steps.map(({ id, needs }) => [id, needs] as const))(
    '%s: its rules say unknown, the rest is as before',
    async (step, needs) => {
      const name = estateFor(step)
      const before = wholeOf(name)
      const blind = await judged(estates[name], struck(before, step, kind))
      expect(blind.collected.bugs).toEqual([])
      expectTold(blind, step, reason, needs)
      expectOthersAsBefore(blind, before, reason, needs)
    },
  )
})

test('without Security Command Center what roles were used for is not known above projects, and that is no denial', async () => {
  const before = wholeOf('company')
  const blind = await judged({ ...company, features: [] })
  expectTold(blind, 'insights', 'unlicensed', ['recommender.iamPolicyInsights.list'])
  expect(blind.coverage.filter(({ missing }) => missing.length > 0)).toEqual([])
  expect(blind.gaps.map(({ detail }) => detail).join(' ')).toContain('It takes Security Command Center Premium')
  expectOthersAsBefore(blind, before, 'unlicensed', ['recommender.iamPolicyInsights.list'])
})

/** The step says why it lacks something, and by which permission it would have it. */
function expectTold(blind: Judged, step: string, reason: GapReason, needs: readonly string[]): void {
  const row = blind.coverage.find((each) => each.step === step)
  expect(
    ['denied', 'failed', 'unlicensed', 'unsupported', 'partial'],
    `${step} is ${row?.status}: ${row?.detail}`,
  ).toContain(row?.status)
  const gaps = blind.gaps.filter((gap) => gap.step === step && gap.reason === reason)
  expect(gaps).not.toEqual([])
  expect((row?.missing.length ?? 0) > 0).toBe(reason === 'denied')
  expect(row?.missing.filter((permission) => !needs.includes(permission))).toEqual([])
}

function expectOthersAsBefore(blind: Judged, before: Judged, reason: GapReason, needs: readonly string[]): void {
  const hidden = new Set(blind.gaps.flatMap((gap) => facets.of(gap.connector, gap.step)))
  const reads = (facet: string): boolean => hidden.has(facet)
  const goesBlind = new Set(rules.filter((rule) => rule.reads.some(reads)).map(({ id }) => id))
  expect(blind.rules.filter(({ id, pass }) => goesBlind.has(id) && pass > 0).map(({ id }) => id)).toEqual([])
  // A rule that has subjects says that it does not know, or finds what it finds.
  const speaks = new Set([...blind.unknowns, ...blind.findings].map(({ ruleId }) => ruleId))
  expect([...goesBlind].filter((rule) => !speaks.has(rule) && passedOrFailed(before, rule))).toEqual([])
  // A rule may look at a facet for some subjects only, and says for these alone what it misses.
  const alwaysUnknown = new Set(before.unknowns.map(words))
  const others = blind.unknowns.filter(
    (unknown) => !goesBlind.has(unknown.ruleId) && !alwaysUnknown.has(words(unknown)),
  )
  const explained = ({ because, missing }: UnknownVerdict): boolean =>
    reason === 'denied' ? missing.some((permission) => needs.includes(permission)) : because === reason
  expect(others.filter((unknown) => !explained(unknown))).toEqual([])
  for (const { ruleId } of others) goesBlind.add(ruleId)
  const known = new Set(before.findings.map(({ fingerprint }) => fingerprint))
  // A path that hangs on what was refused is told as possible; a project whose id nobody tells goes by its number.
  const added = blind.findings.filter(
    ({ fingerprint, message }) => !known.has(fingerprint) && !/project \d{6,}/.test(message),
  )
  expect(added.filter(({ confidence }) => confidence !== 'possible').map(({ message }) => message)).toEqual([])
  const seeing = (rule: string): boolean => !goesBlind.has(rule)
  expect(told(blind, seeing)).toEqual(told(before, seeing))
  const usually = new Map(before.findings.map(({ fingerprint, severity }) => [fingerprint, severity]))
  // What an account holds and what runs as it makes a finding worse; where that was not read, nothing does.
  const worse = blind.findings.filter(({ fingerprint, severity }) => {
    const usual = usually.get(fingerprint)
    return usual !== undefined && severities.indexOf(severity) < severities.indexOf(usual)
  })
  expect(worse.map(({ message }) => message)).toEqual([])
  const other = blind.findings.filter(
    ({ fingerprint, severity }) => (usually.get(fingerprint) ?? severity) !== severity,
  )
  expect(weighing.test(needs.join(' ')) ? [] : other).toEqual([])
}

const weighing = /IamPolic|iam\.roles|resourcemanager|Groups Reader|compute\.instances/

function words({ ruleId, because, missing, subjects }: UnknownVerdict): string {
  return JSON.stringify([ruleId, because, missing, subjects])
}

function passedOrFailed({ rules: summaries }: Judged, rule: string): boolean {
  return summaries.some(({ id, pass, fail }) => id === rule && pass + fail > 0)
}
