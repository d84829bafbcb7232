/** One finding, taken apart: subject, paths, related things, evidence, remediation. */
import type { Finding } from '../../../model/index.ts'
import type { Data } from '../data.ts'
import type { Glyphs } from '../glyphs.ts'
import type { DetailLine, Listing } from '../listing.ts'
import { findingDetail } from './findings.ts'
import { pathRows } from './path.ts'
import type { Relation } from './relations.ts'
import { entityRow, evidenceRow, relationsList } from './relations.ts'

/** `index`: the finding's place in the result. */
export function findingList(data: Data, finding: Finding, index: number, glyphs: Glyphs): Listing {
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
      detail: () => findingDetail(data, finding, glyphs),
      record: finding,
    },
    known ? entityRow(data, subject.id, 'subject') : subjectRow(finding),
    ...pathRows(finding, index, glyphs),
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
