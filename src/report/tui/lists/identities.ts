import { isKnown } from '../../../model/index.ts'
import { classWords, number } from '../../words.ts'
import type { Data, EntityOf } from '../data.ts'
import { ageOf, ownerOf, usedOf } from '../data.ts'
import type { Glyphs } from '../glyphs.ts'
import { severityMark } from '../glyphs.ts'
import type { Column, Listing } from '../listing.ts'
import { listing } from '../listing.ts'
import { ageCell, entityDetail, scopeName, scopeWords, worstSeverity } from './describe.ts'

type Identity = EntityOf<'identity'>
type Credential = EntityOf<'credential'>

export function identitiesList(data: Data, glyphs: Glyphs): Listing {
  return listing<Identity>({
    title: 'Identities',
    noun: 'identity',
    rows: data.identities,
    columns: [
      worstColumn(data, glyphs),
      { title: 'IDENTITY', min: 22, ideal: 32, drop: 0, grows: true, text: (row) => row.name },
      { title: 'KIND', min: 10, ideal: 18, drop: 1, text: (row) => row.kind },
      { title: 'CLASS', min: 7, ideal: 7, drop: 4, text: (row) => classWords[row.class] },
      ageColumn(data),
      usedColumn(data),
      { title: 'SCOPE', min: 8, ideal: 12, drop: 3, text: (row) => scopeName(data, row.scope) },
      { title: 'OWNER', min: 10, ideal: 16, drop: 6, text: (row) => ownerOf(data, row.id) ?? '' },
    ],
    search: (row, test) =>
      test(row.name) ||
      test(row.nativeId) ||
      test(row.kind) ||
      test(scopeName(data, row.scope)) ||
      (row.ai !== undefined && (test(row.ai.vendor) || row.ai.models.some(test))),
    keys: { ...sharedKeys(data), class: (row) => row.class },
    open: (row) => ({ kind: 'entity', id: row.id }),
    detail: (row) => entityDetail(data, row),
    nativeId: (row) => row.nativeId,
    command: (row) => firstCommand(data, row.id),
    record: (row) => row,
    empty: 'No identities were seen. Press 4 to see what was not seen, and which permission mends it.',
  })
}

export function credentialsList(data: Data, glyphs: Glyphs): Listing {
  return listing<Credential>({
    title: 'Credentials',
    noun: 'credential',
    rows: data.credentials,
    columns: [
      worstColumn(data, glyphs),
      { title: 'CREDENTIAL', min: 20, ideal: 24, drop: 0, grows: true, text: (row) => row.name },
      { title: 'IDENTITY', min: 12, ideal: 20, drop: 2, text: (row) => bearers(data, row.id) },
      { title: 'KIND', min: 10, ideal: 13, drop: 3, text: (row) => row.kind },
      ageColumn(data),
      usedColumn(data),
      { title: 'EXPIRES', min: 10, ideal: 10, drop: 6, text: (row) => expiry(row) },
      { title: 'SCOPE', min: 8, ideal: 12, drop: 7, text: (row) => scopeName(data, row.scope) },
    ],
    search: (row, test) =>
      test(row.name) ||
      test(row.nativeId) ||
      test(row.kind) ||
      test(scopeName(data, row.scope)) ||
      test(bearers(data, row.id)),
    keys: sharedKeys(data),
    open: (row) => ({ kind: 'entity', id: row.id }),
    detail: (row) => entityDetail(data, row),
    nativeId: (row) => row.nativeId,
    command: (row) => firstCommand(data, row.id),
    record: (row) => row,
    empty: 'No credentials were seen. Press 4 to see what was not seen, and which permission mends it.',
  })
}

function worstColumn(data: Data, glyphs: Glyphs): Column<Identity | Credential> {
  return {
    title: 'SEV',
    min: 4,
    ideal: 4,
    drop: 0,
    text: (row) => {
      const severity = worstSeverity(data, row.id)
      return severity === undefined ? '' : severityMark(severity, 'proven', glyphs)
    },
    tone: (row) => worstSeverity(data, row.id),
    sort: (row) => -data.worst(row.id),
  }
}

function ageColumn(data: Data): Column<Identity | Credential> {
  return {
    title: 'AGE',
    min: 7,
    ideal: 7,
    drop: 3,
    align: 'right',
    text: (row) => ageCell(data, row.createdAt),
    sort: (row) => ageOf(data, row.createdAt) ?? -1,
  }
}

function usedColumn(data: Data): Column<Identity | Credential> {
  return {
    title: 'USED',
    min: 7,
    ideal: 7,
    drop: 5,
    align: 'right',
    text: (row) => {
      const used = usedOf(data, row.id)
      if (used === 'never') return 'never'
      return used === undefined ? '?' : `${number(used)} d`
    },
    sort: (row) => {
      const used = usedOf(data, row.id)
      if (used === 'never') return Number.MAX_SAFE_INTEGER
      return used ?? -1
    },
  }
}

function sharedKeys(data: Data) {
  type Row = Identity | Credential
  return {
    provider: (row: Row) => row.provider,
    scope: (row: Row) => scopeWords(data, row.scope),
    sev: (row: Row) => worstSeverity(data, row.id),
    kind: (row: Row) => row.kind,
    age: (row: Row) => ageOf(data, row.createdAt),
    used: (row: Row) => usedOf(data, row.id),
    rule: (row: Row) =>
      data
        .findingsOf(row.id)
        .map((place) => data.findings[place]?.ruleId ?? '')
        .join(' '),
    owner: (row: Row) => ownerOf(data, row.id) ?? 'none',
  }
}

function bearers(data: Data, id: string): string {
  const edges = data.edgesFrom(id).filter((edge) => edge.kind === 'authenticates')
  const first = edges[0]
  if (first === undefined) return ''
  const name = data.entity(first.to)?.name ?? first.to
  return edges.length === 1 ? name : `${name} and ${edges.length - 1} more`
}

function expiry(row: Credential): string {
  if (row.expiresAt === null) return 'never'
  return isKnown(row.expiresAt) ? row.expiresAt.slice(0, 10) : '?'
}

/** The remediation of the worst finding about it: findings come by severity. */
export function firstCommand(data: Data, id: string): string | undefined {
  for (const place of data.findingsOf(id)) {
    const step = data.findings[place]?.remediation.find((candidate) => candidate.command !== undefined)
    if (step !== undefined) return step.command
  }
  return undefined
}
