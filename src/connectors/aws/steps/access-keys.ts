import { unknown, type Instant } from '../../../model/index.ts'
import { AbsentError, AccessError, StopError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import {
  listedKey,
  matchRows,
  reportedKey,
  useOf,
  type KeyOwner,
  type KeyUse,
  type ListedKey,
} from '../map/access-keys.ts'
import type { ReportKey } from '../map/credential-report.ts'
import { instantOf } from '../map/place.ts'
import { ask, type AwsSession } from '../session.ts'
import { eachOf, iamPages, placeOf, type AwsContext } from './place.ts'

export const accessKeysMeta = {
  id: 'access-keys',
  title: 'Access keys by their ids',
  tier: 'creds',
  scopes: ['account'],
  needs: ['iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed'],
  emits: ['access-keys'],
  after: ['authorization-details', 'credential-report'],
} as const satisfies StepMeta

interface Asked {
  readonly owner: KeyOwner
  /** What the report shows of this user; absent for a user that the report does not have, or is older than. */
  readonly rows: readonly ReportKey[] | undefined
}

export async function accessKeys(context: AwsContext): Promise<void> {
  const { report, users } = context.session.facts
  if (report === undefined && users === undefined) {
    const detail = 'Neither the users nor the credential report were read, so nobody is known to ask about.'
    return context.gap({ reason: 'not-collected', detail })
  }
  let failure: Error | undefined
  let failures = 0
  await eachOf(usersToAsk(context.session), async (asked) => {
    try {
      if (failures >= 2 && failure !== undefined) throw failure
      await keysOf(context, asked)
    } catch (error) {
      if (error instanceof StopError || !(error instanceof AccessError || error instanceof VendorError)) throw error
      failures += 1
      failure = error
      for (const row of asked.rows ?? [])
        for (const record of reportedKey(asked.owner, row, placeOf(context))) context.emit(record)
    }
  })
  if (failure !== undefined) throw failure
}

/** Users whose row shows a key, and users whom the report cannot know yet. */
function usersToAsk({ facts: { report, users } }: AwsSession): readonly Asked[] {
  const rows = report?.rows.filter(({ root }) => !root) ?? []
  const known = new Set(rows.map(({ arn }) => arn))
  const unlisted = [...(users?.values() ?? [])].filter(({ arn }) => !known.has(arn))
  return [
    ...rows.filter(({ keys }) => keys.length > 0).map((row) => ({ owner: row, rows: row.keys })),
    ...unlisted.map(({ arn, name }) => ({ owner: { arn, user: name, root: false }, rows: undefined })),
  ]
}

async function keysOf(context: AwsContext, { owner, rows }: Asked): Promise<void> {
  const listed = await listKeys(context, owner.user)
  const matched = matchRows(listed, rows ?? [])
  for (const key of listed) {
    const row = matched.get(key)
    const use = row === undefined ? await askUse(context, key.AccessKeyId) : useOf(row)
    const slot = row?.slot ?? unknown('not-collected')
    for (const record of listedKey(owner, key, slot, use, placeOf(context))) context.emit(record)
  }
}

type Key = ListedKey & { readonly AccessKeyId: string }

async function listKeys(context: AwsContext, UserName: string): Promise<readonly Key[]> {
  const keys: Key[] = []
  const pages = iamPages(context, (page) =>
    ask(context, 'iam', 'ListAccessKeys', (iam, options) => iam.listAccessKeys({ UserName, ...page }, options)),
  )
  try {
    for await (const { AccessKeyMetadata } of pages) {
      for (const { AccessKeyId, Status, CreateDate } of AccessKeyMetadata ?? []) {
        if (AccessKeyId !== undefined) keys.push({ AccessKeyId, Status, CreateDate })
      }
    }
  } catch (error) {
    // The user was deleted since the report was made.
    if (!(error instanceof AbsentError)) throw error
  }
  return keys
}

/** The use of one key that the report does not tell. */
async function askUse(context: AwsContext, AccessKeyId: string): Promise<KeyUse> {
  const source = 'iam:GetAccessKeyLastUsed'
  try {
    const { AccessKeyLastUsed: used } = await ask(context, 'iam', 'GetAccessKeyLastUsed', (iam, options) =>
      iam.getAccessKeyLastUsed({ AccessKeyId }, options),
    )
    if (used === undefined) return unreadUse('failed', source)
    const none = (word: string | undefined): string | null => (word === undefined || word === 'N/A' ? null : word)
    const lastUsedAt: Instant | null = instantOf(used.LastUsedDate) ?? null
    return { lastUsedAt, lastUsedService: none(used.ServiceName), lastUsedRegion: none(used.Region), source }
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError || error instanceof AbsentError)) throw error
    const reason = error instanceof AbsentError ? 'failed' : error.reason
    const permission = error instanceof AccessError ? { permission: error.permission } : {}
    context.gap({
      reason,
      ...permission,
      detail: `The last use of the key ${AccessKeyId} was not read: ${error.message}`,
    })
    return unreadUse(reason, source)
  }
}

function unreadUse(reason: Parameters<typeof unknown>[0], source: string): KeyUse {
  const unread = unknown(reason)
  return { lastUsedAt: unread, lastUsedService: unread, lastUsedRegion: unread, source }
}
