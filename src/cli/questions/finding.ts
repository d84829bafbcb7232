/** A finding's page: what was seen, by what paths, and every step that mends it. */
import type { Finding, FoundPath } from '../../model/index.ts'
import { clean } from '../../report/lines.ts'
import { pathsOf } from '../../report/paths/read.ts'
import { pathLines } from '../../report/paths/words.ts'
import { commandLines } from './commands.ts'
import { lines, width } from './statements.ts'

export function* findingPage(finding: Finding): Generator<string> {
  const { confidence, message, ruleId, severity } = finding
  yield `${severity.toUpperCase()}  ${ruleId}  (${confidence})\n\n`
  yield* lines(message)
  yield '\n'
  yield* about(finding)
  const paths = [...pathLines(finding, { width, indent: '  ', whole: true })]
  if (paths.length > 0) yield* ['\nPaths\n', ...paths]
  yield* change(finding)
  yield* mends(finding)
  yield '\n'
  const [first] = pathsOf(finding).paths
  if (first) yield* ['The statements, hop by hop\n', ...commandLines(walk(first), '  ')]
  yield `Why it matters\n  $ muster explain ${ruleId}\n`
}

function* about({ evidence, fingerprint, owner, related, subject, waiver }: Finding): Generator<string> {
  const labelled = (label: string, text: string): string => `${label.padEnd(13)}${clean(text)}\n`
  yield labelled('Subject', subject.nativeId)
  yield labelled('Scope', subject.scope)
  yield labelled('Fingerprint', fingerprint)
  if (owner) yield labelled('Owner', `${owner.name} (${owner.source})`)
  if (waiver) yield labelled('Waived', `until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`)
  for (const { source, detail } of evidence)
    yield labelled('Evidence', detail === undefined ? source : `${source}: ${detail}`)
  for (const id of related) yield labelled('Related', nativeOf(id))
}

/** The ARN at the end of an id of AWS, which `muster explain` takes as well. */
function nativeOf(id: string): string {
  return /^aws:\d{12}:.*?:(arn:.+)$/.exec(id)?.[1] ?? id
}

/** The smaller policy that a finding proposes, as a difference. */
function* change({ data }: Finding): Generator<string> {
  const reduction = data['reduction']
  if (typeof reduction !== 'object' || reduction === null || !('diff' in reduction)) return
  const { diff } = reduction
  if (typeof diff !== 'string' || diff === '') return
  yield '\nWhat would go\n'
  for (const line of diff.split('\n')) yield `  ${clean(line)}\n`
}

function* mends({ remediation }: Finding): Generator<string> {
  if (remediation.length === 0) return
  yield remediation.length > 1 ? '\nHow to mend it, step by step\n' : '\nHow to mend it\n'
  for (const [index, mend] of remediation.entries()) {
    const lead = remediation.length > 1 ? `${index + 1}. ` : ''
    const indent = ' '.repeat(2 + lead.length)
    yield* lines(mend.text, `  ${lead}`, indent)
    if (mend.command !== undefined) yield* commandLines(mend.command, indent)
  }
}

/** `muster path` looks for an administrator unless it is told for whom. */
function walk({ gain, hops, target }: FoundPath): string {
  const from = hops[0]?.from ?? target
  return `muster path ${from}${gain === 'admin' ? '' : ` --to ${target}`}`
}
