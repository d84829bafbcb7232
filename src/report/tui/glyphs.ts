/** The signs on screen, and what stands for them where the terminal is not UTF-8. */
import type { Severity } from '../../model/index.ts'

export interface Glyphs {
  readonly unicode: boolean
  readonly severity: { readonly [S in Severity]: string }
  readonly ellipsis: string
  readonly up: string
  readonly down: string
  readonly into: string
  /** From whom to whom. */
  readonly to: string
  readonly dot: string
  readonly bar: string
  readonly line: string
}

const full: Glyphs = {
  unicode: true,
  severity: { critical: '◆', high: '▲', medium: '■', low: '●', info: '○' },
  ellipsis: '…',
  up: '▲',
  down: '▼',
  into: '›',
  to: '→',
  dot: '·',
  bar: '│',
  line: '─',
}

const ascii: Glyphs = {
  unicode: false,
  severity: { critical: '#', high: '^', medium: '=', low: 'o', info: '.' },
  ellipsis: '~',
  up: '^',
  down: 'v',
  into: '>',
  to: '->',
  dot: '-',
  bar: '|',
  line: '-',
}

export function glyphsFor(unicode: boolean): Glyphs {
  return unicode ? full : ascii
}

/** `C ◆`; a possible finding carries a question mark. */
export function severityMark(severity: Severity, confidence: string, glyphs: Glyphs): string {
  return `${severity.charAt(0).toUpperCase()} ${glyphs.severity[severity]}${confidence === 'possible' ? '?' : ''}`
}
