/** From stored facts to a stored result: judges, waives, sums up. */
import { iamDataDate } from '../analysis/effective/aws-actions/date.ts'
import { clearResult, saveFinding, saveHead, saveUnknown } from '../inventory/results.ts'
import type { Store } from '../inventory/store.ts'
import type { Facets } from '../inventory/view-sqlite.ts'
import type {
  AiSummary,
  Coverage,
  Finding,
  Gap,
  Instant,
  IdentityClass,
  Listener,
  ProviderSummary,
  ResultHead,
  Scope,
  Severity,
} from '../model/index.ts'
import { sureOfAi } from '../model/index.ts'
import type { RuleSetting } from '../rules/settings.ts'
import { judge } from './judge.ts'
import { waiving } from './waivers.ts'
import type { Waiver } from './waivers.ts'

export interface AssessOptions {
  readonly store: Store
  readonly facets: Facets
  readonly rules: readonly RuleSetting[]
  readonly waivers: readonly Waiver[]
  readonly version: string
  readonly scan: Omit<ResultHead['scan'], 'finishedAt' | 'asOf'> & { readonly finishedAt: Instant }
  readonly scopes: readonly Scope[]
  readonly coverage: readonly Coverage[]
  readonly connectionGaps?: readonly Gap[]
  readonly now: Instant
  readonly clock: { now(): number }
  readonly listener: Listener
}

/** Writes the result of `scan.id` into the store, in one transaction, and returns its head. */
export function assess(options: AssessOptions): ResultHead {
  const { store, scan } = options
  const { db } = store
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 }
  const waived = new Map<string, number>()
  const waive = waiving(options.waivers, options.now)
  return db.transaction(() => {
    clearResult(db, scan.id)
    const keep = (finding: Finding): void => {
      saveFinding(db, scan.id, finding)
      if (finding.waiver) waived.set(finding.ruleId, (waived.get(finding.ruleId) ?? 0) + 1)
      else counts[finding.severity] += 1
    }
    const judged = judge({ ...options, found: (finding) => keep(waive.apply(finding)) })
    for (const finding of waive.expired()) keep(finding)
    for (const verdict of judged.unknowns) saveUnknown(db, scan.id, verdict)
    const head: ResultHead = {
      schema: 'muster.result/1',
      tool: { name: 'muster', version: options.version },
      scan: { ...scan, asOf: options.now, ...referenceData(options.scopes) },
      summary: {
        identities: identitySummary(options),
        providers: providerSummaries(options),
        ai: aiSummary(options),
        credentials: credentialSummary(options),
        findings: counts,
        waived: [...waived.values()].reduce((sum, count) => sum + count, 0),
        unknown: judged.rules.reduce((sum, rule) => sum + rule.unknown, 0),
      },
      coverage: options.coverage,
      rules: judged.rules.map((rule) => ({
        ...rule,
        fail: rule.fail - (waived.get(rule.id) ?? 0),
        waived: waived.get(rule.id) ?? 0,
      })),
    }
    saveHead(db, scan.id, scan.finishedAt, head)
    return head
  })
}

/** Days of the data that comes with Muster and that judging these scopes rests on. */
function referenceData(scopes: readonly Scope[]): Pick<ResultHead['scan'], 'data'> {
  return scopes.some(({ provider }) => provider === 'aws') ? { data: { awsActions: iamDataDate } } : {}
}

function tally(options: AssessOptions, type: string, property: string): { [value: string]: number } {
  const rows = options.store.db.all(
    `SELECT json_extract(json, '$.${property}') AS value, count(*) AS total FROM record
     WHERE type=? AND scope IN (SELECT value FROM json_each(?)) GROUP BY 1`,
    type,
    JSON.stringify(options.scopes.map((scope) => scope.id)),
  )
  return Object.fromEntries(rows.map((row) => [String(row['value']), Number(row['total'])]))
}

function total(counts: { [value: string]: number }): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

function identitySummary(options: AssessOptions): ResultHead['summary']['identities'] {
  const by = tally(options, 'identity', 'class')
  return {
    total: total(by),
    machine: by['machine'] ?? 0,
    ai: by['ai'] ?? 0,
    human: by['human'] ?? 0,
    unknown: by['unknown'] ?? 0,
  }
}

function providerSummaries(options: AssessOptions): readonly ProviderSummary[] {
  const rows = options.store.db.all(
    `SELECT json_extract(json, '$.provider') AS provider, json_extract(json, '$.class') AS class, count(*) AS total
     FROM record WHERE type='identity' AND scope IN (SELECT value FROM json_each(?)) GROUP BY 1, 2`,
    JSON.stringify(options.scopes.map((scope) => scope.id)),
  )
  const providers = [...new Set(options.scopes.map(({ provider }) => provider))].toSorted()
  return providers.map((provider) => {
    const of = (name: IdentityClass): number =>
      Number(rows.find((row) => row['provider'] === provider && row['class'] === name)?.['total'] ?? 0)
    return { provider, machine: of('machine'), ai: of('ai'), human: of('human'), unknown: of('unknown') }
  })
}

function aiSummary(options: AssessOptions): AiSummary {
  const rows = options.store.db.all(
    `SELECT json_extract(json, '$.class') = 'ai' AS ai, json_extract(json, '$.ai.kind') = 'model-integration' AS brings,
       json_extract(json, '$.ai.confidence') >= ? AS sure, count(*) AS total
     FROM record WHERE type='identity' AND json_type(json, '$.ai') = 'object'
       AND scope IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3`,
    sureOfAi,
    JSON.stringify(options.scopes.map((scope) => scope.id)),
  )
  const sum = (wanted: (row: { readonly ai: boolean; readonly brings: boolean; readonly sure: boolean }) => boolean) =>
    rows.reduce((found, row) => {
      const is = (column: string): boolean => Number(row[column]) === 1
      return found + (wanted({ ai: is('ai'), brings: is('brings'), sure: is('sure') }) ? Number(row['total']) : 0)
    }, 0)
  return {
    agents: sum(({ ai, brings }) => ai && !brings),
    integrations: sum(({ ai, brings }) => ai && brings),
    invokers: sum(({ ai, sure }) => !ai && sure),
    possible: sum(({ ai, sure }) => !ai && !sure),
  }
}

function credentialSummary(options: AssessOptions): ResultHead['summary']['credentials'] {
  const by = tally(options, 'credential', 'lifetime')
  return { total: total(by), static: by['static'] ?? 0, expiring: by['expiring'] ?? 0, ephemeral: by['ephemeral'] ?? 0 }
}
