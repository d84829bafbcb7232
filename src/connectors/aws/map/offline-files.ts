/** Files that a user names, checked before they are believed. */
import type { z } from 'zod'
import { ConfigError } from '../../errors.ts'
import { readReport, type ReportRow } from './credential-report.ts'
import { Details, detailLists as lists } from './offline-details.ts'
import type { DetailsPage } from './rows.ts'

export interface AccountRef {
  readonly accountId: string
  readonly partition: string
}

/** What `aws iam get-account-authorization-details` printed; `more` when the list goes on beyond the file. */
export function readDetailsFile(
  path: string,
  text: string,
): AccountRef & { readonly page: DetailsPage; readonly more: boolean } {
  const hint = 'Give the output of `aws iam get-account-authorization-details --output json`.'
  if (readRows(text) !== undefined)
    throw new ConfigError(`${path} is a credential report.`, `${hint} A report goes with --credential-report.`)
  const parsed = Details.safeParse(readJson(path, text, hint))
  if (!parsed.success || lists.every((list) => parsed.data[list] === undefined)) {
    throw new ConfigError(`${path} holds no account authorization details${where(parsed.error)}.`, hint)
  }
  const { data } = parsed
  const arns = lists.flatMap((list) => (data[list] ?? []).map(({ Arn }) => Arn))
  const found = accountsOf(arns)
  const [first, second] = found
  if (first === undefined) throw new ConfigError(`${path} names no account: none of its ARNs has an account id.`, hint)
  if (second !== undefined) {
    const ids = found.map(({ accountId }) => accountId).join(', ')
    throw new ConfigError(
      `${path} mixes accounts (${ids}).`,
      'Give one file for each account, each with its own --from.',
    )
  }
  return { ...first, page: data, more: data.IsTruncated === true || typeof data.NextToken === 'string' }
}

/** The CSV, its base64, or the JSON around that, which `aws iam get-credential-report` prints. */
export function readReportFile(path: string, text: string): AccountRef & { readonly rows: readonly ReportRow[] } {
  const hint = 'Give the CSV of `aws iam get-credential-report --query Content --output text | base64 -d`.'
  const read = readRows(text)
  const [owner] = accountsOf((read ?? []).map(({ arn }) => arn))
  if (read === undefined || owner === undefined) throw new ConfigError(`${path} is no IAM credential report.`, hint)
  return { ...owner, rows: read }
}

function readRows(text: string): readonly ReportRow[] | undefined {
  try {
    const trimmed = text.trim()
    if (/^[\w+/=\s]+$/.test(trimmed)) return readReport(Buffer.from(trimmed, 'base64').toString('utf8'))
    if (!trimmed.startsWith('{')) return readReport(text)
    const { Content } = JSON.parse(trimmed) as { readonly Content?: unknown }
    return readReport(Buffer.from(String(Content), 'base64').toString('utf8'))
  } catch {
    return undefined
  }
}

export function readJson(path: string, text: string, hint: string): unknown {
  try {
    // A byte order mark is white space to `trim`, and an error to `parse`.
    return JSON.parse(text.trim())
  } catch {
    throw new ConfigError(`${path} is not JSON.`, hint)
  }
}

/** ` (at RoleDetailList[3].Arn: …)`; quotes no value of the file. */
export function where(error: z.ZodError | undefined): string {
  const [issue] = error?.issues ?? []
  if (issue === undefined) return ''
  const path = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return path === '' ? '' : ` (see ${path.replace(/^\./, '')})`
}

/** The accounts that ARNs name, the most frequent first. */
export function accountsOf(arns: readonly string[]): readonly AccountRef[] {
  const counts = new Map<string, AccountRef & { count: number }>()
  for (const arn of arns) {
    const [, partition, accountId] = /^arn:([^:]+):[^:]*:[^:]*:(\d{12}):/.exec(arn) ?? []
    if (partition === undefined || accountId === undefined) continue
    const count = (counts.get(accountId)?.count ?? 0) + 1
    counts.set(accountId, { accountId, partition, count })
  }
  return [...counts.values()]
    .toSorted((a, b) => b.count - a.count)
    .map(({ accountId, partition }) => ({ accountId, partition }))
}
