import type { StepMeta } from '../../contract.ts'
import { idIn } from '../map/place.ts'
import { ask } from '../session.ts'
import { placeOf, type AwsContext } from './place.ts'

export const accountSummaryMeta = {
  id: 'account-summary',
  title: 'Counts of the account',
  tier: 'core',
  scopes: ['account'],
  needs: ['iam:GetAccountSummary'],
  emits: ['account-summary'],
} as const satisfies StepMeta

/** Counts, by which later steps know what is not there, and whether they saw everything. */
export async function accountSummary(context: AwsContext): Promise<void> {
  const { session } = context
  const { SummaryMap: summary } = await ask(context, 'iam', 'GetAccountSummary', (iam, options) =>
    iam.getAccountSummary({}, options),
  )
  if (summary === undefined) {
    context.gap({ reason: 'failed', detail: 'The account summary came without its counts.' })
    return
  }
  session.facts.summary = summary
  const place = placeOf(context)
  const keys = summary['AccountAccessKeysPresent']
  const mfa = summary['AccountMFAEnabled']
  const id = idIn(place, 'root', `arn:${session.partition}:iam::${session.accountId}:root`)
  const facts = {
    ...(keys === undefined ? {} : { accessKeysPresent: keys > 0 }),
    ...(mfa === undefined ? {} : { mfaActive: mfa > 0 }),
  }
  context.emit({ type: 'patch', of: 'identity', id, set: {}, facts })
}
