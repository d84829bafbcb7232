/** What the steps have in common: a file is read once, row by row, and what is wrong with it is told at the end. */
import type { Emission } from '../../../model/index.ts'
import { VendorError } from '../../errors.ts'
import { collectFlaws } from '../flaws.ts'
import type { Flaws } from '../flaws.ts'
import { required } from '../fields.ts'
import type { FieldName } from '../fields.ts'
import { cellsOf } from '../map/cells.ts'
import type { Cells } from '../map/cells.ts'
import { mappingFor } from '../map/columns.ts'
import type { Mapping } from '../map/columns.ts'
import { rememberIds } from '../map/seen.ts'
import { rowsOf } from '../read/rows.ts'
import type { FileContext, FileSession } from '../session.ts'

/** `again`: a row before it had the same id. */
export type TakeRow = (cells: Cells, again: boolean) => void

/** Of as many as fit into some 12 MB; what is said once more is merged by the store, which is slower. */
const mostTold = 1 << 20

/** What many rows say, such as of one owner, is emitted once: as its first row said it. */
export function emitOnce({ emit }: Pick<FileContext, 'emit'>): (record: Emission, line: number) => void {
  const told = rememberIds(mostTold)
  return (record, line) => {
    if (told.before(keyOf(record), line) === undefined) emit(record)
  }
}

function keyOf(record: Emission): string {
  if (record.type === 'edge') return `${record.kind} ${record.from} ${record.to}`
  if (record.type === 'usage') return record.subject
  // Of a principal each row may know another owner.
  const owner = record.facts?.['owner']
  return typeof owner === 'string' ? `${record.id} ${owner}` : record.id
}

export async function readRows(context: FileContext, idField: FieldName | undefined, take: TakeRow): Promise<void> {
  const { session, io } = context
  const { file } = session
  const flaws = collectFlaws(file.path)
  const seen = session.remember()
  let mapping: Mapping | undefined
  let taken = 0
  try {
    const onColumns = (columns: Parameters<typeof mappingFor>[1]): void => {
      mapping = mappingFor(file, columns, flaws)
      tellLeftOut(context, columns.names ?? [], mapping)
    }
    for await (const row of rowsOf(io, file, { flaws, onColumns })) {
      if (mapping === undefined) throw new Error('a row came before its columns')
      const cells = cellsOf(row, file, mapping, flaws)
      if (!complete(cells, file.kind, flaws)) continue
      const id = idField === undefined ? undefined : cells.text(idField)
      const before = typeof id === 'string' ? seen.before(id, row.line) : undefined
      if (before !== undefined) flaws.leaveOut('the id stands on a line before', row.line)
      else if (typeof id === 'string') tellElsewhere(session, id, row.line, flaws)
      take(cells, before !== undefined)
      taken += 1
    }
    if (seen.full()) flaws.say('It has so many rows that of the last ones nobody looked whether an id stands twice.')
  } catch (error) {
    const told = withName(error, file.path)
    // What came before the place where a file breaks is worth keeping.
    if (!(told instanceof VendorError) || taken === 0) throw told
    context.gap({ reason: told.reason, detail: told.message })
  } finally {
    flaws.tell(context)
  }
}

/** Each file may know something of it that the other does not: both are kept, and counted. */
function tellElsewhere({ elsewhere, source }: FileSession, id: string, line: number, flaws: Flaws): void {
  const other = elsewhere().find(({ ids }) => ids.has(id))
  if (other === undefined) return
  flaws.doubt(`the id stands in ${other.path} too, which is of the source ${source} as well: it counts twice`, line)
}

/** What the file system says begins with `it`: of which file it speaks has to be added. */
function withName(error: unknown, path: string): unknown {
  if (!(error instanceof VendorError) || !error.message.startsWith('it ')) return error
  return new VendorError(`${path}: ${error.message}.`, error.operation, error.reason)
}

function complete(cells: Cells, kind: keyof typeof required, flaws: Flaws): boolean {
  const lacking = required[kind].find((some) => !some.some((field) => typeof cells.text(field) === 'string'))
  if (lacking === undefined) return true
  flaws.leaveOut(`no ${lacking.join(' or ')}`, cells.line)
  return false
}

/** Columns that nobody asked for are not read: that much is said, since one of them may have been meant. */
function tellLeftOut({ io, session }: FileContext, names: readonly string[], mapping: Mapping): void {
  const left = names.filter((name) => !mapping.reads(name)).length
  if (left > 0) io.log('info', `${session.file.path}: ${left} of ${names.length} columns are not read`)
}
