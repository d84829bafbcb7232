/**
 * Text as a terminal shows it: cleaned of what could steer the terminal, measured in cells, cut and wrapped to a width.
 * Names come from the organisation being scanned, and may be hostile.
 */

// Control characters, and what a terminal takes for the start of a command (C1 codes are one-byte escape sequences).
const escapeSequence =
  /\u001B(?:\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[PX^_][^\u001B]*(?:\u001B\\)?|\[[0-?]*[ -/]*[@-~]?|[ -/]*[0-~]?)/g
// Invisible and direction-changing characters hide or reorder what follows (https://trojansource.codes); joiners,
// variation selectors and skin tones are measured differently by different terminals.
const invisible = /\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|\p{Emoji_Modifier}|\u20E3|[\uFFF9-\uFFFB]/gu
const control = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/g
const plain = /^[\x20-\x7E]*$/
const mark = /^\p{M}$/u
const markPile = /(\p{M}{2})\p{M}+/gu
const wide =
  /^(?:[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18D08}\u{1B000}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation})$/u

/** One line of plain characters: escape sequences and invisible characters go, other control characters become spaces. */
export function clean(text: string): string {
  if (plain.test(text)) return text
  return text
    .replace(escapeSequence, '')
    .replace(control, ' ')
    .replace(invisible, '')
    .replace(markPile, '$1')
    .toWellFormed()
}

/** Cells that cleaned text takes. */
export function width(text: string): number {
  if (plain.test(text)) return text.length
  let cells = 0
  for (const character of text) cells += cellsOf(character)
  return cells
}

function cellsOf(character: string): number {
  if (character < '\u0300') return 1
  if (mark.test(character)) return 0
  return wide.test(character) ? 2 : 1
}

/** The longest beginning of the text that takes at most `cells`. */
function head(text: string, cells: number): string {
  if (plain.test(text)) return text.slice(0, cells)
  let taken = 0
  let end = 0
  for (const character of text) {
    taken += cellsOf(character)
    if (taken > cells) break
    end += character.length
  }
  return text.slice(0, end)
}

/** Exactly `cells` wide: cut with `…`, or filled with spaces. */
export function fit(text: string, cells: number, align: 'left' | 'right' = 'left', ellipsis = '…'): string {
  if (cells <= 0) return ''
  const wanted = width(text)
  const shown = wanted <= cells ? text : cells === 1 ? ellipsis : head(text, cells - 1) + ellipsis
  const padding = ' '.repeat(Math.max(0, cells - width(shown)))
  return align === 'right' ? padding + shown : shown + padding
}

/** At most `cells` wide. */
export function shorten(text: string, cells: number, ellipsis = '…'): string {
  return width(text) <= cells ? text : fit(text, cells, 'left', ellipsis).trimEnd()
}

/** Lines of at most `cells`, broken at spaces where there are some; an empty text is one empty line. */
export function wrap(text: string, cells: number): readonly string[] {
  const room = Math.max(2, cells)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    let rest = word
    if (line !== '' && width(line) + 1 + width(rest) <= room) {
      line += ` ${rest}`
      continue
    }
    if (line !== '') lines.push(line)
    while (width(rest) > room) {
      const part = head(rest, room)
      lines.push(part)
      rest = rest.slice(part.length)
    }
    line = rest
  }
  return [...lines, line]
}
