import { connectors } from '../../connectors/index.ts'
import { rules } from '../../rules/index.ts'
import { clean } from '../../report/lines.ts'
import { foreignConnector, foreignIds, loadSettings } from '../house.ts'
import { toStdout } from '../output.ts'

interface ListFlags {
  readonly format: 'text' | 'json'
  readonly config?: string
}

export async function list(what: 'rules' | 'connectors', flags: ListFlags): Promise<number> {
  const rows = what === 'rules' ? ruleRows() : await connectorRows(flags)
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

/** Muster’s own, then those that muster.yaml names a module for. */
async function connectorRows(flags: ListFlags): Promise<Row[]> {
  const rows = connectors.map(({ meta: { id, title, steps } }): Row => ({ id, title, steps }))
  const settings = await loadSettings(flags)
  for (const id of foreignIds(settings)) {
    const { connector, section } = await foreignConnector(settings, id)
    const { title, steps } = connector.meta
    rows.push({ id, title, module: section.module, steps })
  }
  return rows
}

function* table(rows: readonly Row[]): Generator<string> {
  const width = Math.max(...rows.map((row) => row.id.length))
  for (const row of rows) {
    const severity = typeof row['severity'] === 'string' ? `${row['severity'].padEnd(8)}  ` : ''
    const module = typeof row['module'] === 'string' ? `  (${clean(row['module'])})` : ''
    yield `${row.id.padEnd(width)}  ${severity}${clean(row.title)}${module}\n`
  }
}
