/** The credential report: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
import { parse } from 'csv-parse/sync'
import { unknown, type Instant, type Known } from '../../../model/index.ts'
import { instantOf } from './place.ts'

export interface ReportKey {
  readonly slot: 1 | 2
  readonly active: boolean
  readonly rotatedAt: Known<Instant>
  /** None: never used since the service began to keep track. */
  readonly lastUsedAt: Known<Instant>
  readonly lastUsedRegion: Known<string>
  readonly lastUsedService: Known<string>
}

export interface ReportRow {
  readonly user: string
  readonly arn: string
  readonly root: boolean
  readonly createdAt: Known<Instant>
  /** Of root the report says `not_supported`. */
  readonly passwordEnabled: Known<boolean>
  readonly passwordLastUsedAt: Known<Instant>
  readonly passwordChangedAt: Known<Instant>
  readonly mfaActive: Known<boolean>
  /** Rows in use: a key that is active, or inactive but there. */
  readonly keys: readonly ReportKey[]
  readonly activeCertificates: number
}

type Cells = { readonly [column: string]: string }

/** Rows by column name: columns have been added before. Throws a sentence when the text is no such report. */
export function readReport(csv: string): readonly ReportRow[] {
  let isReport = false
  const columns = (header: readonly string[]): string[] => {
    isReport = ['user', 'arn', 'password_enabled'].every((column) => header.includes(column))
    return [...header]
  }
  const rows = parse(csv, { columns, bom: true, skip_empty_lines: true, trim: true }) as readonly Cells[]
  if (!isReport) throw new Error('the text is no IAM credential report')
  return rows.map(rowOf)
}

function rowOf(cells: Cells): ReportRow {
  const keys = ([1, 2] as const).map((slot) => keyOf(cells, slot))
  return {
    user: cells['user'] ?? '',
    arn: cells['arn'] ?? '',
    root: cells['user'] === '<root_account>',
    createdAt: date(cells['user_creation_time']),
    passwordEnabled: flag(cells['password_enabled']),
    passwordLastUsedAt: date(cells['password_last_used'], { no_information: null }),
    passwordChangedAt: date(cells['password_last_changed']),
    mfaActive: flag(cells['mfa_active']),
    keys: keys.filter((key) => key !== undefined),
    activeCertificates: [1, 2].filter((slot) => cells[`cert_${slot}_active`] === 'true').length,
  }
}

function keyOf(cells: Cells, slot: 1 | 2): ReportKey | undefined {
  const active = cells[`access_key_${slot}_active`] === 'true'
  const rotatedAt = date(cells[`access_key_${slot}_last_rotated`])
  if (!active && typeof rotatedAt !== 'string') return undefined
  return {
    slot,
    active,
    rotatedAt,
    // `N/A` beside a key: it was never used, or not since tracking began in 2015.
    lastUsedAt: date(cells[`access_key_${slot}_last_used_date`], { 'N/A': null }),
    lastUsedRegion: word(cells[`access_key_${slot}_last_used_region`]),
    lastUsedService: word(cells[`access_key_${slot}_last_used_service`]),
  }
}

/** Three words are no dates, and no two of them mean the same. */
function date(cell: string | undefined, none: { readonly [word: string]: null } = {}): Known<Instant> {
  if (cell === undefined || cell === '') return unknown('not-collected')
  if (cell in none) return null
  if (cell === 'N/A' || cell === 'not_supported') return unknown('unsupported')
  if (cell === 'no_information') return unknown('not-collected')
  return instantOf(cell) ?? unknown('failed')
}

function flag(cell: string | undefined): Known<boolean> {
  if (cell === 'true' || cell === 'TRUE') return true
  if (cell === 'false' || cell === 'FALSE') return false
  return unknown(cell === 'not_supported' ? 'unsupported' : 'not-collected')
}

function word(cell: string | undefined): Known<string> {
  if (cell === undefined || cell === '') return unknown('not-collected')
  return cell === 'N/A' ? null : cell
}
