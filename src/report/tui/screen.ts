/** Text as a terminal shows it: measured in cells, cut and wrapped to a width. */
const plain = /^[\x20-\x7E]*$/
const mark = /^\p{M}$/u
const wide =
  /^(?:[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18D08}\u{1B000}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation})$/u

/** Cells that cleaned text takes. */
export function width(text: string): number {
  if (plain.test(text)) return text.length
  let cells = 0
  for (const character of text) cells += cellsOf(character)
  return cells
}

/** Rows that lines take on a terminal of so many columns: longer ones are folded. */
export function shownRows(lines: readonly string[], columns: number): number {
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / columns)), 0)
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
