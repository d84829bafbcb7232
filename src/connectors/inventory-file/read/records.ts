/** Cuts lines of CSV into records: a cell in quotes may run over several lines. */
import type { Flaws } from '../flaws.ts'
import type { Line } from './lines.ts'

export interface CsvRecord {
  readonly line: number
  readonly text: string
  /** The lines after its first. */
  readonly more: readonly Line[]
}

/** A cell may run over some lines; one that runs over more was opened by mistake. */
const mostLines = 100

export interface Cut {
  readonly records: CsvRecord[]
  /** Lines of a record whose end has not come yet. */
  readonly rest: readonly Line[]
}

export function recordsIn(lines: readonly Line[], last: boolean, flaws: Flaws): Cut {
  const records: CsvRecord[] = []
  for (let at = 0; at < lines.length;) {
    const line = lines[at]
    if (line === undefined) break
    const end = line.flaw === undefined ? endOf(lines, at) : at + 1
    if (end === undefined && !last && lines.length - at < mostLines) return { records, rest: lines.slice(at) }
    if (line.flaw !== undefined) flaws.leaveOut(line.flaw, line.number)
    else if (end === undefined) flaws.leaveOut('a quote is opened there and never closed', line.number)
    else if (line.text.trim() === '') {
      // An empty line is no row.
    } else if (end === at + 1) records.push({ line: line.number, text: line.text, more: [] })
    else {
      const more = lines.slice(at + 1, end)
      records.push({ line: line.number, text: [line, ...more].map(({ text }) => text).join('\n'), more })
    }
    at = end ?? at + 1
  }
  return { records, rest: [] }
}

/** Where the record that begins here ends; undefined: not within sight. Quotes come in pairs, doubled ones too. */
function endOf(lines: readonly Line[], begin: number): number | undefined {
  let open = false
  for (let at = begin; at < lines.length && at < begin + mostLines; at += 1) {
    const { text = '', flaw } = lines[at] ?? {}
    if (flaw !== undefined) return undefined
    if (text.includes('"')) open = open !== (text.split('"').length % 2 === 0)
    if (!open) return at + 1
  }
  return undefined
}

const delimiters = [',', ';', '\t', '|'] as const

/** The one that stands most often in the headings, outside of quotes. */
export function delimiterOf(headings: string): (typeof delimiters)[number] {
  const bare = headings.replaceAll(/"(?:[^"]|"")*"/g, '')
  const counted = delimiters.map((delimiter) => ({ delimiter, times: bare.split(delimiter).length }))
  return counted.reduce((best, each) => (each.times > best.times ? each : best)).delimiter
}
