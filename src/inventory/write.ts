/** Writes an inventory as text, piece by piece: never the whole document in memory. */
import type { Instant } from '../model/index.ts'
import { inventorySchema, sections } from './document.ts'
import type { StreamRecord } from './results.ts'

/** The JSON document; records must come section by section, as `recordsOf` gives them. */
export function* inventoryJson(collectedAt: Instant, records: Iterable<StreamRecord>): Generator<string> {
  yield `{"schema":${JSON.stringify(inventorySchema)},"collectedAt":${JSON.stringify(collectedAt)}`
  let open = -1
  let first = true
  function* advance(to: number): Generator<string> {
    while (open < to) {
      yield `${open >= 0 ? '\n]' : ''},\n${JSON.stringify(sections[open + 1]![0])}:[`
      open += 1
      first = true
    }
  }
  for (const record of records) {
    const { type, ...rest } = record
    yield* advance(sections.findIndex(([, name]) => name === type))
    yield `${first ? '\n' : ',\n'}${JSON.stringify(rest)}`
    first = false
  }
  yield* advance(sections.length - 1)
  yield '\n]}'
}

/** The same content, one object a line, each with its `type`. */
export function* inventoryNdjson(collectedAt: Instant, records: Iterable<StreamRecord>): Generator<string> {
  yield `${JSON.stringify({ type: 'inventory', schema: inventorySchema, collectedAt })}\n`
  for (const record of records) yield `${JSON.stringify(record)}\n`
}
