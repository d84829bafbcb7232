/** JSON as editors take it, with comments and commas before the end. Throws a SyntaxError where it is none. */
export function jsonWithComments(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (text.length > most) throw error
    return JSON.parse(bare(text)) as unknown
  }
}

/** Nobody writes more by hand, and programs write no comments. */
const most = 4 << 20

/** One pass over the text, so that no text takes long. What looks like a comment within a string stays. */
function bare(text: string): string {
  let out = ''
  let comma = -1
  for (let at = 0; at < text.length;) {
    const end = endOf(text, at)
    const token = text.slice(at, end)
    if (token === '}' || token === ']') out = comma < 0 ? out : `${out.slice(0, comma)}${out.slice(comma + 1)}`
    if (token.startsWith('//') || token.startsWith('/*')) out += ' '
    else {
      if (token.trim() !== '') comma = token === ',' ? out.length : -1
      out += token
    }
    at = end
  }
  return out
}

/** Where the string, comment or character ends that begins here. */
function endOf(text: string, begin: number): number {
  if (text.startsWith('//', begin)) return whereOr(text.indexOf('\n', begin), text.length)
  if (text.startsWith('/*', begin)) return whereOr(text.indexOf('*/', begin + 2), text.length - 2) + 2
  if (text[begin] !== '"') return begin + 1
  for (let at = begin + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at + 1
  }
  return text.length
}

function whereOr(found: number, otherwise: number): number {
  return found < 0 ? otherwise : found
}
