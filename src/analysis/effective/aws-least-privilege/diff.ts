/** What a proposal changes, line by line, with the evidence behind each removal. */
import { counted, dayOf } from '../../time.ts'
import { listOf } from '../aws-statements.ts'
import type { Cut, Held, Removed, Window } from './types.ts'

export function diffOf(held: Held, cuts: readonly Cut[], after: string, window: Window): readonly string[] {
  return [
    `--- ${held.policy} (${held.kind.replace('-', ' ')}, of ${held.holder})`,
    `+++ ${after}`,
    ...cuts.flatMap((cut, place) => (cut.removed.length === 0 ? [] : statementLines(held, cut, place, window))),
  ]
}

function statementLines(held: Held, cut: Cut, place: number, window: Window): readonly string[] {
  const before = held.document.Statement[place]
  const sid = before?.Sid === undefined ? '' : ` ${before.Sid}`
  const head = `@@ Statement[${place}]${sid}${cut.statement === undefined ? ': nothing is left of it' : ''} @@`
  const patterns = [...Map.groupBy(cut.removed, ({ pattern }) => pattern)]
  const lines = patterns.flatMap(([pattern, removed]) =>
    pattern === 'NotAction'
      ? [`- "NotAction": ${JSON.stringify(listOf(before?.NotAction))}`, ...evidenceLines(removed, window)]
      : [minus(pattern, removed, window), ...(isWhole(removed) ? [] : evidenceLines(removed, window))],
  )
  return [head, ...lines, ...[...new Set(cut.added)].map((pattern) => `+ "${pattern}"`)]
}

function minus(pattern: string, removed: readonly Removed[], window: Window): string {
  const [only] = removed
  return isWhole(removed) && only ? `- "${pattern}"  # ${when(only, window)}` : `- "${pattern}"`
}

/** Told by one sentence. */
function isWhole(removed: readonly Removed[]): boolean {
  return removed.length === 1
}

/** What was never asked for comes together, the rest by itself. */
function evidenceLines(removed: readonly Removed[], window: Window): readonly string[] {
  const never = removed.filter(({ lastAccessed }) => lastAccessed === null)
  const dated = removed.filter(({ lastAccessed }) => lastAccessed !== null)
  const head = `#   not asked for since ${dayOf(window.since)}:`
  return [
    ...(never.length === 0 ? [] : wrapped(head, never.map(nameOf))),
    ...dated.map((each) => `#   ${nameOf(each)}: ${when(each, window)}`),
  ]
}

const widest = 100

function wrapped(head: string, names: readonly string[]): readonly string[] {
  const lines: string[] = []
  let line = head
  for (const [index, name] of names.entries()) {
    const word = ` ${name}${index === names.length - 1 ? '' : ','}`
    if (line.length + word.length > widest) {
      lines.push(line)
      line = '#    '
    }
    line += word
  }
  return [...lines, line]
}

function nameOf({ actions, service }: Removed): string {
  const [first = ''] = actions
  return actions.length === 1 ? first : `${service} (${counted(actions.length, 'action')})`
}

export function when({ lastAccessed, level, service }: Removed, { since }: Window): string {
  const what = level === 'service' ? service : 'it'
  return lastAccessed === null
    ? `${what} was not asked for since ${dayOf(since)}`
    : `${what} was last asked for on ${dayOf(lastAccessed)}`
}
