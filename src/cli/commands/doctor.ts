import { defaultLimits } from '../../engine/limits.ts'
import { openStore } from '../../inventory/store.ts'
import type { Coverage } from '../../model/index.ts'
import { clean, paint } from '../../report/lines.ts'
import type { Paint } from '../../report/lines.ts'
import { exits } from '../exit.ts'
import { loadSettings, plansFor } from '../house.ts'
import type { CommonOptions } from '../options.ts'
import { toStdout } from '../output.ts'
import { collecting, surface } from '../scanning.ts'
import { terminalFor, watch } from '../terminal.ts'
import type { Tier } from '../../connectors/contract.ts'

/** Signs in, lets each step ask each of its questions once, and says what a scan would not see. Stores nothing. */
export async function doctor(names: readonly string[], given: CommonOptions & { readonly tier: Tier }): Promise<number> {
  const flags = { ...given, resume: false }
  const settings = await loadSettings(flags)
  const plans = plansFor(settings, names)
  const terminal = terminalFor(flags)
  const { listener, stop } = await watch(flags, terminal)
  const store = openStore('sqlite::memory:')
  try {
    const limits = { ...defaultLimits, probing: true }
    const collected = await collecting({ settings, store, plans, flags, listener, limits }).finally(stop)
    await toStdout(lines(collected.coverage, terminal.color))
    surface(collected.bugs)
    return collected.status === 'failed' ? exits.unfinished : exits.done
  } finally {
    store.close()
  }
}

const words: { readonly [status in Coverage['status']]: readonly [string, Paint] } = {
  complete: ['ok', 'green'], partial: ['ok', 'green'], skipped: ['not asked', 'dim'], denied: ['denied', 'red'],
  unsupported: ['not offered', 'yellow'], unlicensed: ['not in plan', 'yellow'], failed: ['failed', 'red'],
}

function* lines(coverage: readonly Coverage[], color: boolean): Generator<string> {
  let scope = ''
  for (const row of coverage) {
    if (row.scope !== scope) yield `${scope === '' ? '' : '\n'}${paint('bold', clean(row.scope), { color })}\n`
    scope = row.scope
    const [word, as] = row.missing.length > 0 ? (['denied', 'red'] as const) : words[row.status]
    const mend = row.missing.length > 0 ? `grant ${row.missing.join(', ')}` : row.status === 'complete' || row.status === 'partial' ? '' : clean(row.detail ?? '')
    yield `  ${paint(as, word.padEnd(11), { color })} ${row.step.padEnd(26)} ${mend}\n`
  }
  const missing = [...new Set(coverage.flatMap((row) => row.missing))].toSorted()
  yield missing.length > 0
    ? `\nMissing: ${missing.join(', ')}\nmuster permissions CONNECTOR prints the whole policy.\n`
    : '\nNothing is missing.\n'
}
