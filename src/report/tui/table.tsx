import { Box, Text } from 'ink'
import type { FittedColumn } from './columns.ts'
import { fitColumns } from './columns.ts'
import type { Layout } from './layout.ts'
import type { Cell, Tone } from './listing.ts'
import { useLook } from './look.ts'
import type { Look } from './look.ts'
import type { Frame } from './state.ts'

const markerCells = 2

/** The rows of a list that fit on screen; nothing is made for the others. */
export function Table({ frame, layout }: { readonly frame: Frame; readonly layout: Layout }) {
  const look = useLook()
  const columns = fitColumns(frame.listing.columns, layout.tableColumns - markerCells, layout.gap)
  const shown = Array.from(frame.order.subarray(frame.top, frame.top + layout.tableRows))
  return (
    <Box flexDirection="column" width={layout.tableColumns} height={layout.tableRows + 1} flexShrink={0}>
      <Text bold wrap="truncate-end">
        {headingText(frame, columns, layout, look)}
      </Text>
      {shown.length === 0 ? <Empty frame={frame} columns={layout.tableColumns} /> : null}
      {shown.map((row, index) => (
        <Row
          key={row}
          frame={frame}
          row={row}
          columns={columns}
          layout={layout}
          selected={frame.top + index === frame.selected}
        />
      ))}
    </Box>
  )
}

function headingText(frame: Frame, columns: readonly FittedColumn[], layout: Layout, look: Look): string {
  const { sort, listing } = frame
  const texts = columns.map(({ column, cells }) => {
    const head = listing.columns[column]
    const arrow = sort?.column === column ? (sort.descending ? look.glyphs.down : look.glyphs.up) : ''
    const title = look.cells(head?.title ?? '', Math.min(cells - arrow.length, head?.title.length ?? 0))
    return look.cells(title + arrow, cells, head?.align)
  })
  return ' '.repeat(markerCells) + texts.join(' '.repeat(layout.gap))
}

interface RowProps {
  readonly frame: Frame
  readonly row: number
  readonly columns: readonly FittedColumn[]
  readonly layout: Layout
  readonly selected: boolean
}

function Row({ frame, row, columns, layout, selected }: RowProps) {
  const look = useLook()
  const parts: { text: string; tone: Tone | undefined }[] = [{ text: selected ? '> ' : '  ', tone: undefined }]
  for (const [place, { column, cells }] of columns.entries()) {
    const cell: Cell = frame.listing.cell(row, column)
    const text = look.cells(cell.text, cells, frame.listing.columns[column]?.align)
    const padded = place < columns.length - 1 ? text + ' '.repeat(layout.gap) : text
    const last = parts.at(-1)
    if (last !== undefined && (last.tone === cell.tone || selected)) last.text += padded
    else parts.push({ text: padded, tone: cell.tone })
  }
  if (selected) {
    return (
      <Text inverse bold wrap="truncate-end">
        {look.cells(parts.map(({ text }) => text).join(''), layout.tableColumns)}
      </Text>
    )
  }
  return (
    <Text wrap="truncate-end">
      {parts.map(({ text, tone }, place) => (
        <Text key={place} {...look.theme(tone)}>
          {text}
        </Text>
      ))}
    </Text>
  )
}

function Empty({ frame, columns }: { readonly frame: Frame; readonly columns: number }) {
  const look = useLook()
  const text = frame.listing.size === 0 ? frame.listing.empty : 'No row passes the filter. Esc clears it, / changes it.'
  return (
    <Box flexDirection="column" paddingLeft={markerCells}>
      {look.lines(text, columns - markerCells).map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </Box>
  )
}
