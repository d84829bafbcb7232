/** Tokens of JSON5 as JSON writes them: https://spec.json5.org */

export function plainToken(token: string): string {
  if (token.startsWith("'") || token.startsWith('"')) return quoted(token)
  if (/^(?:true|false|null|[{}[\],:\s])?$/.test(token)) return token
  if (/^[+-]?(?:Infinity|NaN)$/.test(token)) return 'null'
  if (/^[+-]?(?:0[xX][\da-fA-F]+|\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)$/.test(token))
    return number(token.replace(/^\+/, ''))
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(token) ? JSON.stringify(token) : token
}

function number(token: string): string {
  const value = token.startsWith('-') ? -Number(token.slice(1)) : Number(token)
  return Number.isFinite(value) ? JSON.stringify(value) : 'null'
}

const named: { readonly [letter: string]: string } = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '0': '\0' }

function quoted(token: string): string {
  const quote = token[0] ?? ''
  // What is not closed stays as it is, and is refused.
  if (token.length < 2 || !token.endsWith(quote) || /(?<!\\)\n/.test(token)) return token
  const text = token
    .slice(1, -1)
    .replaceAll(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|(\r\n|[^]))/g, (_whole, ...found: readonly unknown[]) => {
      const code = found.slice(0, 2).find((each) => typeof each === 'string')
      if (typeof code === 'string') return String.fromCharCode(Number.parseInt(code, 16))
      const letter = String(found[2])
      if (/^[\r\n\u2028\u2029]/.test(letter)) return ''
      return Object.hasOwn(named, letter) ? (named[letter] ?? '') : letter
    })
  return JSON.stringify(text)
}
