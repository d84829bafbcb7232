/** Files of variables, as shells and their many imitations read them: https://github.com/motdotla/dotenv#parsing */

const begin = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]{0,199})[ \t]*[=:][ \t]*/

/** Of a name that stands twice, both. */
export function variablesIn(text: string): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = []
  const lines = text.split(/\r\n|\n|\r/)
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const [head, name] = begin.exec(line) ?? []
    if (head === undefined || name === undefined) continue
    const rest = line.slice(head.length)
    const quote = /^["'`]/.exec(rest)?.[0]
    if (quote === undefined) found.push([name, rest.replace(/(?:^|\s)#.*$/, '').trim()])
    else {
      const last = endOf(lines, at, quote, rest)
      const whole = [rest, ...lines.slice(at + 1, last + 1)].join('\n')
      found.push([name, within(whole, quote)])
      at = last
    }
  }
  return found
}

const mostLines = 200

/** The line that a text over lines ends on; without an end it is one line. */
function endOf(lines: readonly string[], begins: number, quote: string, rest: string): number {
  if (closed(rest.slice(1), quote)) return begins
  for (let at = begins + 1; at < lines.length && at < begins + mostLines; at += 1)
    if (closed(lines[at] ?? '', quote)) return at
  return begins
}

function closed(text: string, quote: string): boolean {
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) if (text[at - 1] !== '\\') return true
  return false
}

function within(text: string, quote: string): string {
  for (let at = text.indexOf(quote, 1); at >= 0; at = text.indexOf(quote, at + 1))
    if (text[at - 1] !== '\\') return text.slice(1, at)
  return text.slice(1)
}

/** `.env`, `.env.local`, `prod.env`, `.envrc`; templates hold nothing, and `.env.vault` is encrypted. */
export function isVariables(name: string): boolean {
  if (!/^(?:\.env(?:\.[\w-]+)*|[\w.-]+\.env|\.envrc)$/i.test(name)) return false
  return !/(?:^|[._-])(?:example|examples|sample|template|tmpl|tpl|dist|defaults?|schema|vault|skel(?:eton)?)(?:[._-]|$)/i.test(
    name,
  )
}
