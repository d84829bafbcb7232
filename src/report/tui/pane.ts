/** The detail pane's text, wrapped: shared by what draws it and by what scrolls it. */
import type { DetailLine, Tone } from './listing.ts'
import { wrap } from './screen.ts'

export interface PaneLine {
  readonly label: string
  readonly text: string
  readonly tone: Tone | undefined
  readonly heading: boolean
}

export function paneLines(lines: readonly DetailLine[], cells: number): readonly PaneLine[] {
  return lines.flatMap((line, index) => wrapLine(line, index, cells))
}

function wrapLine(line: DetailLine, index: number, cells: number): readonly PaneLine[] {
  const heading = line.heading === true
  const label = line.label === undefined ? '' : `${line.label}${line.label === '$' ? '' : ':'} `
  const [first, others] = line.gutter ?? ['', '']
  const pieces = wrap(label + line.text, cells - Math.max(first.length, others.length)).map(
    (piece, place): PaneLine => {
      const own = place === 0 ? piece.slice(0, label.length) : ''
      return { label: own, text: (place === 0 ? first : others) + piece.slice(own.length), tone: line.tone, heading }
    },
  )
  return heading && index > 0 ? [{ label: '', text: '', tone: undefined, heading: false }, ...pieces] : pieces
}
