/** The result for people: what was seen, what was found and how to mend it, what was not seen. */
import type { AiSummary, Coverage, Finding, ProviderSummary, ResultHead, Severity } from '../model/index.ts'
import { severities } from '../model/index.ts'
import type { Format, RenderOptions, ResultReader } from './contract.ts'
import { clean, paint, wrapped } from './lines.ts'
import type { Paint } from './lines.ts'
import { pathsOf } from './paths/read.ts'
import { pathLines } from './paths/words.ts'
import { count, instant, number, severityWords, statusWords } from './words.ts'

export const format: Format = { id: 'text', title: 'Plain text for people', extension: 'txt', render: resultText }

const marks: { readonly [S in Severity]: string } = {
  critical: 'C ◆',
  high: 'H ▲',
  medium: 'M ■',
  low: 'L ●',
  info: 'I ○',
}
const colors: { readonly [S in Severity]: Paint } = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  info: 'dim',
}

function* resultText(result: ResultReader, options: RenderOptions): Generator<string> {
  const { head } = result
  yield* header(result, options)
  yield* findings(result, options)
  yield* unseen(result, options)
  yield* closing(head, options)
}

function* header({ head, inventory }: ResultReader, options: RenderOptions): Generator<string> {
  const { identities, credentials } = head.summary
  yield `${paint('bold', 'Muster', options)}  roll call as of ${instant(head.scan.asOf)}\n\n`
  for (const record of inventory()) {
    if (record.type !== 'scope') break
    const name = record.name === record.nativeId ? '' : `  ${clean(record.name)}`
    yield `  ${record.provider} ${record.kind} ${clean(record.nativeId)}${name}\n`
  }
  for (const endpoint of head.scan.endpoints ?? [])
    yield `  ${paint('yellow', 'not the vendor’s own endpoint:', options)} ${clean(endpoint)}\n`
  for (const [connector, module] of Object.entries(head.scan.modules ?? {}))
    yield `  ${paint('yellow', 'not Muster’s own connector:', options)} ${clean(connector)}, ${clean(module)}\n`
  if (head.scan.data?.awsActions !== undefined)
    yield `  AWS actions as AWS listed them on ${clean(head.scan.data.awsActions)}\n`
  const classes = [
    `${number(identities.machine)} machine`,
    `${number(identities.ai)} AI`,
    `${number(identities.human)} human`,
    `${number(identities.unknown)} unknown`,
  ]
  yield `\n  ${count(identities.total, 'identity')}: ${classes.join(', ')}\n`
  yield* rollCall(head.summary.providers ?? [], options)
  if (head.summary.ai !== undefined) yield* aiLine(head.summary.ai)
  yield `  ${count(credentials.total, 'credential')}: ${number(credentials.static)} static, ${number(credentials.expiring)} expiring, ${number(credentials.ephemeral)} ephemeral\n`
}

/** Who acts is told from who only has a model at hand, and both from what may be AI by its name alone. */
function* aiLine({ agents, integrations, invokers, possible }: AiSummary): Generator<string> {
  const [ai, others] = [
    [count(agents, 'agent'), count(integrations, 'integration')],
    [
      ...(invokers === 0 ? [] : [`${count(invokers, 'other identity')} can only call models`]),
      ...(possible === 0 ? [] : [`${number(possible)} may be AI by ${possible === 1 ? 'its name' : 'their names'}`]),
    ],
  ]
  if (agents + integrations + invokers + possible === 0) return
  yield `  AI: ${ai.join(', ')}${others.length === 0 ? '' : `; ${others.join(', ')}`}\n`
}

const columns = ['machine', 'ai', 'human', 'unknown'] as const

/** Who answered, by provider and class; of one provider the line above says it. */
function* rollCall(providers: readonly ProviderSummary[], options: RenderOptions): Generator<string> {
  if (providers.length < 2) return
  const wide = Math.max(...providers.map(({ provider }) => provider.length))
  const row = (name: string, cells: readonly string[]): string =>
    `    ${name.padEnd(wide)}${cells.map((cell) => cell.padStart(9)).join('')}`
  const heads = columns.map((column) => (column === 'ai' ? 'AI' : column))
  yield `${paint('dim', row('', heads), options)}\n`
  for (const each of providers)
    yield `${row(
      clean(each.provider),
      columns.map((column) => number(each[column])),
    )}\n`
}

/** Of a rule that many things fail, the first few are told with their mends, the others by name: each has its own page. */
const inFull = 5

function* findings(result: ResultReader, options: RenderOptions): Generator<string> {
  const titles = new Map(result.head.rules.map((rule) => [rule.id, rule.title]))
  let last = ''
  let place = 0
  let fix: string | undefined
  for (const finding of result.findings()) {
    if (finding.waiver) continue
    const next = `${finding.severity} ${finding.ruleId}`
    if (next !== last) {
      yield heading(finding, clean(titles.get(finding.ruleId) ?? finding.ruleId), options)
      last = next
      place = 0
      fix = undefined
    }
    yield* what(finding, options)
    if (place < inFull) yield* more(finding, fix, options)
    yield `       ${paint('dim', `${leadTo(finding, place)}: muster explain ${finding.fingerprint.slice(0, 12)}`, options)}\n`
    fix = finding.remediation[0]?.text
    place += 1
  }
  if (last === '') yield '\nNo findings.\n'
}

/** What its page has beyond the report. */
function leadTo(finding: Finding, place: number): string {
  if (place >= inFull) return 'more'
  if (finding.remediation.length > 1) return 'then'
  return breaks(finding) === undefined ? 'more' : 'stop it now'
}

/** The change that breaks the first path, where the mend begins with it; what stops the path until then is long, and is left to the finding's page. */
function breaks(finding: Finding): string | undefined {
  const [mend] = finding.remediation
  return pathsOf(finding).paths.find((path) => mend?.text.startsWith(path.mend))?.mend
}

/** The rule's id stands beside its title where there is room, else below. */
function heading({ severity, ruleId }: Finding, title: string, options: RenderOptions): string {
  const gap = 7 + title.length + ruleId.length > options.width ? '\n     ' : '  '
  return `\n${paint(colors[severity], marks[severity], options)}  ${paint('bold', title, options)}${gap}${paint('dim', ruleId, options)}\n`
}

function* what(finding: Finding, options: RenderOptions): Generator<string> {
  const doubt = finding.confidence === 'possible' ? ' (possible)' : ''
  yield* wrapped(clean(finding.message) + doubt, options.width, '     - ', '       ')
}

/** `said`: the mend of the finding before, which is not repeated. */
function* more(finding: Finding, said: string | undefined, options: RenderOptions): Generator<string> {
  const { owner, remediation } = finding
  if (owner)
    yield* wrapped(`owner: ${clean(owner.name)} (${clean(owner.source)})`, options.width, '       ', '         ')
  yield* pathLines(finding, { width: options.width, indent: '       ' })
  const [mend] = remediation
  if (!mend) return
  // What only prepares a mend is not called one.
  const label = remediation.length > 1 ? 'first' : 'fix'
  const hang = ' '.repeat(9 + label.length)
  const broken = breaks(finding)
  if (mend.text !== said) yield* wrapped(`${label}: ${clean(broken ?? mend.text)}`, options.width, '       ', hang)
  // A command is never broken over lines: it is there to be copied.
  if (mend.command && broken === undefined) yield `       ${paint('dim', '$', options)} ${clean(mend.command)}\n`
}

function* unseen(result: ResultReader, options: RenderOptions): Generator<string> {
  const gaps = result.head.coverage.filter((row) => row.status !== 'complete')
  if (gaps.length === 0) return
  yield `\n${paint('bold', 'Not seen', options)}\n`
  const missed = gaps.filter(({ status }) => status !== 'skipped')
  for (const alike of Map.groupBy(missed, (row) =>
    JSON.stringify([row.scope, row.status, row.missing, row.detail]),
  ).values())
    yield* wrapped(gapLine(alike), options.width, '  ', '      ')
  yield* notAsked(
    gaps.filter(({ status }) => status === 'skipped'),
    options,
  )
  const blind = Map.groupBy(result.unknowns(), (verdict) => verdict.ruleId)
  if (blind.size === 0) return
  yield `\n${paint('bold', 'Unknown for that reason', options)}\n`
  for (const [rule, verdicts] of blind) {
    const subjects = verdicts.reduce((sum, verdict) => sum + verdict.subjects, 0)
    const scopes = count(new Set(verdicts.map((verdict) => verdict.scope)).size, 'scope')
    const judged = subjects === 0 ? 'nothing could' : `${count(subjects, 'subject')} could not`
    yield* wrapped(`${rule}: ${judged} be judged in ${scopes}`, options.width, '  ', '      ')
  }
}

/** What was left out on purpose is said once for all scopes, not once in each. */
function* notAsked(rows: readonly Coverage[], options: RenderOptions): Generator<string> {
  const details = new Map<string, Coverage[]>()
  for (const row of rows) {
    const reason = (row.detail ?? '').replaceAll(/\s+/g, ' ')
    details.set(reason, [...(details.get(reason) ?? []), row])
  }
  for (const [reason, same] of details) {
    const steps = [...new Set(same.map(({ step }) => step))].toSorted()
    const scopes = new Set(same.map(({ scope }) => scope))
    const where = scopes.size === 1 ? [...scopes][0]! : count(scopes.size, 'scope')
    yield* wrapped(`${where}: ${steps.join(', ')}: not asked for. ${clean(reason)}`, options.width, '  ', '      ')
  }
}

/** Steps of one scope that were kept from seeing by one and the same thing. */
function gapLine(alike: readonly Coverage[]): string {
  const [row] = alike
  if (!row) return ''
  const steps = alike.map(({ step }) => step).join(', ')
  const missing = row.missing.length > 0 ? ` Missing: ${row.missing.join(', ')}.` : ''
  const detail = row.detail === undefined ? '' : ` ${clean(row.detail)}`
  return `${row.scope} ${steps}: ${statusWords[row.status].toLowerCase()}.${detail.length > 300 ? `${detail.slice(0, 300)}…` : detail}${missing}`
}

function* closing(head: ResultHead, options: RenderOptions): Generator<string> {
  const { findings: found, waived, unknown } = head.summary
  const total = severities.reduce((sum, severity) => sum + found[severity], 0)
  const parts = severities
    .filter((severity) => found[severity] > 0)
    .map((severity) => `${number(found[severity])} ${severityWords[severity].toLowerCase()}`)
  const rest = [waived > 0 ? `${number(waived)} waived` : '', unknown > 0 ? `${number(unknown)} unknown` : ''].filter(
    Boolean,
  )
  // What a stop or a spent budget left out was wanted; what belongs to a deeper tier was not.
  const asked = head.coverage.filter((row) => row.status !== 'skipped' || row.detail?.startsWith('Not read: '))
  const complete = asked.filter((row) => row.status === 'complete').length
  yield `\n${paint('bold', count(total, 'finding'), options)}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}${rest.length > 0 ? `; ${rest.join(', ')}` : ''}\n`
  // An inventory document tells of the steps that were not read, not of the others.
  const onlyGaps = complete === 0 && head.scan.status !== 'failed'
  const whole = `${number(complete)} of ${count(asked.length, 'step')} read whole`
  const steps = onlyGaps ? (asked.length === 0 ? '' : `: ${count(asked.length, 'step')} not read whole`) : `: ${whole}`
  yield `Coverage ${head.scan.status}${steps}.\n`
}
