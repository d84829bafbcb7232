import type { StepMeta } from '../../contract.ts'
import { askedKey, reportedKey } from '../map/access-keys.ts'
import { placeOf, type AwsContext } from './place.ts'

export const accessKeysMeta = {
  id: 'access-keys',
  title: 'Access keys and their use',
  tier: 'core',
  scopes: ['account'],
  needs: [],
  emits: ['access-keys', 'key-usage'],
  after: ['authorization-details', 'credential-report', 'access-key-ids'],
} as const satisfies StepMeta

/**
 * Every key once: by its id where its user was asked, by its row of the report where not. What is missing is the keys
 * of whoever neither the report nor an answer tells of.
 */
export async function accessKeys(context: AwsContext): Promise<void> {
  const { report, users, keys } = context.session.facts
  const place = placeOf(context)
  const rows = report?.rows ?? []
  for (const row of rows) {
    const asked = keys?.get(row.arn)
    const records =
      asked?.map((key) => askedKey(row, key, asked, place)) ??
      row.keys.map((key) => reportedKey(row, key, row.keys, place))
    for (const record of records.flat()) context.emit(record)
  }
  const reported = new Set(rows.map(({ arn }) => arn))
  const others = [...(users?.values() ?? [])].filter(({ arn }) => !reported.has(arn))
  for (const { arn, name } of others) {
    const asked = keys?.get(arn) ?? []
    for (const key of asked) {
      for (const record of askedKey({ arn, user: name, root: false }, key, asked, place)) context.emit(record)
    }
  }
  const unseen = others.filter(({ arn }) => keys?.has(arn) !== true)
  if (report === undefined && (users === undefined || unseen.length > 0)) {
    const detail = 'The credential report was not read, and not every user was asked for access keys.'
    return context.gap({ reason: 'not-collected', permission: 'iam:GetCredentialReport', detail })
  }
  if (unseen.length > 0 && context.io.tier !== 'core') {
    const names = unseen
      .map(({ name }) => name)
      .toSorted()
      .join(', ')
    context.gap({ reason: 'not-collected', detail: `The credential report is older than ${names}, and asking failed.` })
  }
}
