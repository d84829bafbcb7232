/** What the `${{ … }}` of a workflow name. https://docs.github.com/en/actions/reference/workflows-and-actions/contexts */

/** Insides of every expression of a text. By searching on, never back: the text may be made to be slow. */
export function expressionsIn(text: string): readonly string[] {
  const found: string[] = []
  for (let at = text.indexOf('${{'); at >= 0; at = text.indexOf('${{', at)) {
    const end = text.indexOf('}}', at + 3)
    if (end < 0) break
    found.push(text.slice(at + 3, end).trim())
    at = end + 2
  }
  return found
}

const contexts = {
  secrets: namePattern('secrets'),
  vars: namePattern('vars'),
  env: namePattern('env'),
} as const

function namePattern(context: string): { readonly names: RegExp; readonly key: RegExp } {
  const names = `(?<![\\w.'-])${context}(?:\\.(\\*|[A-Za-z_][\\w-]*)|\\[\\s*'([^']*)'\\s*\\]|(?![\\w-]))`
  return { names: new RegExp(names, 'gi'), key: new RegExp(`${context}\\s{0,8}\\[\\s{0,8}$`, 'i') }
}

/** Names that an expression takes of a context: `secrets.NPM_TOKEN`; `*` where it takes them all, or one by a run's choice. */
export function namesIn(expression: string, context: keyof typeof contexts): readonly string[] {
  if (!expression.toLowerCase().includes(context)) return []
  const { names, key } = contexts[context]
  return [...bare(expression, key).matchAll(names)].map(([, dotted, quoted]) => dotted ?? quoted ?? '*')
}

/** Text between quotes names nothing, but as a key: `secrets['A']`. */
function bare(expression: string, key: RegExp): string {
  if (!expression.includes("'")) return expression
  let cleaned = ''
  let at = 0
  for (;;) {
    const open = expression.indexOf("'", at)
    const close = open < 0 ? -1 : expression.indexOf("'", open + 1)
    if (close < 0) return cleaned + expression.slice(at)
    const before = expression.slice(at, open)
    const isKey = key.test(before.slice(-40))
    cleaned += before + (isKey ? expression.slice(open, close + 1) : "''")
    at = close + 1
  }
}

/**
 * Contexts that outsiders fill, by opening an issue or a pull request.
 * https://docs.github.com/en/actions/concepts/security/script-injections
 */
const untrusted = [
  /^github\.head_ref$/,
  /^github\.event\.(?:issue|pull_request|discussion)\.(?:title|body)$/,
  /^github\.event\.(?:comment|review|review_comment)\.body$/,
  /^github\.event\.pull_request\.head\.(?:ref|label|repo\.default_branch)$/,
  /^github\.event\.workflow_run\.(?:head_branch|display_title|head_commit\.message|head_repository\.description)$/,
  /^github\.event\.workflow_run\.(?:head_commit\.author|pull_requests\.[\w*]+\.head)\.(?:name|email|ref)$/,
  /^github\.event\.(?:head_commit|commits\.[\w*]+)\.(?:message|author\.name|author\.email)$/,
  /^github\.event\.pages\.[\w*]+\.page_name$/,
]

/** Of an expression whose value stands in a script: what of it an outsider fills, sorted. */
export function injectionsIn(expression: string): readonly string[] {
  const found = new Set<string>()
  // Whether a title contains a word is yes or no, whoever wrote it.
  const values = expression.replaceAll(/(?<![\w.])(?:contains|startsWith|endsWith)\([^()]*\)/gi, '')
  for (const match of values.matchAll(/(?<![\w.'-])github(?:\.[\w*-]+|\[\s*(?:'[\w-]+'|\d+|\*)\s*\])+/gi)) {
    const path = match[0].replaceAll(/\[\s*'?([\w*-]+)'?\s*\]/g, '.$1')
    const isCompared = /^\s{0,8}[=!]=/.test(
      values.slice(match.index + match[0].length, match.index + match[0].length + 12),
    )
    if (!isCompared && untrusted.some((pattern) => pattern.test(path.toLowerCase()))) found.add(path)
  }
  return [...found].toSorted()
}

/** The code of a pull request, as it comes: whoever opened it has written it. */
const headOfOutsiders =
  /github\.event\.(?:pull_request|workflow_run\.pull_requests(?:\.[\w*]+|\[[\w*]+\]))\.(?:head\.|merge_commit_sha)|github\.head_ref|github\.event\.workflow_run\.head_|refs\/pull\//i

export function isHeadOfOutsiders(text: string): boolean {
  return headOfOutsiders.test(text)
}

/** A condition that asks who is there, or whether somebody with the right to do so has let it through. */
const asksWho =
  /github\.(?:actor|triggering_actor|event\.sender|event\.label)|author_association|head\.repo(?:sitory)?\.|head_repository|\.labels|user\.login|event\.(?:issue|pull_request|comment)\.user|permission/i

/** `github.actor != 'dependabot[bot]'` keeps out that one, and lets everybody else in; so does asking for forks. */
const turnsAwayOne =
  /github\.(?:actor|triggering_actor|event\.[\w.]{1,100}\.(?:login|type))\s{0,8}!=\s{0,8}'[^']*'|head\.repo\.full_name\s{0,8}!=\s{0,8}github\.repository/gi

export function isGuard(condition: string): boolean {
  return asksWho.test(condition.replaceAll(turnsAwayOne, ''))
}
