/** The four ways in which TOML writes text. */
import { taken } from './toml-cursor.ts'
import type { Cursor } from './toml-cursor.ts'

/** Piece by piece, each with a pattern that needs no memory of what came before: texts may be long. */
const pieces = {
  '"': /[^"\\\u0000-\u0008\n-\u001f\u007f]+|\\[^\n]/y,
  "'": /[^'\u0000-\u0008\n-\u001f\u007f]+/y,
  '"""': /[^"\\\u0000-\u0008\u000b-\u001f\u007f]+|\\[^]/y,
  "'''": /[^'\u0000-\u0008\u000b-\u001f\u007f]+/y,
} as const

/** undefined: what stands here is no text. */
export function textIn(cursor: Cursor): string | undefined {
  const quote = cursor.text[cursor.at]
  if (quote !== '"' && quote !== "'") return undefined
  const long = cursor.text.startsWith(quote.repeat(3), cursor.at)
  cursor.at += long ? 3 : 1
  if (long && cursor.text[cursor.at] === '\n') cursor.at += 1
  const text = long ? overLines(cursor, quote) : onLine(cursor, quote)
  if (quote === "'") return text
  return unescaped(long ? oneLine(text) : text)
}

function onLine(cursor: Cursor, quote: '"' | "'"): string {
  const begin = cursor.at
  while (taken(cursor, pieces[quote]) !== undefined);
  if (cursor.text[cursor.at] !== quote) throw new SyntaxError('text is not closed')
  cursor.at += 1
  return cursor.text.slice(begin, cursor.at - 1)
}

/** Up to two quotes may stand before the three that end it. */
function overLines(cursor: Cursor, quote: '"' | "'"): string {
  const begin = cursor.at
  const quotes = quote === '"' ? /"+/y : /'+/y
  for (;;) {
    while (taken(cursor, pieces[quote === '"' ? '"""' : "'''"]) !== undefined);
    const { length } = taken(cursor, quotes)?.[0] ?? ''
    if (length === 0 || length > 5) throw new SyntaxError('text is not closed')
    if (length >= 3) return cursor.text.slice(begin, cursor.at - 3)
  }
}

/** A backslash at the end of a line takes what is blank up to the next word. */
function oneLine(text: string): string {
  return text.replaceAll(/\\(?:[ \t]*\n[ \t\n]*|([^]))/g, (_whole, kept: string | undefined) =>
    kept === undefined ? '' : `\\${kept}`,
  )
}

const named: { readonly [letter: string]: string } = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\u001b',
  '"': '"',
  '\\': '\\',
}

function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))/g,
    (_whole, ...found: readonly unknown[]) => {
      const code = found.slice(0, 3).find((each) => typeof each === 'string')
      if (typeof code === 'string') return character(Number.parseInt(code, 16))
      const letter = String(found[3])
      const known = Object.hasOwn(named, letter) ? named[letter] : undefined
      if (known === undefined) throw new SyntaxError('no such escape')
      return known
    },
  )
}

function character(code: number): string {
  if (code > 0x10_ff_ff || (code >= 0xd8_00 && code <= 0xdf_ff)) throw new SyntaxError('no such character')
  return String.fromCodePoint(code)
}
