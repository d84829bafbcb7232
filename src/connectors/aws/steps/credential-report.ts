import { unknown, type Emission } from '../../../model/index.ts'
import { AbsentError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { reportedKey } from '../map/access-keys.ts'
import { readReport, type ReportRow } from '../map/credential-report.ts'
import { passwordRecords, rowPatch } from '../map/passwords.ts'
import { idIn, instantOf, type Place } from '../map/place.ts'
import { ask } from '../session.ts'
import { placeOf, type AwsContext } from './place.ts'

export const credentialReportMeta = {
  id: 'credential-report',
  title: 'Passwords and keys of every user',
  tier: 'core',
  scopes: ['account'],
  needs: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  emits: ['credential-report', 'passwords', 'key-usage'],
  after: ['authorization-details'],
} as const satisfies StepMeta

/** A report is made within seconds, in large accounts within minutes: waits in milliseconds between questions. */
const waits = [1000, 2000, 4000, 8000, 15_000, 15_000, 30_000, 30_000, 60_000]

export async function credentialReport(context: AwsContext): Promise<void> {
  const { facts, reportRequest } = context.session
  const report = await fetchReport(context).catch((error: unknown) => {
    // Without a report, why none was made says more than that there is none.
    throw error instanceof AbsentError && reportRequest.failure !== undefined ? reportRequest.failure : error
  })
  const generatedAt = instantOf(report.GeneratedTime)
  const rows = rowsOf(report.Content)
  facts.report = { generatedAt, rows }
  const place = placeOf(context)
  for (const row of rows) for (const record of recordsOf(context, row, place)) context.emit(record)
  noteAge(context, generatedAt)
}

interface Answer {
  readonly Content?: Uint8Array | undefined
  readonly GeneratedTime?: Date | undefined
}

async function fetchReport(context: AwsContext): Promise<Answer> {
  const requested = context.session.reportRequest.failure === undefined
  for (const wait of requested ? waits : []) {
    const answer = await getReport(context).catch((error: unknown) => {
      if (!(error instanceof AbsentError)) throw error
    })
    if (answer !== undefined) return answer
    await context.io.sleep(wait)
  }
  return getReport(context)
}

async function getReport(context: AwsContext): Promise<Answer> {
  return ask(context, 'iam', 'GetCredentialReport', (iam, options) => iam.getCredentialReport({}, options))
}

function rowsOf(content: Uint8Array | undefined): readonly ReportRow[] {
  try {
    return readReport(Buffer.from(content ?? []).toString('utf8'))
  } catch {
    throw new VendorError(
      'The credential report could not be read: it is not the CSV it should be.',
      'iam:GetCredentialReport',
    )
  }
}

function recordsOf(context: AwsContext, row: ReportRow, place: Place): readonly Emission[] {
  const { facts } = context.session
  const own = facts.users === undefined && !row.root ? [reportedUser(row, place)] : []
  // A user's keys get their ids from a step of their own; root's cannot be listed from here.
  const named = row.root || context.io.tier === 'core'
  const keys = named ? row.keys.flatMap((key) => reportedKey(row, key, place)) : []
  return [...own, rowPatch(row, place), ...passwordRecords(row, place), ...keys]
}

/** A user as the report alone knows it. */
export function reportedUser(row: ReportRow, place: Place): Emission {
  const unread = unknown('denied')
  return {
    type: 'identity',
    ...{ id: idIn(place, 'iam-user', row.arn), provider: 'aws', scope: place.scope, kind: 'iam-user' },
    ...{ nativeId: row.arn, name: row.user, class: 'unknown', enabled: true, createdAt: row.createdAt },
    environment: unread,
    purpose: unread,
    tags: unread,
    facts: { groups: unread, inlinePolicies: unread, attachedPolicies: unread, permissionsBoundary: unread },
  }
}

/** A report may be up to four hours old, and is then given as it is. */
function noteAge(context: AwsContext, generatedAt: string | undefined): void {
  if (generatedAt === undefined) return
  const hours = (Date.parse(context.io.now) - Date.parse(generatedAt)) / 3_600_000
  if (hours > 4) context.io.log('info', `The credential report is ${Math.round(hours)} hours old.`)
}
