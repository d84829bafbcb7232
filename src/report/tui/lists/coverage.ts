import type { Coverage, Gap, UnknownVerdict } from '../../../model/index.ts'
import { count, duration, gapWords, mend, number, statusWords } from '../../words.ts'
import type { Data } from '../data.ts'
import type { DetailLine, Listing, Tone } from '../listing.ts'
import { listing } from '../listing.ts'
import { scopeName, scopeWords } from './describe.ts'

/** What was not seen first, then what could not be judged for it, then every step that was taken. */
type Row =
  | { readonly is: 'gap'; readonly of: Gap }
  | { readonly is: 'unknown'; readonly of: UnknownVerdict }
  | { readonly is: 'step'; readonly of: Coverage }

export function coverageList(data: Data): Listing {
  return listing<Row>({
    title: 'Coverage',
    noun: 'line',
    rows: rowsOf(data),
    columns: [
      { title: 'STATUS', min: 12, ideal: 13, drop: 0, text: status, tone, sort: rank },
      { title: 'WHAT', min: 22, ideal: 26, drop: 0, grows: true, text: (row) => what(data, row) },
      { title: 'SCOPE', min: 8, ideal: 12, drop: 2, text: (row) => scopeName(data, row.of.scope) },
      { title: 'MENDS IT', min: 20, ideal: 30, drop: 1, grows: true, text: (row) => missing(row).join(', ') },
      {
        title: 'RECORDS',
        min: 7,
        ideal: 8,
        drop: 3,
        align: 'right',
        text: (row) => (row.is === 'step' ? number(row.of.records) : ''),
        sort: (row) => (row.is === 'step' ? row.of.records : -1),
      },
      {
        title: 'CALLS',
        min: 6,
        ideal: 7,
        drop: 4,
        align: 'right',
        text: (row) => (row.is === 'step' ? number(row.of.calls) : ''),
        sort: (row) => (row.is === 'step' ? row.of.calls : -1),
      },
    ],
    search: (row, test) =>
      test(status(row)) ||
      test(what(data, row)) ||
      test(scopeWords(data, row.of.scope)) ||
      missing(row).some(test) ||
      (row.is === 'gap' && test(row.of.detail)),
    keys: {
      provider: (row) => connector(data, row),
      scope: (row) => scopeWords(data, row.of.scope),
      rule: (row) => (row.is === 'unknown' ? `${row.of.ruleId} ${data.ruleTitle(row.of.ruleId)}` : ''),
      status: (row) => (row.is === 'step' ? row.of.status : because(row)),
    },
    detail: (row) => detail(data, row),
    nativeId: (row) => missing(row)[0],
    record: (row) => ({ type: row.is, ...row.of }),
    empty: 'Nothing was asked of any vendor. Run muster doctor to learn what a scan would see.',
  })
}

function rowsOf(data: Data): readonly Row[] {
  const steps = data.head.coverage.map((of): Row => ({ is: 'step', of }))
  return [
    ...data.gaps.map((of): Row => ({ is: 'gap', of })),
    ...data.unknowns.map((of): Row => ({ is: 'unknown', of })),
    ...steps.toSorted((a, b) => rank(b) - rank(a)),
  ]
}

function because(row: Exclude<Row, { is: 'step' }>): Gap['reason'] {
  return row.is === 'gap' ? row.of.reason : row.of.because
}

function status(row: Row): string {
  if (row.is === 'gap') return 'Not seen'
  if (row.is === 'unknown') return 'Not judged'
  return statusWords[row.of.status]
}

function rank(row: Row): number {
  if (row.is === 'gap') return 4
  if (row.is === 'unknown') return 3
  if (row.of.status === 'complete') return 0
  return row.of.status === 'skipped' ? 1 : 2
}

function tone(row: Row): Tone {
  if (row.is !== 'step') return 'warn'
  if (row.of.status === 'complete') return 'good'
  return row.of.status === 'skipped' ? 'dim' : 'warn'
}

function what(data: Data, row: Row): string {
  if (row.is === 'unknown') return data.ruleTitle(row.of.ruleId)
  return `${row.of.connector} ${row.of.step}`
}

function missing(row: Row): readonly string[] {
  if (row.is === 'gap') return row.of.permission === undefined ? [] : [row.of.permission]
  return row.of.missing
}

function connector(data: Data, row: Row): string {
  return row.is === 'unknown' ? (data.scope(row.of.scope)?.provider ?? '') : row.of.connector
}

function detail(data: Data, row: Row): readonly DetailLine[] {
  const scope: DetailLine = { label: 'Scope', text: scopeWords(data, row.of.scope) }
  if (row.is === 'step') return [...stepLines(row.of), scope]
  const next: DetailLine = {
    label: 'Next',
    text: mend(because(row), missing(row), connector(data, row)),
    tone: 'strong',
  }
  if (row.is === 'gap') {
    return [
      { text: `${row.of.connector} ${row.of.step} was not seen`, heading: true, tone: 'warn' },
      { text: `Not seen: ${gapWords[row.of.reason]}.` },
      next,
      scope,
      { label: 'Detail', text: row.of.detail },
    ]
  }
  const subjects =
    row.of.subjects === 0 ? 'Its subjects could not be listed' : `${count(row.of.subjects, 'subject')} not judged`
  return [
    { text: data.ruleTitle(row.of.ruleId), heading: true, tone: 'warn' },
    { text: `${subjects}: ${gapWords[row.of.because]}. This is neither a pass nor a fail.` },
    next,
    scope,
    { label: 'Rule', text: row.of.ruleId },
  ]
}

function stepLines(step: Coverage): readonly DetailLine[] {
  return [
    { text: `${step.connector} ${step.step}`, heading: true },
    { label: 'Status', text: statusWords[step.status] },
    ...(step.detail === undefined ? [] : [{ label: 'Detail', text: step.detail }]),
    ...(step.missing.length === 0 ? [] : [{ label: 'Missing', text: step.missing.join(', ') }]),
    {
      label: 'Seen',
      text: `${count(step.records, 'record')} in ${count(step.calls, 'call')}, ${count(step.retries, 'retry')}`,
    },
    { label: 'Took', text: duration(step.seconds) },
  ]
}
