/** Exit codes, and what an error means for one: see the table in docs/guide/exit-codes.md. */
import { UsageError } from '../config/errors.ts'
import { ConfigError } from '../connectors/errors.ts'
import { DocumentError, StoreError } from '../inventory/errors.ts'
import type { ResultHead } from '../model/index.ts'
import { severities } from '../model/index.ts'
import { OutputError } from './output.ts'

export const exits = { done: 0, findings: 1, unfinished: 2, usage: 3, bug: 70 } as const

export const failOnLevels = [...severities.filter((severity) => severity !== 'info'), 'unknown', 'never'] as const

/** The code for a result under `--fail-on`; several levels may stand together, such as `high,unknown`. */
export function exitFor(head: ResultHead, failOn: readonly string[], interrupted: boolean): number {
  if (head.scan.status === 'failed' || interrupted) return exits.unfinished
  const levels = severities.filter((severity) => failOn.includes(severity))
  const lowest = Math.max(-1, ...levels.map((severity) => severities.indexOf(severity)))
  const found = severities.some((severity, rank) => rank <= lowest && head.summary.findings[severity] > 0)
  if (found) return exits.findings
  const blind =
    head.summary.unknown > 0 || head.coverage.some((row) => row.status !== 'complete' && row.status !== 'skipped')
  return failOn.includes('unknown') && blind ? exits.unfinished : exits.done
}

/** One sentence and a hint for what a person can mend; `undefined` for a bug. */
export function explained(error: unknown): { message: string; hint: string | undefined; code: number } | undefined {
  if (error instanceof UsageError || error instanceof ConfigError || error instanceof DocumentError)
    return { message: error.message, hint: error.hint, code: exits.usage }
  if (error instanceof StoreError || error instanceof OutputError)
    return { message: error.message, hint: error.hint, code: exits.unfinished }
  return undefined
}
