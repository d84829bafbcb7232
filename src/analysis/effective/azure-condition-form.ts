/**
 * The form of conditions on role assignments: clauses that all have to hold, of which each begins with the actions that
 * it is not about. https://learn.microsoft.com/azure/role-based-access-control/conditions-format
 */
import { matches } from './azure-actions/index.ts'

const actionTest = /actionmatches\s*\{\s*'([^']*)'\s*\}/gi
const otherActions = /(?:!|\bnot\b)\s*\(?\s*actionmatches\s*\{\s*'([^']*)'\s*\}/gi

/** Whether the condition lets an action through whatever the request is, since each of its clauses is about others. */
export function letsThrough(condition: string | null, action: string): boolean {
  if (condition === null || condition.trim() === '') return true
  const key = `${action} ${condition}`
  const answer = known.get(key) ?? holds(condition, action)
  known.set(key, answer)
  return answer
}

/** Conditions are few and long, and asked about again for each thing that a role covers. */
const known = new Map<string, boolean>()

function holds(text: string, action: string): boolean {
  const clauses = partsOf(text, 'and')
  if (clauses.length > 1) return clauses.every((clause) => holds(clause, action))
  const choices = partsOf(text, 'or')
  return choices.length > 1 ? choices.some((choice) => holds(choice, action)) : isAboutOthers(text, action)
}

/** `!(ActionMatches{'…'})`, one or more, of which none is the action. */
function isAboutOthers(part: string, action: string): boolean {
  const all = [...part.matchAll(actionTest)]
  const others = [...part.matchAll(otherActions)]
  if (part.includes('@') || all.length === 0 || all.length !== others.length) return false
  return others.every(([, pattern = '']) => !matches(pattern, action))
}

/** What stands between the word, outside of brackets and quotes; brackets around it all are taken away. */
function partsOf(text: string, word: 'and' | 'or'): readonly string[] {
  const inner = unwrapped(text.trim())
  const depths = depthsOf(inner)
  const parts: string[] = []
  let from = 0
  for (const { index, 0: found } of inner.matchAll(new RegExp(String.raw`\b${word}\b|&&|\|\|`, 'gi'))) {
    const means = found === '&&' ? 'and' : found === '||' ? 'or' : word
    if (means !== word || depths[index] !== 0) continue
    parts.push(inner.slice(from, index))
    from = index + found.length
  }
  return [...parts, inner.slice(from)]
}

function unwrapped(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text
  const depths = depthsOf(text)
  return depths.indexOf(0, 1) === -1 ? unwrapped(text.slice(1, -1).trim()) : text
}

/** How many brackets are open before each sign; within quotes there is always one more. */
function depthsOf(text: string): readonly number[] {
  const depths: number[] = []
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    depths.push(quoted ? depth + 1 : depth)
    if (sign === "'") quoted = !quoted
    else if (!quoted && '({['.includes(sign)) depth += 1
    else if (!quoted && ')}]'.includes(sign)) depth -= 1
  }
  return depths
}
