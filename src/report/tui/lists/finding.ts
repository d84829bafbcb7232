/** One finding, taken apart: subject, paths, related things, evidence, remediation. */
import type { Finding, Json } from '../../../model/index.ts'
import type { Data } from '../data.ts'
import type { DetailLine, Listing } from '../listing.ts'
import { jsonWords } from './describe.ts'
import { findingDetail } from './findings.ts'
import type { Relation } from './relations.ts'
import { entityRow, evidenceRow, relationsList } from './relations.ts'

export function findingList(data: Data, finding: Finding): Listing {
  const { subject } = finding
  const known = data.entity(subject.id) !== undefined
  const rows: Relation[] = [
    {
      section: 'finding',
      name: finding.message,
      kind: finding.ruleId,
      note: finding.confidence,
      tone: finding.severity,
      nativeId: subject.nativeId,
      command: firstOf(finding),
      detail: () => findingDetail(data, finding),
      record: finding,
    },
    known ? entityRow(data, subject.id, 'subject') : subjectRow(finding),
    ...pathRows(finding),
    ...finding.related.filter((id) => id !== subject.id).map((id) => entityRow(data, id, 'related')),
    ...finding.evidence.map(evidenceRow),
    ...remediationRows(finding),
    ...ruleRows(data, finding),
  ]
  return relationsList(
    data.ruleTitle(finding.ruleId),
    rows.map((row) => ({ ...row, command: row.command ?? firstOf(finding) })),
  )
}

function firstOf(finding: Finding): string | undefined {
  return finding.remediation.find((step) => step.command !== undefined)?.command
}

function subjectRow({ subject }: Finding): Relation {
  return {
    section: 'subject',
    name: subject.name,
    kind: subject.kind,
    note: subject.nativeId,
    nativeId: subject.nativeId,
    detail: () => [
      { text: subject.name, heading: true },
      { label: 'Native id', text: subject.nativeId },
    ],
    record: { section: 'subject', ...subject },
  }
}

function remediationRows(finding: Finding): readonly Relation[] {
  return finding.remediation.map((step): Relation => ({
    section: 'remedy',
    name: step.text,
    kind: step.command === undefined ? '' : 'command',
    note: step.command ?? '',
    nativeId: finding.subject.nativeId,
    command: step.command,
    detail: () => [
      { text: 'Remediation', heading: true },
      { text: step.text },
      ...(step.command?.split('\n').map((line): DetailLine => ({ label: '$', text: line, tone: 'strong' })) ?? []),
      ...(step.command === undefined ? [] : [{ text: 'Y copies the command.' }]),
    ],
    record: { section: 'remedy', ...step },
  }))
}

function ruleRows(data: Data, finding: Finding): readonly Relation[] {
  const rule = data.head.rules.find((candidate) => candidate.id === finding.ruleId)
  if (rule === undefined) return []
  const controls = Object.entries(rule.frameworks)
  return [
    {
      section: 'rule',
      name: rule.title,
      kind: 'rule',
      note: rule.id,
      nativeId: rule.id,
      detail: () => [
        { text: rule.title, heading: true },
        { label: 'Rule', text: rule.id },
        {
          label: 'Outcomes',
          text: `${rule.fail} fail, ${rule.pass} pass, ${rule.unknown} unknown, ${rule.waived} waived`,
        },
        ...controls.map(([framework, ids]): DetailLine => ({ label: framework, text: ids.join(', ') })),
      ],
      record: { section: 'rule', id: rule.id, title: rule.title },
    },
  ]
}

/** Escalation findings carry `paths`; their shape is checked here, because `data` is open. */
function pathRows(finding: Finding): readonly Relation[] {
  const paths = finding.data['paths']
  if (!Array.isArray(paths)) return []
  return paths.flatMap((path: Json): Relation[] => {
    if (!isObject(path)) return []
    const entries = Object.entries(path)
    const text = (name: string) => {
      const value = entries.find(([key]) => key === name)?.[1]
      return typeof value === 'string' ? value : ''
    }
    return [
      {
        section: 'path',
        name: `${text('id')} to ${text('target')}`,
        kind: text('verdict'),
        note: text('mend'),
        nativeId: text('id'),
        detail: () => [
          { text: `Path ${text('id')}`, heading: true },
          ...entries.filter(([key]) => key !== 'id').map(([key, value]) => ({ label: key, text: jsonWords(value) })),
        ],
        record: path,
      },
    ]
  })
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
