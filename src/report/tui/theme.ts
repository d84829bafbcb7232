/** How a tone looks. Without colour only weight is left: letters, shapes and the `>` of the selected row say the rest. */
import type { Tone } from './listing.ts'

interface Style {
  readonly color?: string
  readonly bold?: boolean
  readonly dimColor?: boolean
}
export type Theme = (tone: Tone | undefined) => Style

const none: Style = {}
const coloured: { readonly [T in Tone]: Style } = {
  critical: { color: 'magentaBright', bold: true },
  high: { color: 'redBright' },
  medium: { color: 'yellowBright' },
  low: { color: 'cyanBright' },
  info: { color: 'gray' },
  good: { color: 'green' },
  warn: { color: 'yellow' },
  dim: { dimColor: true },
  strong: { bold: true },
}

export function themeFor(color: boolean): Theme {
  return (tone) => {
    if (tone === undefined) return none
    if (color) return coloured[tone]
    return tone === 'strong' || tone === 'critical' ? { bold: true } : none
  }
}
