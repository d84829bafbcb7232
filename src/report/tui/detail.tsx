import { Box, Text } from 'ink'
import type { Layout } from './layout.ts'
import type { DetailLine } from './listing.ts'
import { useLook } from './look.ts'
import { paneLines } from './pane.ts'

interface DetailProps {
  readonly lines: readonly DetailLine[]
  readonly layout: Layout
  readonly top: number
}

/** Everything about the selected row, wrapped; J and K scroll what does not fit. */
export function Detail({ lines, layout, top }: DetailProps) {
  const look = useLook()
  const cells = layout.paneColumns
  const wrapped = paneLines(lines, cells)
  const shown = wrapped.slice(top, top + layout.paneRows)
  const more = wrapped.length - top - shown.length
  const visible = more > 0 ? shown.slice(0, -1) : shown
  return (
    <Box flexDirection="column" width={cells} height={layout.paneRows} flexShrink={0} overflow="hidden">
      {visible.map((line, index) => (
        <Text key={index} wrap="truncate-end">
          <Text {...look.theme('dim')}>{look.safe(line.label)}</Text>
          <Text bold={line.heading} {...look.theme(line.tone)}>
            {look.safe(line.label + line.text === '' ? ' ' : line.text)}
          </Text>
        </Text>
      ))}
      {more > 0 ? (
        <Text {...look.theme('dim')}>{look.cells(`${look.glyphs.down} ${more + 1} more lines: J`, cells)}</Text>
      ) : null}
    </Box>
  )
}
