/** What the credential report says of passwords, and of what kind of user it is. */
import { unknown, type Emission, type IdentityClass, type Known } from '../../../model/index.ts'
import type { PasswordFacts } from '../../../model/facts/aws.ts'
import type { ReportRow } from './credential-report.ts'
import { idIn, readBy, type Place } from './place.ts'

const source = 'iam:GetCredentialReport'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html (password_last_used) */
const passwordsTrackedSince = '2014-10-20T00:00:00Z'

export function identityIdOf(row: Pick<ReportRow, 'root' | 'arn'>, place: Place): string {
  return idIn(place, row.root ? 'root' : 'iam-user', row.arn)
}

export function userNameOf(row: Pick<ReportRow, 'root' | 'user'>): string {
  return row.root ? 'root' : row.user
}

/** What a row says, save for its keys. Where the users were not read otherwise, the row makes its user known as well. */
export function rowRecords(row: ReportRow, usersKnown: boolean, place: Place): readonly Emission[] {
  const own = usersKnown || row.root ? [] : [reportedUser(row, place)]
  return [...own, rowPatch(row, place), ...passwordRecords(row, place)]
}

function reportedUser(row: ReportRow, place: Place): Emission {
  const unread = unknown('not-collected')
  return {
    type: 'identity',
    id: idIn(place, 'iam-user', row.arn),
    provider: 'aws',
    scope: place.scope,
    kind: 'iam-user',
    nativeId: row.arn,
    name: row.user,
    class: 'unknown',
    enabled: true,
    createdAt: row.createdAt,
    environment: unread,
    purpose: unread,
    tags: unread,
    facts: { groups: unread, inlinePolicies: unread, attachedPolicies: unread, permissionsBoundary: unread },
  }
}

/** The console password of a row, with its use; nothing where the report says that there is none. */
function passwordRecords(row: ReportRow, place: Place): readonly Emission[] {
  if (row.passwordEnabled === false) return []
  const nativeId = `${row.arn}#password`
  const id = idIn(place, 'password', nativeId)
  const name = userNameOf(row)
  const facts = { userName: name, root: row.root, mfaActive: row.mfaActive } satisfies PasswordFacts
  return [
    {
      type: 'credential',
      id,
      provider: 'aws',
      scope: place.scope,
      kind: 'password',
      nativeId,
      name: `Password of ${name}`,
      createdAt: row.createdAt,
      expiresAt: null,
      rotatedAt: row.passwordChangedAt,
      enabled: row.passwordEnabled,
      lifetime: 'static',
      facts,
    },
    { type: 'edge', kind: 'authenticates', from: id, to: identityIdOf(row, place), evidence: readBy(source, name) },
    {
      type: 'usage',
      subject: id,
      lastUsedAt: row.passwordLastUsedAt,
      observedSince:
        typeof row.createdAt === 'string' && row.createdAt < passwordsTrackedSince ? passwordsTrackedSince : null,
      precision: 'exact',
      source,
    },
  ]
}

/** Patches of the identity that a row is about. */
function rowPatch(row: ReportRow, place: Place): Emission {
  const id = identityIdOf(row, place)
  const facts = row.root
    ? { mfaActive: row.mfaActive }
    : { passwordEnabled: row.passwordEnabled, mfaActive: row.mfaActive }
  const set = row.root ? { createdAt: row.createdAt } : { class: classOfUser(row, false) }
  return { type: 'patch', of: 'identity', id, set, facts }
}

/**
 * A password alone is a person's; a key, or a credential for one service, without a password is a machine's. Both
 * together are a person's when the sign-in asks for a second factor, and else nobody knows.
 */
export function classOfUser(
  row: {
    readonly passwordEnabled: Known<boolean>
    readonly mfaActive: Known<boolean>
    readonly keys: readonly { active: boolean }[]
  },
  hasServiceCredential: boolean,
): IdentityClass {
  const hasKey = hasServiceCredential || row.keys.some(({ active }) => active)
  if (row.passwordEnabled === true) return hasKey ? (row.mfaActive === true ? 'human' : 'unknown') : 'human'
  return row.passwordEnabled === false && hasKey ? 'machine' : 'unknown'
}
