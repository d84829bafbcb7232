/** YAML of settings. Throws at what is none, at what leads in circles, and at what grows beyond what anybody wrote. */
import { parse } from 'yaml'

/** Of one document, each time that an alias is followed counted anew. */
const mostValues = 100_000
const deepest = 64
/** Its reader takes long to find that it cannot go as deep. */
const mostOpen = 1000

export function yamlIn(text: string): unknown {
  if (opens(text) > mostOpen) throw new SyntaxError('nested too deep')
  const value: unknown = parse(text, {
    // Few aliases do for settings; more are a trap.
    maxAliasCount: 100,
    // Compose and others merge what they share: https://docs.docker.com/reference/compose-file/fragments/
    merge: true,
    // Looking for names that are told twice takes a day where there are many.
    uniqueKeys: false,
    // Warnings quote what they warn of.
    logLevel: 'error',
    prettyErrors: false,
  })
  let left = mostValues
  const visit = (each: unknown, depth: number): void => {
    left -= 1
    if (left < 0 || depth > deepest) throw new SyntaxError('more than anybody wrote')
    if (typeof each === 'object' && each !== null) for (const child of Object.values(each)) visit(child, depth + 1)
  }
  visit(value, 0)
  return value
}

/** Brackets that are open at once, wherever they stand. */
function opens(text: string): number {
  let open = 0
  let most = 0
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open = Math.max(0, open + (bracket === '[' || bracket === '{' ? 1 : -1))
    most = Math.max(most, open)
  }
  return most
}
