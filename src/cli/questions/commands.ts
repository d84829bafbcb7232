/** Commands in lines of eighty characters that a shell still takes as they stand. */
import { clean } from '../../report/lines.ts'
import { width } from './statements.ts'

/** A backslash ends each line but the last; within a quoted policy a line ends behind a comma, as JSON may. */
export function* commandLines(command: string, indent: string): Generator<string> {
  const rest = `${indent}    `
  let line = `${indent}$`
  for (const word of wordsOf(clean(command))) {
    const [first = '', ...more] = piecesOf(word, width - rest.length)
    // Room for the backslash, in case that another word follows.
    if (line.trim() !== '$' && line.length + 1 + first.length + 2 > width) {
      yield `${line} \\\n`
      line = rest + first
    } else line += ` ${first}`
    for (const piece of more) {
      yield `${line}\n`
      line = rest + piece
    }
  }
  yield `${line}\n`
}

/** The words of a shell command, each with its quotes. */
function wordsOf(command: string): readonly string[] {
  return command.match(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/g) ?? []
}

/** What is longer than a line, and quoted JSON, in pieces that fit; anything else as it is. */
function piecesOf(word: string, most: number): readonly string[] {
  if (word.length <= most || !/^'[[{]/.test(word)) return [word]
  const pieces: string[] = []
  for (const part of word.split(afterComma)) {
    const last = pieces.at(-1)
    if (last === undefined || last.length + part.length > most) pieces.push(part)
    else pieces[pieces.length - 1] = last + part
  }
  return pieces
}

/** Behind a comma that stands between JSON values: an even number of quotes, escaped ones aside, follows. */
const afterComma = /(?<=,)(?=(?:(?:\\.|[^"\\])*"(?:\\.|[^"\\])*")*(?:\\.|[^"\\])*$)/
