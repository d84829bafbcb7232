import { unknown, type Instant } from '../../../model/index.ts'
import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { matchRows, useOf, type AskedKey, type KeyUse, type ListedKey } from '../map/access-keys.ts'
import type { ReportKey } from '../map/credential-report.ts'
import { instantOf } from '../map/place.ts'
import { countExtra } from '../budget.ts'
import { ask, type AwsSession } from '../session.ts'
import { eachOf, iamPages, type AwsContext } from './place.ts'

export const accessKeyIdsMeta = {
  id: 'access-key-ids',
  title: 'Access keys by their ids',
  tier: 'creds',
  scopes: ['account'],
  needs: ['iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed'],
  emits: ['access-key-ids'],
  after: ['authorization-details', 'credential-report'],
} as const satisfies StepMeta

interface Asked {
  readonly user: string
  readonly arn: string
  /** What the report shows of this user; absent for a user that the report does not have. */
  readonly rows: readonly ReportKey[] | undefined
}

/** The report tells of every key but its id. Who has a key is asked for the ids, and who is newer than the report. */
export async function accessKeyIds(context: AwsContext): Promise<void> {
  const { facts } = context.session
  if (facts.report === undefined && facts.users === undefined) {
    const detail = 'Neither the users nor the credential report were read, so nobody is known to ask about.'
    return context.gap({ reason: 'not-collected', detail })
  }
  const keys = (facts.keys = new Map<string, readonly AskedKey[]>())
  const said = new Set<string>()
  let failures = 0
  await eachOf(usersToAsk(context.session), async (asked) => {
    if (failures >= 2) return
    try {
      keys.set(asked.arn, await keysOf(context, asked, said))
    } catch (error) {
      failures += 1
      throw error
    }
  })
}

/** Users whose row shows a key, and users whom the report cannot know yet. */
function usersToAsk({ facts: { report, users } }: AwsSession): readonly Asked[] {
  const rows = report?.rows.filter(({ root }) => !root) ?? []
  const known = new Set(rows.map(({ arn }) => arn))
  const unlisted = [...(users?.values() ?? [])].filter(({ arn }) => !known.has(arn))
  return [
    ...rows.filter(({ keys }) => keys.length > 0).map(({ arn, user, keys }) => ({ arn, user, rows: keys })),
    ...unlisted.map(({ arn, name }) => ({ arn, user: name, rows: undefined })),
  ]
}

async function keysOf(context: AwsContext, { user, rows }: Asked, said: Set<string>): Promise<readonly AskedKey[]> {
  const { facts } = context.session
  const listed = await listKeys(context, user)
  if (listed.length === 0) countExtra(facts)
  const matched = matchRows(listed, rows ?? [])
  return Promise.all(
    listed.map(async (key) => {
      const row = matched.get(key)
      const use = row === undefined ? await askUse(context, key.AccessKeyId, said) : useOf(row)
      return row === undefined
        ? { listed: key, slot: unknown('not-collected'), use }
        : { listed: key, slot: row.slot, use, reportedAt: row.rotatedAt }
    }),
  )
}

type Key = ListedKey & { readonly AccessKeyId: string }

async function listKeys(context: AwsContext, UserName: string): Promise<readonly Key[]> {
  const keys: Key[] = []
  const pages = iamPages((page) =>
    ask(context, 'iam', 'ListAccessKeys', (iam, options) => iam.listAccessKeys({ UserName, ...page }, options)),
  )
  try {
    for await (const { AccessKeyMetadata } of pages) {
      if (AccessKeyMetadata === undefined) {
        throw new VendorError('A list of access keys came without its keys.', 'iam:ListAccessKeys')
      }
      for (const { AccessKeyId, Status, CreateDate } of AccessKeyMetadata) {
        if (AccessKeyId !== undefined) keys.push({ AccessKeyId, Status, CreateDate })
      }
    }
  } catch (error) {
    // The user was deleted since the report was made.
    if (!(error instanceof AbsentError)) throw error
  }
  return keys
}

function wordOf(word: string | undefined): string | null {
  return word === undefined || word === 'N/A' ? null : word
}

/** The use of one key that the report does not tell; what hides it is said once. */
async function askUse(context: AwsContext, AccessKeyId: string, said: Set<string>): Promise<KeyUse> {
  const source = 'iam:GetAccessKeyLastUsed'
  countExtra(context.session.facts)
  try {
    const { AccessKeyLastUsed: used } = await ask(context, 'iam', 'GetAccessKeyLastUsed', (iam, options) =>
      iam.getAccessKeyLastUsed({ AccessKeyId }, options),
    )
    if (used === undefined) return unreadUse('failed', source)
    const lastUsedAt: Instant | null = instantOf(used.LastUsedDate) ?? null
    return { lastUsedAt, lastUsedService: wordOf(used.ServiceName), lastUsedRegion: wordOf(used.Region), source }
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError || error instanceof AbsentError)) throw error
    const reason = error instanceof AbsentError ? 'failed' : error.reason
    const permission = error instanceof AccessError ? { permission: error.permission } : {}
    const detail = `The last use of keys was not read: ${error.message}`
    if (!said.has(detail)) context.gap({ reason, ...permission, detail })
    said.add(detail)
    return unreadUse(reason, source)
  }
}

function unreadUse(reason: Parameters<typeof unknown>[0], source: string): KeyUse {
  const unread = unknown(reason)
  return { lastUsedAt: unread, lastUsedService: unread, lastUsedRegion: unread, source }
}
