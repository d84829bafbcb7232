/** Takes actions out of a statement and leaves the rest of it as it is. */
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import { listOf } from '../aws-statements.ts'
import { everything, grantsOf, grantsOfPattern, type Grants } from './grants.ts'
import type { Judgement } from './stays.ts'
import type { Cut, Removed } from './types.ts'

/** Resource, conditions and everything else stay; Denies stay whole. `place`: of the statement in its document. */
export function cut(statement: PolicyStatement, place: number, judgement: Judgement): Cut {
  const whole: Cut = { statement, removed: [], added: [] }
  if (statement.Effect !== 'Allow') return whole
  const inverted = statement.Action === undefined
  if (inverted && statement.NotAction === undefined) return whole
  const excluded = inverted ? listOf(statement.NotAction) : []
  const parts = inverted
    ? [cutPattern({ pattern: 'NotAction', grants: grantsOf(statement), excluded }, place, judgement)]
    : listOf(statement.Action).map((pattern) =>
        cutPattern({ pattern, grants: grantsOfPattern(pattern), excluded }, place, judgement),
      )
  const removed = parts.flatMap((part) => part.removed)
  if (removed.length === 0) return whole
  const added = parts.flatMap((part) => part.added)
  const patterns = [...new Set(parts.flatMap(({ kept, added: fresh }) => [...kept, ...fresh]))]
  if (patterns.length === 0) return { statement: undefined, removed, added }
  const { NotAction: _, ...rest } = statement
  const Action = patterns.length === 1 && typeof statement.Action === 'string' ? patterns[0]! : patterns
  // The place of a key in the text is kept for whoever compares the two.
  const after = inverted ? { ...rest, Action } : { ...statement, Action }
  return { statement: after, removed, added }
}

interface Pattern {
  readonly pattern: string
  readonly grants: Grants
  readonly excluded: readonly string[]
}

interface Part {
  /** The pattern itself where nothing of it goes. */
  readonly kept: readonly string[]
  readonly added: readonly string[]
  readonly removed: readonly Removed[]
}

function cutPattern(given: Pattern, place: number, judgement: Judgement): Part {
  const added: string[] = []
  const removed: Removed[] = []
  for (const [service, actions] of [...given.grants].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const stay: string[] = []
    const go: string[] = []
    for (const action of actions) (judgement.stays(action, service) === undefined ? go : stay).push(action)
    removed.push(...removedOf(go, service, given.pattern, place, judgement))
    added.push(...patternsFor(stay, service, given))
  }
  if (removed.length === 0) return { kept: given.pattern === 'NotAction' ? [] : [given.pattern], added: [], removed }
  return { kept: [], added, removed }
}

/** One entry for what is told of the service as a whole, and one for each action that is told of by itself. */
function removedOf(
  actions: readonly string[],
  service: string,
  pattern: string,
  statement: number,
  judgement: Judgement,
): readonly Removed[] {
  const together: string[] = []
  const apart: Removed[] = []
  for (const action of actions) {
    const { at, level } = judgement.lastAccessed(action, service)
    if (level === 'service') together.push(action)
    else apart.push({ statement, pattern, service, actions: [action], lastAccessed: at, level })
  }
  const [first] = together
  if (first === undefined) return apart
  const { at } = judgement.lastAccessed(first, service)
  return [{ statement, pattern, service, actions: together, lastAccessed: at, level: 'service' }, ...apart]
}

const fewest = 3

/** Patterns for exactly these actions of the service, none of which reaches beyond the pattern they come from. */
function patternsFor(actions: readonly string[], service: string, given: Pattern): readonly string[] {
  if (actions.length === 0) return []
  const all = [...(everything().get(service) ?? [])]
  const lead = leadOf(given, service)
  if (lead === '' && actions.length === all.length) return [`${service}:*`]
  if (lead === undefined) return actions.toSorted()
  const staying = new Set(actions)
  const byVerb = Map.groupBy(actions, (action) => /^[^:]+:(?:[A-Z][a-z]+|[A-Z]+)/.exec(action)?.[0] ?? action)
  return [...byVerb]
    .flatMap(([verb, group]) => {
      const lower = verb.toLowerCase()
      const matching = all.filter((action) => action.toLowerCase().startsWith(lower))
      const within = lower.slice(lower.indexOf(':') + 1).startsWith(lead)
      return within && group.length >= fewest && matching.every((action) => staying.has(action)) ? [`${verb}*`] : group
    })
    .toSorted()
}

/**
 * What the names of actions have to begin with for the pattern to cover them, whatever follows; `undefined` when that
 * is not all it asks.
 */
function leadOf({ pattern, excluded }: Pattern, service: string): string | undefined {
  if (pattern === 'NotAction') {
    const touched = excluded.some(
      (each) => /[*?]/.test(each.split(':')[0] ?? '') || each.toLowerCase().startsWith(`${service}:`),
    )
    return touched ? undefined : ''
  }
  const name = /^\*+$/.test(pattern) ? '*' : pattern.slice(pattern.indexOf(':') + 1)
  return /^[^*?]*\*+$/.test(name) ? name.replaceAll('*', '').toLowerCase() : undefined
}
