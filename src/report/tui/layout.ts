/** Where things stand on the screen: a pure function of its size. */
export interface Size {
  readonly columns: number
  readonly rows: number
}

export interface Layout {
  readonly tooSmall: boolean
  readonly columns: number
  /** One less than the terminal's: consoles that scroll when their last cell is written stay still. */
  readonly rows: number
  /** The line of counts is left out on low screens. */
  readonly counts: boolean
  readonly tableColumns: number
  /** Rows of data, without the heading. */
  readonly tableRows: number
  readonly pane: 'beside' | 'below' | 'none'
  readonly paneColumns: number
  readonly paneRows: number
  /** Cells between two columns. */
  readonly gap: number
}

export const smallest: Size = { columns: 40, rows: 10 }
const wideEnough = 100
const bestTableColumns = 64
/** Text in longer lines is harder to read, and the table has columns that it leaves out for want of room. */
const widestPane = 64

/**
 * `pane`: what the user chose, or `undefined` for what suits the size. `reading`: of a short list with long texts, whose
 * detail is shown unless it was taken away, and gets the larger part.
 */
export function layoutOf(size: Size, pane: boolean | undefined, reading = false): Layout {
  const { columns } = size
  const rows = size.rows - 1
  const counts = size.rows >= 16
  // Title, counts, tabs, breadcrumbs; the table's heading; the line of notes and the line of keys.
  const body = rows - (counts ? 4 : 3) - 3
  const beside = columns >= wideEnough
  const shown = pane ?? (beside || reading)
  const base = {
    tooSmall: columns < smallest.columns || size.rows < smallest.rows,
    columns,
    rows,
    counts,
    gap: columns < 80 ? 1 : 2,
  }
  if (!shown || (!beside && body < 4)) {
    return { ...base, pane: 'none', tableColumns: columns, tableRows: Math.max(1, body), paneColumns: 0, paneRows: 0 }
  }
  if (beside) {
    const tableColumns = Math.max(bestTableColumns, Math.floor(columns * 0.6), columns - 3 - widestPane)
    return {
      ...base,
      pane: 'beside',
      tableColumns,
      tableRows: Math.max(1, body),
      paneColumns: columns - tableColumns - 3,
      paneRows: Math.max(1, body + 1),
    }
  }
  const paneRows = Math.max(2, reading ? Math.ceil(body * 0.6) : Math.floor(body / 2) - 1)
  return {
    ...base,
    pane: 'below',
    tableColumns: columns,
    tableRows: Math.max(1, body - paneRows - 1),
    paneColumns: columns,
    paneRows,
  }
}
