/** Judges a document that was taken into a store of its own; asks nobody. */
import { coverageOf } from '../inventory/import.ts'
import type { Imported } from '../inventory/import.ts'
import type { Instant, ResultHead } from '../model/index.ts'
import { assess } from './assess.ts'
import type { AssessOptions } from './assess.ts'

export interface CheckOptions extends Omit<AssessOptions, 'scan' | 'scopes' | 'coverage' | 'now'> {
  readonly imported: Imported
  /** Left out: the instant at which the document was collected. */
  readonly now?: Instant
}

/** Nothing differs between two runs over one document: the times are those of the facts and of the judgement. */
export function checkDocument(options: CheckOptions): ResultHead {
  const { store, imported } = options
  const { scopes } = imported
  const collectedAt =
    store
      .scopes()
      .map((scope) => scope.collectedAt)
      .toSorted()
      .at(-1) ?? '1970-01-01T00:00:00Z'
  const now = options.now ?? collectedAt
  const gaps = scopes.flatMap((scope) => store.gaps(scope.id))
  const id = `check-${now.replaceAll(/[-:]/g, '')}`
  store.markScopes(
    id,
    scopes.map((scope) => scope.id),
  )
  return assess({
    ...options,
    now,
    scan: {
      id,
      startedAt: collectedAt,
      finishedAt: now,
      status: gaps.some((gap) => gap.reason !== 'not-collected') ? 'partial' : 'complete',
      connectors: [...new Set(scopes.map((scope) => scope.provider))].toSorted(),
    },
    scopes: scopes.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    coverage: coverageOf(gaps),
  })
}
