import type { Format, ResultReader } from './contract.ts'

export const format: Format = {
  id: 'ndjson',
  title: 'The result, one object a line with its type',
  extension: 'ndjson',
  render: resultLines,
}

function* resultLines(result: ResultReader): Generator<string> {
  const { schema, tool, scan, summary, coverage, rules } = result.head
  const line = (type: string, value: object): string => `${JSON.stringify({ type, ...value })}\n`
  yield line('result', { schema, collectedAt: result.collectedAt, tool, scan, summary })
  for (const row of coverage) yield line('coverage', row)
  for (const rule of rules) yield line('rule', rule)
  for (const finding of result.findings()) yield line('finding', finding)
  for (const verdict of result.unknowns()) yield line('unknown', verdict)
  for (const record of result.inventory()) yield `${JSON.stringify(record)}\n`
}
