/** Which columns a table shows in a given width, and how wide each is. */
export interface ColumnSize {
  /** Cells it needs while there are columns to drop; with none left to drop, all give way alike. */
  readonly min: number
  /** Cells it would like to have. */
  readonly ideal: number
  /** The highest number is dropped first; 0 is never dropped. */
  readonly drop: number
  /** Takes a share of what is left over. */
  readonly grows?: boolean
}

export interface FittedColumn {
  /** Its place in the list of columns. */
  readonly column: number
  readonly cells: number
}

export function fitColumns(columns: readonly ColumnSize[], available: number, gap: number): readonly FittedColumn[] {
  const kept = keepColumns(columns, available, gap)
  const cells = kept.map((column) => columns[column]?.min ?? 0)
  let left = available - sum(cells) - gap * Math.max(0, kept.length - 1)
  left = narrow(cells, left)
  left = widen(cells, left, (index) => (columns[kept[index] ?? 0]?.ideal ?? 0) - (cells[index] ?? 0))
  const growing = kept.filter((column) => columns[column]?.grows)
  for (const column of growing) {
    const share = Math.floor(left / growing.length)
    const index = kept.indexOf(column)
    cells[index] = (cells[index] ?? 0) + Math.max(0, share)
  }
  return kept.map((column, index) => ({ column, cells: cells[index] ?? 0 }))
}

function keepColumns(columns: readonly ColumnSize[], available: number, gap: number): number[] {
  const kept = columns.map((_, index) => index)
  const needed = () => sum(kept.map((column) => columns[column]?.min ?? 0)) + gap * (kept.length - 1)
  const dropOf = (column: number) => columns[column]?.drop ?? 0
  while (needed() > available) {
    const last = kept.toSorted((a, b) => dropOf(b) - dropOf(a))[0]
    if (last === undefined || dropOf(last) === 0) break
    kept.splice(kept.indexOf(last), 1)
  }
  return kept
}

/** Takes from the widest until the rest fits. */
function narrow(cells: number[], left: number): number {
  let rest = left
  while (rest < 0) {
    const widest = cells.indexOf(Math.max(...cells))
    if ((cells[widest] ?? 0) <= 1) return 0
    cells[widest] = (cells[widest] ?? 0) - 1
    rest += 1
  }
  return rest
}

/** One cell each in turn, until everybody has what they would like or nothing is left. */
function widen(cells: number[], left: number, wants: (index: number) => number): number {
  let rest = left
  let given = true
  while (rest > 0 && given) {
    given = false
    for (let index = 0; index < cells.length && rest > 0; index += 1) {
      if (wants(index) <= 0) continue
      cells[index] = (cells[index] ?? 0) + 1
      rest -= 1
      given = true
    }
  }
  return rest
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
