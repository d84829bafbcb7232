import { openStore } from '../../inventory/store.ts'
import type { Coverage } from '../../model/index.ts'
import { clean, paint } from '../../report/lines.ts'
import type { Paint } from '../../report/lines.ts'
import { count } from '../../report/words.ts'
import { exits } from '../exit.ts'
import { facetsWith, loadSettings, plansFor, ruleSettings } from '../house.ts'
import type { CommonOptions, OrganizationFlags } from '../options.ts'
import { toStdout } from '../output.ts'
import { collecting, surface } from '../scanning.ts'
import { terminalFor, watching } from '../terminal.ts'
import type { Tier } from '../../connectors/contract.ts'
import type { ConnectorPlan } from '../../engine/collect.ts'
import type { RuleSetting } from '../../rules/settings.ts'

/** Signs in, lets each step ask each of its questions once, and says what a scan would not see. Stores nothing. */
export async function doctor(
  names: readonly string[],
  given: CommonOptions & OrganizationFlags & { readonly tier: Tier },
): Promise<number> {
  const flags = { ...given, resume: false }
  const settings = await loadSettings(flags)
  const plans = await plansFor(settings, names, given.org)
  const terminal = terminalFor(flags)
  const store = openStore('sqlite::memory:')
  try {
    const limits = { repeats: 5 }
    const collected = await watching(flags, terminal, (listener) =>
      collecting({ settings, store, plans, flags, listener, limits }),
    )
    const coverage = collected.coverage.map((row) => withoutGranted(row, collected.coverage, plans))
    const costs = costsOf(coverage, plans, ruleSettings(settings))
    await toStdout(lines(coverage, costs, terminal.color))
    surface(collected.bugs)
    return collected.status === 'failed' ? exits.unfinished : exits.done
  } finally {
    store.close()
  }
}

const words: { readonly [status in Coverage['status']]: readonly [string, Paint] } = {
  complete: ['ok', 'green'],
  partial: ['ok', 'green'],
  skipped: ['not asked', 'dim'],
  denied: ['denied', 'red'],
  unsupported: ['not offered', 'yellow'],
  unlicensed: ['not in plan', 'yellow'],
  failed: ['failed', 'red'],
}

/**
 * A step that could not begin, because what it goes by was probed and not read to its end, names the permission of that.
 * Where the other step was answered by that permission, it is there.
 */
function withoutGranted(row: Coverage, all: readonly Coverage[], plans: readonly ConnectorPlan[]): Coverage {
  if (row.status !== 'skipped' || row.calls > 0) return row
  const granted = (permission: string): boolean =>
    all.some(
      (other) =>
        other.connector === row.connector &&
        other.scope === row.scope &&
        other.calls > 0 &&
        answered(other) &&
        !other.missing.includes(permission) &&
        stepOf(other, plans)?.needs.includes(permission) === true,
    )
  return { ...row, missing: row.missing.filter((permission) => !granted(permission)) }
}

/** Of each permission that is missing: what of the inventory it would open, and how many rules go blind for it. */
function* costsOf(
  coverage: readonly Coverage[],
  plans: readonly ConnectorPlan[],
  settings: readonly RuleSetting[],
): Generator<string> {
  const facets = facetsWith(plans)
  for (const permission of missingIn(coverage)) {
    const rows = coverage.filter(({ missing }) => missing.includes(permission))
    const hidden = new Set(rows.flatMap(({ connector, step }) => facets.of(connector, step)))
    const blind = settings.filter(({ rule }) => rule.reads.some((facet) => hidden.has(facet))).length
    const titles = new Set(rows.map((row) => titleOf(row, plans)))
    yield `Without ${permission}: ${[...titles].join('; ')} (${count(blind, 'rule')})\n`
  }
}

function titleOf(row: Coverage, plans: readonly ConnectorPlan[]): string {
  return stepOf(row, plans)?.title ?? row.step
}

function stepOf({ connector, step }: Coverage, plans: readonly ConnectorPlan[]) {
  const meta = plans.find((plan) => plan.connector.meta.id === connector)?.connector.meta
  return meta?.steps.find(({ id }) => id === step)
}

function missingIn(coverage: readonly Coverage[]): readonly string[] {
  return [...new Set(coverage.flatMap((row) => row.missing))].toSorted()
}

function* lines(coverage: readonly Coverage[], costs: Iterable<string>, color: boolean): Generator<string> {
  let scope = ''
  for (const row of coverage) {
    if (row.scope !== scope) yield `${scope === '' ? '' : '\n'}${paint('bold', clean(row.scope), { color })}\n`
    scope = row.scope
    const seen = answered(row)
    const [word, as] = row.missing.length > 0 ? words.denied : seen ? words.complete : words[row.status]
    const mend = row.missing.length > 0 ? `grant ${row.missing.join(', ')}` : seen ? '' : clean(row.detail ?? '')
    yield `  ${paint(as, word.padEnd(11), { color })} ${row.step.padEnd(26)} ${mend}\n`
  }
  yield '\n'
  yield* costs
  yield `${verdict(coverage)}\n`
}

function answered({ status, calls }: Coverage): boolean {
  return status === 'complete' || (calls > 0 && (status === 'partial' || status === 'skipped'))
}

function verdict(coverage: readonly Coverage[]): string {
  const missing = missingIn(coverage)
  if (missing.length > 0) return `Missing: ${missing.join(', ')}\nmuster permissions CONNECTOR prints the whole policy.`
  if (!coverage.some(answered)) return 'Nothing could be asked.'
  const failed = coverage.filter((row) => row.status === 'failed').length
  return failed > 0 ? `No permission is missing, but ${count(failed, 'step')} failed.` : 'Nothing is missing.'
}
