import { Box, Text } from 'ink'
import type { Layout } from './layout.ts'
import type { DetailLine, Tone } from './listing.ts'
import { useLook } from './look.ts'
import type { Look } from './look.ts'

interface ScreenLine {
  readonly label: string
  readonly text: string
  readonly tone: Tone | undefined
  readonly heading: boolean
}

/** Everything about the selected row, wrapped; J and K scroll what does not fit. */
export function Detail({
  lines,
  layout,
  top,
}: {
  readonly lines: readonly DetailLine[]
  readonly layout: Layout
  readonly top: number
}) {
  const look = useLook()
  const cells = layout.paneColumns
  const wrapped = lines.flatMap((line, index) => wrapLine(line, index, cells, look))
  const start = Math.min(top, Math.max(0, wrapped.length - layout.paneRows))
  const shown = wrapped.slice(start, start + layout.paneRows)
  const more = wrapped.length - start - shown.length
  const visible = more > 0 ? shown.slice(0, -1) : shown
  return (
    <Box flexDirection="column" width={cells} height={layout.paneRows} flexShrink={0} overflow="hidden">
      {visible.map((line, index) => (
        <Text key={index} wrap="truncate-end">
          <Text {...look.theme('dim')}>{line.label}</Text>
          <Text bold={line.heading} {...look.theme(line.tone)}>
            {line.text}
          </Text>
        </Text>
      ))}
      {more > 0 ? (
        <Text {...look.theme('dim')}>{look.cells(`${look.glyphs.down} ${more + 1} more lines: J`, cells)}</Text>
      ) : null}
    </Box>
  )
}

function wrapLine(line: DetailLine, index: number, cells: number, look: Look): readonly ScreenLine[] {
  const label = line.label === undefined ? '' : `${line.label}${line.label === '$' ? '' : ':'} `
  const pieces = look.lines(label + line.text, cells)
  const blank: ScreenLine[] =
    line.heading === true && index > 0 ? [{ label: '', text: '', tone: undefined, heading: false }] : []
  const screen = pieces.map((piece, place): ScreenLine => {
    const own = place === 0 ? piece.slice(0, label.length) : ''
    return { label: own, text: piece.slice(own.length), tone: line.tone, heading: line.heading === true }
  })
  return [...blank, ...screen]
}
