/** CODEOWNERS: who answers for which file. */
import type { CodeOwnersRule } from '../../../model/facts/github.ts'

/** In the order that GitHub looks in. https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
export const codeOwnersPaths = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const

/** In the order of the file. Lines without an owner stay: they take a path away from the owners of lines above. */
export function readCodeOwners(text: string): readonly CodeOwnersRule[] {
  return text.split(/\r?\n/).flatMap((line): readonly CodeOwnersRule[] => {
    const [pattern, ...rest] = wordsOf(line)
    if (pattern === undefined || pattern.startsWith('#')) return []
    const comment = rest.findIndex((word) => word.startsWith('#'))
    const owners = (comment < 0 ? rest : rest.slice(0, comment)).filter((word) => word.includes('@'))
    return [{ pattern, owners }]
  })
}

/** Separated by white space that no backslash stands before. */
function wordsOf(line: string): readonly string[] {
  const words: string[] = []
  for (const piece of line.split(/[ \t]+/)) {
    const last = words.at(-1)
    if (last?.endsWith('\\')) words[words.length - 1] = `${last.slice(0, -1)} ${piece}`
    else if (piece !== '') words.push(piece)
  }
  return words
}

/** The last line that fits counts, as GitHub says. */
export function ownersOf(path: string, rules: readonly CodeOwnersRule[]): readonly string[] {
  return rules.findLast(({ pattern }) => fits(pattern, path))?.owners ?? []
}

/** Of the repository as a whole. */
export function ownersOfAll(rules: readonly CodeOwnersRule[]): readonly string[] {
  return rules.findLast(({ pattern }) => /^\/?\*{1,2}$|^\/$/.test(pattern))?.owners ?? []
}

/** As .gitignore does, without negation and sets of characters. */
export function fits(pattern: string, path: string): boolean {
  const names = path.split('/')
  const isFolder = pattern.endsWith('/')
  const wanted = pattern.replace(/^\//, '').replace(/\/$/, '').split('/')
  // A slash at its beginning or within ties it to the root.
  const isTied = pattern.startsWith('/') || wanted.length > 1
  // `docs/*` is only what lies in the folder itself; anything else that fits a folder has all that is in it.
  const isShallow = wanted.length > 1 && wanted.at(-1) === '*'
  const full = isTied ? wanted : ['**', ...wanted]
  const lengths = lengthsThatFit(full, names)
  return lengths.some((length) => (length === names.length ? !isFolder : !isShallow))
}

/** How many of the names, counted from the first, the pattern takes up: every way there is, in one pass. */
function lengthsThatFit(pattern: readonly string[], names: readonly string[]): readonly number[] {
  let at = new Set([0])
  for (const part of pattern) {
    const next = new Set<number>()
    for (const start of at) {
      if (part === '**') for (let end = start; end <= names.length; end += 1) next.add(end)
      else if (start < names.length && nameFits(part, names[start] ?? '')) next.add(start + 1)
    }
    at = next
  }
  return [...at]
}

/** `*` and `?` within one name. Goes back to the last star only, so that no pattern is slow. */
function nameFits(pattern: string, name: string): boolean {
  let [p, n, star, mark] = [0, 0, -1, 0]
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p
      mark = n
      p += 1
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p += 1
      n += 1
    } else if (star >= 0) {
      mark += 1
      p = star + 1
      n = mark
    } else return false
  }
  while (pattern[p] === '*') p += 1
  return p === pattern.length
}
