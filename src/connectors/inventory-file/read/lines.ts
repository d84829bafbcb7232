/** Lines of a text that comes in pieces, some at a time. */

export interface Line {
  /** From 1. */
  readonly number: number
  readonly text: string
  /** Why it cannot be used. */
  readonly flaw?: string
}

/** No line of an inventory is longer; one that is would have to be held whole. */
const longest = 1 << 20

const notUtf8 = 'there are bytes that are no valid UTF-8 (encoding says what else they are)'
const tooLong = 'longer than a megabyte'

export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<readonly Line[]> {
  let rest = ''
  let number = 0
  let overlong = false
  const line = (text: string): Line => {
    number += 1
    const cut = overlong
    overlong = false
    if (cut || text.length > longest) return { number, text: '', flaw: tooLong }
    return text.includes('\uFFFD') ? { number, text, flaw: notUtf8 } : { number, text }
  }
  for await (const piece of pieces) {
    const text = rest + piece
    // A line may end in the next piece, or its end be cut in two.
    const held = text.endsWith('\r') ? '\r' : ''
    const lines = text.slice(0, text.length - held.length).split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + held
    if (lines.length > 0) yield lines.map(line)
    if (rest.length <= longest) continue
    rest = ''
    overlong = true
  }
  if (rest !== '' || overlong) yield [line(rest.replace(/\r$/, ''))]
}
