/**
 * CSV as RFC 4180 has it. The file is cut into records here, so that a quote that is never closed costs its own line and
 * not the rest of the file; csv-parse then takes the records apart, many at a time.
 */
import { parse } from 'csv-parse/sync'
import type { InventoryFile } from '../schema.ts'
import { linesOf } from './lines.ts'
import { unreadable } from '../../shared/files/pieces.ts'
import { delimiterOf, recordsIn } from './records.ts'
import type { CsvRecord } from './records.ts'
import type { Line } from './lines.ts'
import type { Row, Rows } from './rows.ts'

type Delimiter = NonNullable<InventoryFile['delimiter']>

export async function* csvRows(
  pieces: AsyncIterable<string>,
  file: Pick<InventoryFile, 'path' | 'delimiter'>,
  rows: Rows,
): AsyncGenerator<Row> {
  const reader = sheetReader(file.delimiter, rows)
  for await (const lines of linesOf(pieces)) yield* reader.take(lines, false)
  yield* reader.take([], true)
  if (!reader.begun()) throw unreadable(file.path, 'has no line of headings.')
}

interface SheetReader {
  /** `last`: no more lines will come. */
  readonly take: (lines: readonly Line[], last: boolean) => Iterable<Row>
  /** The headings were seen. */
  readonly begun: () => boolean
}

function sheetReader(asked: Delimiter | undefined, { flaws, onColumns }: Rows): SheetReader {
  let delimiter: string | undefined = asked
  let headings: readonly string[] | undefined
  let columns: ReadonlyMap<string, number> = new Map()
  let waiting: readonly Line[] = []
  const begin = (cells: readonly string[]): void => {
    headings = cells.map((cell) => cell.trim())
    // Of two columns of one name the first counts, and whoever asks for them is told.
    columns = new Map(headings.map((name, at) => [name, at] as const).toReversed())
    onColumns({ names: headings })
  }
  function* take(lines: readonly Line[], last: boolean): Generator<Row> {
    const cut = recordsIn([...waiting, ...lines], last, flaws)
    waiting = cut.rest
    const [first] = cut.records
    if (first === undefined) return
    if (delimiter === undefined || headings === undefined) {
      const said = /^"?sep=(.)"?$/i.exec(first.text)?.[1]
      if (said !== undefined) cut.records.shift()
      delimiter ??= said ?? delimiterOf(first.text)
    }
    for (const { line, cells } of takenApart(cut.records, delimiter, flaws)) {
      if (headings === undefined) begin(cells)
      else if (cells.length === headings.length)
        yield { line, cell: (column) => cells[columns.get(column) ?? -1]?.trim() || undefined }
      else flaws.leaveOut('there are more or fewer cells than headings', line)
    }
  }
  return { take, begun: () => headings !== undefined }
}

interface Taken {
  readonly line: number
  readonly cells: readonly string[]
}

const atOnce = 500

function* takenApart(records: readonly CsvRecord[], delimiter: string, flaws: Rows['flaws']): Generator<Taken> {
  for (let at = 0; at < records.length; at += atOnce) {
    const some = records.slice(at, at + atOnce)
    const quoted = some.filter(isQuoted)
    const cells = cellsOf(quoted.map(({ text }) => text).join('\n'), delimiter)
    const together = cells?.length === quoted.length ? cells.values() : undefined
    for (const record of some) {
      // Without a quote there is nothing to be taken apart with care.
      if (!isQuoted(record)) yield { line: record.line, cells: record.text.split(delimiter) }
      else if (together === undefined) yield* oneByOne(record, delimiter, flaws)
      else yield { line: record.line, cells: together.next().value ?? [] }
    }
  }
}

function isQuoted({ text }: CsvRecord): boolean {
  return text.includes('"')
}

/** Where a record does not hold together, its first line is at fault; what was taken for its rest gets another chance. */
function* oneByOne({ line, text, more }: CsvRecord, delimiter: string, flaws: Rows['flaws']): Generator<Taken> {
  const [cells, ...others] = cellsOf(text, delimiter) ?? []
  if (cells !== undefined && others.length === 0) {
    yield { line, cells }
    return
  }
  flaws.leaveOut('a quote stands where none may', line)
  for (const record of recordsIn(more, true, flaws).records) yield* oneByOne(record, delimiter, flaws)
}

function cellsOf(text: string, delimiter: string): readonly (readonly string[])[] | undefined {
  try {
    return parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true })
  } catch {
    return undefined
  }
}
