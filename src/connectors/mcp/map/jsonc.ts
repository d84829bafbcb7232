/** JSON as editors take it, with comments and commas before the end. Throws a SyntaxError where it is none. */
import { plainToken } from './json5.ts'

export function jsonWithComments(text: string): unknown {
  return parsed(text, (token) => token)
}

/** And with names that are not quoted, single quotes and other ways to write numbers: https://spec.json5.org */
export function json5(text: string): unknown {
  return parsed(text, plainToken)
}

function parsed(text: string, plain: (token: string) => string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (text.length > most) throw error
    return JSON.parse(bare(text, plain)) as unknown
  }
}

/** Nobody writes more by hand, and programs write no comments. */
const most = 4 << 20

/** One pass over the text, so that no text takes long. What looks like a comment within a string stays. */
function bare(text: string, plain: (token: string) => string): string {
  const out: string[] = []
  let comma = -1
  for (let at = 0; at < text.length;) {
    const end = endOf(text, at)
    const token = text.slice(at, end)
    if ((token === '}' || token === ']') && comma >= 0) out[comma] = ''
    if (token.startsWith('//') || token.startsWith('/*')) out.push(' ')
    else {
      if (token.trim() !== '') comma = token === ',' ? out.length : -1
      out.push(plain(token))
    }
    at = end
  }
  return out.join('')
}

const word = /[^\s"'{}[\],:/]+/y

/** Where the string, comment, word or character ends that begins here. */
function endOf(text: string, begin: number): number {
  if (text.startsWith('//', begin)) return whereOr(text.indexOf('\n', begin), text.length)
  if (text.startsWith('/*', begin)) return whereOr(text.indexOf('*/', begin + 2), text.length - 2) + 2
  const quote = text[begin]
  if (quote !== '"' && quote !== "'") {
    word.lastIndex = begin
    return word.test(text) ? word.lastIndex : begin + 1
  }
  for (let at = begin + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === quote) return at + 1
  }
  return text.length
}

function whereOr(found: number, otherwise: number): number {
  return found < 0 ? otherwise : found
}
