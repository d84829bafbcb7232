import type { ServiceAccountKeyFacts } from '../../../model/facts/gcp.ts'
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { accountId, instantOf, ownId, placeOf } from '../place.ts'
import type { GcpContext } from '../place.ts'
import type { KeyAnswer } from '../routes/service-accounts.ts'
import type { AccountKeyRow, GcpSession } from '../session.ts'

/** Google rotates those itself and never hands them out: https://cloud.google.com/iam/docs/service-account-creds#key-types */
export function isGoogles({ keyType }: KeyAnswer): boolean {
  return keyType === 'SYSTEM_MANAGED'
}

/** Cloud Asset names accounts by their unique id at times. */
export function emailsById({ facts }: Pick<GcpSession, 'facts'>): ReadonlyMap<string, string> {
  return new Map([...(facts.serviceAccounts?.values() ?? [])].map(({ uniqueId, email }) => [uniqueId, email]))
}

/** `…/serviceAccounts/<e-mail or unique id>/keys/<key id>` */
export function keyNamed(
  name: string,
  emails: ReadonlyMap<string, string>,
): { readonly email: string; readonly keyId: string } | undefined {
  const [, account, keyId] = /\/serviceAccounts\/([^/]+)\/keys\/([^/]+)$/.exec(name) ?? []
  if (account === undefined || keyId === undefined) return undefined
  return { email: (emails.get(account) ?? account).toLowerCase(), keyId }
}

const exposedStatus = 'SERVICE_ACCOUNT_KEY_EXTENDED_STATUS_KEY_EXPOSED'
const exposedReason = 'SERVICE_ACCOUNT_KEY_DISABLE_REASON_EXPOSED'

/** What IAM alone tells. https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys#ServiceAccountKey */
export function statusOf({
  disableReason,
  extendedStatus = [],
}: KeyAnswer): Pick<ServiceAccountKeyFacts, 'disabledBecause' | 'exposed'> {
  return {
    disabledBecause: disableReason ?? null,
    exposed: disableReason === exposedReason || extendedStatus.some(({ key }) => key === exposedStatus),
  }
}

/** Cloud Asset leaves out why a key is disabled and whether Google found it exposed. */
export function statusByAssets(answer: KeyAnswer): Pick<ServiceAccountKeyFacts, 'disabledBecause' | 'exposed'> {
  const { disabledBecause, exposed } = statusOf(answer)
  const because: Known<string> = answer.disabled === true ? unknown('not-collected') : null
  return { disabledBecause: disabledBecause ?? because, exposed: exposed === true ? true : unknown('not-collected') }
}

const origins = { GOOGLE_PROVIDED: 'google', USER_PROVIDED: 'uploaded' } as const

function originOf(keyOrigin: string | undefined): ServiceAccountKeyFacts['origin'] {
  if (keyOrigin === 'GOOGLE_PROVIDED' || keyOrigin === 'USER_PROVIDED') return origins[keyOrigin]
  return unknown('unsupported')
}

interface Told {
  readonly email: string
  readonly keyId: string
  readonly answer: KeyAnswer
  readonly status: Pick<ServiceAccountKeyFacts, 'disabledBecause' | 'exposed'>
  readonly source: string
}

export function emitKey(context: GcpContext, { email, keyId, answer, status, source }: Told): AccountKeyRow {
  const nativeId = `${email}/${keyId}`
  const id = ownId('access-key', nativeId)
  const expiresAt = instantOf(answer.validBeforeTime)
  const facts = {
    form: 'key-pair',
    keyId,
    email,
    managed: 'user',
    origin: originOf(answer.keyOrigin),
    ...status,
  } satisfies ServiceAccountKeyFacts
  context.emit({
    type: 'credential',
    id,
    ...placeOf(context),
    kind: 'access-key',
    nativeId,
    name: keyId,
    createdAt: answer.validAfterTime === undefined ? unknown('unsupported') : instantOf(answer.validAfterTime),
    expiresAt: answer.validBeforeTime === undefined ? unknown('unsupported') : expiresAt,
    rotatedAt: null,
    enabled: answer.disabled !== true,
    lifetime: expiresAt === null ? 'static' : 'expiring',
    facts,
  })
  if (email.includes('@'))
    context.emit({
      type: 'edge',
      kind: 'authenticates',
      from: id,
      to: accountId(email),
      level: 'configured',
      evidence: [{ source }],
    })
  return { entity: id, email, keyId }
}
