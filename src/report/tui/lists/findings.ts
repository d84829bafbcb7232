import type { Finding } from '../../../model/index.ts'
import { severities } from '../../../model/index.ts'
import { pathsOf } from '../../paths/read.ts'
import { chainWords } from '../../paths/words.ts'
import { count, severityWords } from '../../words.ts'
import type { Data, Entity } from '../data.ts'
import { ageOf, ownerOf, usedOf } from '../data.ts'
import type { Glyphs } from '../glyphs.ts'
import { severityMark } from '../glyphs.ts'
import type { Column, DetailLine, Listing } from '../listing.ts'
import { listing } from '../listing.ts'
import { evidenceWords, scopeName, scopeWords } from './describe.ts'

export function findingsList(data: Data, glyphs: Glyphs): Listing {
  const index = new Map(data.findings.map((finding, place) => [finding, place]))
  return listing<Finding>({
    title: 'Findings',
    noun: 'finding',
    rows: data.findings,
    columns: findingColumns(data, glyphs),
    search: (finding, test) =>
      test(finding.subject.name) ||
      test(finding.message) ||
      test(finding.subject.nativeId) ||
      test(finding.ruleId) ||
      test(scopeName(data, finding.subject.scope)) ||
      (finding.owner !== undefined && test(finding.owner.name)),
    keys: {
      provider: (finding) => finding.subject.provider,
      scope: (finding) => scopeWords(data, finding.subject.scope),
      sev: (finding) => finding.severity,
      kind: (finding) => finding.subject.kind,
      class: (finding) => classOf(data, finding.subject.id),
      age: (finding) => ageOfEntity(data, finding.subject.id),
      used: (finding) => usedOf(data, finding.subject.id),
      rule: (finding) => `${finding.ruleId} ${data.ruleTitle(finding.ruleId)}`,
      confidence: (finding) => finding.confidence,
      owner: (finding) => finding.owner?.name ?? ownerOf(data, finding.subject.id) ?? 'none',
    },
    open: (finding) => ({ kind: 'finding', index: index.get(finding) ?? 0 }),
    detail: (finding) => findingDetail(data, finding, glyphs),
    nativeId: (finding) => finding.subject.nativeId,
    command: commandOf,
    record: (finding) => finding,
    empty: noFindings(data),
  })
}

function findingColumns(data: Data, glyphs: Glyphs): readonly Column<Finding>[] {
  return [
    {
      title: 'SEV',
      min: 4,
      ideal: 4,
      drop: 0,
      text: (finding) => severityMark(finding.severity, finding.confidence, glyphs),
      tone: (finding) => (finding.waiver === undefined ? finding.severity : 'dim'),
      sort: (finding) => severities.length - severities.indexOf(finding.severity),
    },
    { title: 'SUBJECT', min: 20, ideal: 24, drop: 0, text: (finding) => finding.subject.name },
    {
      title: 'FINDING',
      min: 40,
      ideal: 60,
      drop: 0,
      grows: true,
      text: (finding) => waived(finding) + restOf(finding),
    },
    { title: 'KIND', min: 10, ideal: 14, drop: 5, text: (finding) => finding.subject.kind },
    { title: 'SCOPE', min: 8, ideal: 14, drop: 4, text: (finding) => scopeName(data, finding.subject.scope) },
    { title: 'SURE', min: 8, ideal: 8, drop: 6, text: (finding) => finding.confidence },
    { title: 'RULE', min: 24, ideal: 32, drop: 7, text: (finding) => finding.ruleId },
    { title: 'OWNER', min: 10, ideal: 16, drop: 8, text: (finding) => finding.owner?.name ?? '' },
  ]
}

function waived(finding: Finding): string {
  return finding.waiver === undefined ? '' : '(waived) '
}

/** `Role deploy can be assumed …` without the name, which stands beside it, and the word before it. */
export function restOf({ message, subject }: Finding): string {
  const at = message.indexOf(`${subject.name} `)
  const before = message.slice(0, Math.max(0, at))
  return at === 0 || (at > 0 && /^[A-Z][a-z]+ (?:[a-z]+ )?$/.test(before))
    ? message.slice(at + subject.name.length + 1)
    : message
}

function noFindings(data: Data): string {
  if (data.identities.length === 0) {
    return 'No identities were seen, so nothing could be judged. Press 4 to see what was not seen, and which permission mends it.'
  }
  if (data.unknowns.length > 0 || data.gaps.length > 0) {
    return 'No findings in what was seen. Something was not seen: press 4 for it, and for the permission that mends it.'
  }
  return 'No findings, and nothing was left unseen. Press 2 to look at the identities.'
}

export function commandOf(finding: Finding): string | undefined {
  return finding.remediation.find((step) => step.command !== undefined)?.command
}

function classOf(data: Data, id: string): string {
  const entity = identityOf(data, id)
  return entity?.class ?? 'unknown'
}

/** The identity itself, or the one that a credential proves. */
function identityOf(data: Data, id: string): Extract<Entity, { type: 'identity' }> | undefined {
  const entity = data.entity(id)
  if (entity?.type === 'identity') return entity
  const edge = data.edgesFrom(id).find((candidate) => candidate.kind === 'authenticates')
  const behind = edge === undefined ? undefined : data.entity(edge.to)
  return behind?.type === 'identity' ? behind : undefined
}

function ageOfEntity(data: Data, id: string): number | undefined {
  const entity = data.entity(id)
  return entity === undefined || entity.type === 'resource' ? undefined : ageOf(data, entity.createdAt)
}

export function findingDetail(data: Data, finding: Finding, glyphs: Glyphs): readonly DetailLine[] {
  const { subject, owner, waiver } = finding
  return [
    { text: `${severityWords[finding.severity]}, ${finding.confidence}`, tone: finding.severity, heading: true },
    { text: finding.message },
    ...(waiver === undefined
      ? []
      : [
          {
            label: 'Waived',
            text: `until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`,
          },
        ]),
    { label: 'Subject', text: `${subject.name} (${subject.kind})` },
    { label: 'Native id', text: subject.nativeId },
    { label: 'Scope', text: scopeWords(data, subject.scope) },
    {
      label: 'Owner',
      text: owner === undefined ? (ownerOf(data, subject.id) ?? 'none found') : `${owner.name} (${owner.source})`,
    },
    { label: 'Rule', text: `${data.ruleTitle(finding.ruleId)} (${finding.ruleId})` },
    ...chainLines(finding, glyphs),
    { text: 'Remediation', heading: true },
    ...finding.remediation.flatMap((step): DetailLine[] => [
      { text: step.text },
      ...(step.command?.split('\n').map((line): DetailLine => ({ label: '$', text: line, tone: 'strong' })) ?? []),
    ]),
    { text: 'Evidence', heading: true },
    ...finding.evidence.map((evidence): DetailLine => ({ text: evidenceWords(evidence) })),
  ]
}

const shownChains = 3

/** The paths in short; the finding's own list leads into each. */
function chainLines(finding: Finding, glyphs: Glyphs): readonly DetailLine[] {
  const { paths, unread } = pathsOf(finding)
  if (paths.length + unread === 0) return []
  const rest = paths.length - shownChains
  return [
    { text: 'Paths', heading: true },
    ...paths.slice(0, shownChains).map((path): DetailLine => ({
      text: `${path.verdict}: ${chainWords(path, glyphs.to)}`,
      spoken: `${path.verdict}: ${chainWords(path, 'to')}`,
    })),
    ...(rest > 0 ? [{ text: `and ${count(rest, 'more path')}` }] : []),
    ...(unread > 0 ? [{ text: `${count(unread, 'path')} could not be read` }] : []),
  ]
}
