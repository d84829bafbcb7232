/** The rows on screen as a file's text. */
import { number } from '../words.ts'
import type { Frame } from './state.ts'

export const exportFormats = [
  { id: 'csv', key: 'c', title: 'CSV', extension: 'csv' },
  { id: 'json', key: 'j', title: 'JSON', extension: 'json' },
  { id: 'markdown', key: 'm', title: 'Markdown', extension: 'md' },
] as const
export type ExportFormat = (typeof exportFormats)[number]['id']

export function exportText(frame: Frame, format: ExportFormat): string {
  if (format === 'json')
    return `${JSON.stringify(
      Array.from(frame.order, (row) => frame.listing.record(row)),
      null,
      2,
    )}\n`
  const titles = [...frame.listing.columns.map((column) => column.title), 'NATIVE ID']
  const rows = Array.from(frame.order, (row) => [
    ...frame.listing.columns.map((_, column) => frame.listing.cell(row, column).text),
    frame.listing.nativeId(row) ?? '',
  ])
  return format === 'csv' ? csv([titles, ...rows]) : markdown(titles, rows, frame)
}

function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

function csvCell(text: string): string {
  // A spreadsheet runs what starts like a formula (https://owasp.org/www-community/attacks/CSV_Injection).
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function markdown(titles: readonly string[], rows: readonly (readonly string[])[], frame: Frame): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(' | ')} |`
  const filter = frame.filter === '' ? '' : `, filter: ${markdownCell(frame.filter)}`
  return [
    `# ${markdownCell(frame.listing.title)}`,
    '',
    `${number(frame.order.length)} of ${number(frame.listing.size)}${filter}`,
    '',
    line(titles),
    `|${titles.map(() => ' --- |').join('')}`,
    ...rows.map(line),
    '',
  ].join('\n')
}

function markdownCell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, String.raw`\$&`)
}

/** `muster-findings-20261121T231500Z.csv`; from the second try on with a number behind. */
export function exportName(title: string, milliseconds: number, extension: string, attempt: number): string {
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
  const stamp = new Date(milliseconds).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')
  return `muster-${slug === '' ? 'rows' : slug}-${stamp}${attempt === 0 ? '' : `-${attempt + 1}`}.${extension}`
}
