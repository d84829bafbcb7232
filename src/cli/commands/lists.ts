import { connectors } from '../../connectors/index.ts'
import { rules } from '../../rules/index.ts'
import { toStdout } from '../output.ts'

export async function list(what: 'rules' | 'connectors', flags: { readonly format: 'text' | 'json' }): Promise<number> {
  const rows = what === 'rules' ? ruleRows() : connectorRows()
  await toStdout(flags.format === 'json' ? [`${JSON.stringify(rows, null, 2)}\n`] : table(rows))
  return 0
}

interface Row {
  readonly id: string
  readonly title: string
  readonly [column: string]: unknown
}

function ruleRows(): Row[] {
  return rules.map(({ id, title, severity, provider, subject, kinds, reads, frameworks }) => ({
    id,
    title,
    severity,
    provider: provider ?? null,
    subject,
    kinds: kinds ?? [],
    reads,
    frameworks,
  }))
}

function connectorRows(): Row[] {
  return connectors.map(({ meta }) => ({ id: meta.id, title: meta.title, steps: meta.steps }))
}

function* table(rows: readonly Row[]): Generator<string> {
  const width = Math.max(...rows.map((row) => row.id.length))
  for (const row of rows) {
    const severity = typeof row['severity'] === 'string' ? `${row['severity'].padEnd(8)}  ` : ''
    yield `${row.id.padEnd(width)}  ${severity}${row.title}\n`
  }
}
