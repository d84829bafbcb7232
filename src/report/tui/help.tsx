import { Box, Text } from 'ink'
import type { FilterKey } from './filter.ts'
import type { HelpLine } from './help-lines.ts'
import { helpLayout, helpLines } from './help-lines.ts'
import type { Layout } from './layout.ts'
import type { Look } from './look.ts'
import { useLook } from './look.ts'

const labelCells = 10

interface HelpProps {
  readonly layout: Layout
  readonly top: number
  readonly applies: readonly FilterKey[]
}

export function Help({ layout, top, applies }: HelpProps) {
  const look = useLook()
  const { height, columns, cells } = helpLayout(layout)
  const lines = helpLines(applies)
  const starts = Array.from({ length: columns }, (_, column) => top + column * height)
  return (
    <Box height={height} width={layout.columns} flexShrink={0}>
      {starts.map((start) => (
        <Box key={start} flexDirection="column" width={cells}>
          {lines.slice(start, start + height).map((line, index) => (
            <Text key={index} bold={line.label === ''} wrap="truncate-end">
              {lineText(line, cells, look)}
            </Text>
          ))}
        </Box>
      ))}
    </Box>
  )
}

function lineText({ label, text }: HelpLine, cells: number, look: Look): string {
  return look.cells(label === '' ? text : `  ${look.cells(label, labelCells)} ${text}`, cells)
}
