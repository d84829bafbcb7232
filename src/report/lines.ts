/** Lines of text: names from outside made harmless, wrapping, colour only where it is wanted. */
import type { RenderOptions } from './contract.ts'

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], cyan: [36, 39], green: [32, 39] } as const
export type Paint = keyof typeof codes

export function paint(as: Paint, text: string, options: Pick<RenderOptions, 'color'>): string {
  if (!options.color) return text
  const [on, off] = codes[as]
  return `\u001b[${on}m${text}\u001b[${off}m`
}

// Control characters, and what a terminal takes for the start of a command (C1 codes are one-byte escape sequences).
const escapeSequence =
  /\u001B(?:\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[PX^_][^\u001B]*(?:\u001B\\)?|\[[0-?]*[ -/]*[@-~]?|[ -/]*[0-~]?)/g
// Invisible and direction-changing characters hide or reorder what follows (https://trojansource.codes); joiners,
// variation selectors and skin tones are measured differently by different terminals.
const invisible = /\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|\p{Emoji_Modifier}|\u20E3|[\uFFF9-\uFFFB]/gu
const control = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/g
const plain = /^[\x20-\x7E]*$/
const markPile = /(\p{M}{2})\p{M}+/gu

/**
 * One line of plain characters: escape sequences and invisible characters go, other control characters become spaces.
 * Names come from the organisation being scanned, and may be hostile.
 */
export function clean(text: string): string {
  if (plain.test(text)) return text
  return text
    .replace(escapeSequence, '')
    .replace(control, ' ')
    .replace(invisible, '')
    .replace(markPile, '$1')
    .toWellFormed()
}

/** Words filled into lines of `width`; a word longer than a line stays whole. */
export function* wrapped(text: string, width: number, first: string, rest: string): Generator<string> {
  let line = first
  let empty = true
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > width) {
      yield `${line}\n`
      line = rest
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  yield `${line}\n`
}
