import { UsageError } from '../config/errors.ts'
import { findingsOf, recordsOf, resultHead, savedResults, unknownsOf } from '../inventory/results.ts'
import type { Store } from '../inventory/store.ts'
import type { ResultReader } from '../report/contract.ts'

/** A stored result, read as a stream; without a scan's id the last one. */
export function readResult(store: Store, scan?: string): ResultReader {
  const id = scan ?? savedResults(store.db)[0]?.scan
  const head = id === undefined ? undefined : resultHead(store.db, id)
  if (id === undefined || !head)
    throw new UsageError(
      scan === undefined ? 'The store holds no result yet.' : `The store holds no result of a scan ${scan}.`,
      scan === undefined ? 'Scan first: muster scan.' : 'Leave the id out for the last one.',
    )
  const stored = store.scopesOf(id)
  const scopes = stored.map((scope) => scope.id)
  return {
    head,
    collectedAt:
      stored
        .map((scope) => scope.collectedAt)
        .toSorted()
        .at(-1) ?? head.scan.asOf,
    findings: () => findingsOf(store.db, id),
    unknowns: () => unknownsOf(store.db, id),
    inventory: () => recordsOf(store.db, scopes),
  }
}
