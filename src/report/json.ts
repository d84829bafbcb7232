import { inventoryJson } from '../inventory/write.ts'
import type { Format, ResultReader } from './contract.ts'

export const format: Format = {
  id: 'json',
  title: 'The result document muster.result/1',
  extension: 'json',
  render: resultJson,
}

function* resultJson(result: ResultReader): Generator<string> {
  const { schema, tool, scan, summary, coverage, rules } = result.head
  yield `{"schema":${JSON.stringify(schema)},\n"tool":${JSON.stringify(tool)},\n"scan":${JSON.stringify(scan)},\n"summary":${JSON.stringify(summary)}`
  yield* list('coverage', coverage)
  yield* list('rules', rules)
  yield* list('findings', result.findings())
  yield* list('unknowns', result.unknowns())
  yield ',\n"inventory":'
  yield* inventoryJson(result.collectedAt, result.inventory())
  yield '}\n'
}

function* list(name: string, items: Iterable<unknown>): Generator<string> {
  yield `,\n${JSON.stringify(name)}:[`
  let first = true
  for (const item of items) {
    yield `${first ? '\n' : ',\n'}${JSON.stringify(item)}`
    first = false
  }
  yield first ? ']' : '\n]'
}
