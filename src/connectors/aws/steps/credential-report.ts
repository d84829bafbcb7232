import { AbsentError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { readReport, type ReportRow } from '../map/credential-report.ts'
import { rowRecords } from '../map/passwords.ts'
import { instantOf } from '../map/place.ts'
import { countExtra } from '../budget.ts'
import { ask } from '../session.ts'
import { placeOf, type AwsContext } from './place.ts'

export const credentialReportMeta = {
  id: 'credential-report',
  title: 'Passwords and keys of every user',
  tier: 'core',
  scopes: ['account'],
  needs: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  emits: ['credential-report', 'passwords'],
  after: ['authorization-details'],
} as const satisfies StepMeta

/** A report is made within seconds, in large accounts within minutes: waits in milliseconds between questions. */
const waits = [1000, 2000, 4000, 8000, 15_000, 15_000, 30_000, 30_000]

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
  const usersKnown = facts.users !== undefined
  for (const row of rows) for (const record of rowRecords(row, usersKnown, place)) context.emit(record)
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
    countExtra(context.session.facts)
    await context.io.sleep(wait)
  }
  return getReport(context).catch((error: unknown) => {
    if (!requested || !(error instanceof AbsentError)) throw error
    const seconds = waits.reduce((sum, wait) => sum + wait, 0) / 1000
    throw new VendorError(
      `The credential report was asked for and was not there after ${seconds} s. ${error.message}`,
      'iam:GetCredentialReport',
    )
  })
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

/** A report may be up to four hours old, and is then given as it is. */
function noteAge(context: AwsContext, generatedAt: string | undefined): void {
  if (generatedAt === undefined) return
  const hours = (Date.parse(context.io.now) - Date.parse(generatedAt)) / 3_600_000
  if (hours > 4)
    context.io.log(hours > 24 ? 'warn' : 'info', `The credential report is ${Math.round(hours)} hours old.`)
}
