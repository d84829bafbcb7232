/** Lines of text: names from outside made harmless, wrapping, colour only where it is wanted. */
import { stripVTControlCharacters } from 'node:util'
import type { RenderOptions } from './contract.ts'

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], cyan: [36, 39], green: [32, 39] } as const
export type Paint = keyof typeof codes

export function paint(as: Paint, text: string, options: Pick<RenderOptions, 'color'>): string {
  if (!options.color) return text
  const [on, off] = codes[as]
  return `\u001b[${on}m${text}\u001b[${off}m`
}

/** A name from outside may hold anything; on a terminal it must hold no commands, on a page no lines of its own. */
export function clean(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ')
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
