import { unknown, type Emission, type Instant, type Known } from '../../../model/index.ts'
import type { AccessKeyFacts } from '../../../model/facts/aws.ts'
import type { ReportKey, ReportRow } from './credential-report.ts'
import { idIn, instantOf, readBy, type Place } from './place.ts'
import { identityIdOf, userNameOf } from './passwords.ts'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html (access_key_1_last_used_date) */
const keysTrackedSince = '2015-04-22T00:00:00Z'

export interface ListedKey {
  readonly AccessKeyId?: string | undefined
  readonly Status?: string | undefined
  readonly CreateDate?: Date | string | undefined
}

/** How a key was used, as far as anyone could tell. */
export interface KeyUse {
  readonly lastUsedAt: Known<Instant>
  readonly lastUsedService: Known<string>
  readonly lastUsedRegion: Known<string>
  readonly source: string
}

/** A key as it was listed, the report's row it stands in, and its use. */
export interface AskedKey {
  readonly listed: ListedKey & { readonly AccessKeyId: string }
  readonly slot: Known<1 | 2>
  /** When the report says it was made, if it stands there. */
  readonly reportedAt?: Known<Instant>
  readonly use: KeyUse
}

export type KeyOwner = Pick<ReportRow, 'user' | 'arn' | 'root'>

const byReport = 'iam:GetCredentialReport'

/** A key as the report alone knows it: by its row, without its id. */
export function reportedKey(
  owner: KeyOwner,
  key: ReportKey,
  siblings: readonly ReportKey[],
  place: Place,
): readonly Emission[] {
  const name = `${userNameOf(owner)}#${key.slot}`
  const rivals = siblings.filter(({ rotatedAt }) => rotatedAt === key.rotatedAt)
  return keyRecords(
    owner,
    {
      id: idIn(place, 'access-key', keyName(owner.arn, key.rotatedAt, key.slot, rivals.length) ?? name),
      nativeId: `${owner.arn}#${key.slot}`,
      name,
      source: byReport,
      slot: key.slot,
      createdAt: key.rotatedAt,
      enabled: key.active,
    },
    useOf(key),
    place,
  )
}

/** A key by its id, with what the report's row for it says, or what was asked for it alone. */
export function askedKey(
  owner: KeyOwner,
  key: AskedKey,
  siblings: readonly AskedKey[],
  place: Place,
): readonly Emission[] {
  const { listed, slot, use } = key
  const createdAt = instantOf(listed.CreateDate) ?? unknown('failed')
  const { AccessKeyId: nativeId } = listed
  const enabled = listed.Status === 'Active'
  const id = askedKeyId(owner.arn, key, siblings, place)
  const found = { id, nativeId, name: nativeId, source: 'iam:ListAccessKeys', slot, createdAt, enabled }
  return keyRecords(owner, found, use, place)
}

export function askedKeyId(arn: string, key: AskedKey, siblings: readonly AskedKey[], place: Place): string {
  const rivals = siblings.filter((other) => madeAt(other) === madeAt(key))
  const name = keyName(arn, madeAt(key), key.slot, rivals.length)
  return idIn(place, 'access-key', name ?? key.listed.AccessKeyId)
}

function madeAt({ listed, reportedAt }: AskedKey): Known<Instant> {
  return reportedAt ?? instantOf(listed.CreateDate) ?? unknown('failed')
}

/**
 * A key by its user and the second in which it was made. Its own id would say the same, but the credential report and
 * whoever may not list keys do not know it: a key must not become another when a permission is lost. Of two that were
 * made in one second the report's row tells; nothing does when that is not known either.
 */
function keyName(arn: string, made: Known<Instant>, slot: Known<1 | 2>, rivals: number): string | undefined {
  if (typeof made !== 'string') return typeof slot === 'number' ? `${arn}#${slot}` : undefined
  if (rivals < 2) return `${arn}#${made}`
  return typeof slot === 'number' ? `${arn}#${made}#${slot}` : undefined
}

export function useOf(key: ReportKey): KeyUse {
  const { lastUsedAt, lastUsedService, lastUsedRegion } = key
  return { lastUsedAt, lastUsedService, lastUsedRegion, source: byReport }
}

interface Key {
  readonly id: string
  readonly nativeId: string
  readonly name: string
  readonly source: string
  readonly slot: Known<1 | 2>
  readonly createdAt: Known<Instant>
  readonly enabled: Known<boolean>
}

function keyRecords(owner: KeyOwner, key: Key, use: KeyUse, place: Place): readonly Emission[] {
  const { id, createdAt, enabled, name, nativeId, slot } = key
  const facts = {
    userName: userNameOf(owner),
    root: owner.root,
    slot,
    lastUsedService: use.lastUsedService,
    lastUsedRegion: use.lastUsedRegion,
  } satisfies AccessKeyFacts
  const tracked = typeof createdAt === 'string' && createdAt < keysTrackedSince
  return [
    {
      type: 'credential',
      id,
      provider: 'aws',
      scope: place.scope,
      kind: 'access-key',
      nativeId,
      name,
      createdAt,
      enabled,
      // A key cannot be changed: its age is the time since it was made.
      rotatedAt: createdAt,
      expiresAt: null,
      lifetime: 'static',
      facts,
    },
    {
      type: 'edge',
      kind: 'authenticates',
      from: id,
      to: identityIdOf(owner, place),
      evidence: readBy(key.source, userNameOf(owner)),
    },
    {
      type: 'usage',
      subject: id,
      lastUsedAt: use.lastUsedAt,
      observedSince: tracked ? keysTrackedSince : null,
      precision: 'exact',
      source: use.source,
    },
  ]
}

/**
 * Which row of the report each listed key stands in: by when it was made, then by its state, then by elimination. A
 * key without a match is newer than the report, or its use cannot be told from another's.
 */
export function matchRows<K extends ListedKey>(
  listed: readonly K[],
  rows: readonly ReportKey[],
): ReadonlyMap<K, ReportKey> {
  const matched = new Map<K, ReportKey>()
  const sameTime = (key: K, row: ReportKey): boolean => instantOf(key.CreateDate) === row.rotatedAt
  const sameState = (key: K, row: ReportKey): boolean => (key.Status === 'Active') === row.active
  const pass = (fits: (key: K, row: ReportKey) => boolean): void => {
    const freeKeys = listed.filter((key) => !matched.has(key))
    const freeRows = rows.filter((row) => ![...matched.values()].includes(row))
    for (const key of freeKeys) {
      const fitting = freeRows.filter((row) => fits(key, row))
      const rivals = freeKeys.filter((other) => fitting.some((row) => fits(other, row)))
      const [row] = fitting
      if (row !== undefined && fitting.length === 1 && rivals.length === 1) matched.set(key, row)
    }
  }
  pass((key, row) => sameTime(key, row))
  pass((key, row) => sameTime(key, row) && sameState(key, row))
  if (listed.length !== rows.length) return matched
  pass(sameState)
  pass(() => true)
  pairAlike(listed, rows, matched)
  return matched
}

/** Two keys that nothing tells apart may stand in either row when both rows say the same. */
function pairAlike<K extends ListedKey>(
  listed: readonly K[],
  rows: readonly ReportKey[],
  matched: Map<K, ReportKey>,
): void {
  if (matched.size > 0 || rows.length < 2) return
  const said = new Set(rows.map((row) => JSON.stringify({ ...row, slot: 0 })))
  if (said.size > 1) return
  for (const [index, key] of listed.entries()) {
    const row = rows[index]
    if (row !== undefined) matched.set(key, row)
  }
}
