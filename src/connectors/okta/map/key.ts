/** What applications, integrations and agents sign in with. */
import type { OktaKeyFacts, OktaSecretFacts } from '../../../model/facts/okta.ts'
import { thumbprintOf } from '../jwt.ts'
import { idOf, instantOf, onBy, placeOf } from '../place.ts'
import type { OktaContext } from '../place.ts'
import type { KeyAnswer, SecretAnswer } from '../routes/apps.ts'

interface Holder {
  /** Id of the application, integration or agent. */
  readonly native: string
  /** Its entity's id. */
  readonly id: string
  readonly source: string
}

export function emitSecret(
  context: OktaContext,
  holder: Holder & { readonly on: OktaSecretFacts['on'] },
  answer: SecretAnswer,
): void {
  const id = idOf(context, 'client-secret', answer.id)
  context.emit({
    type: 'credential',
    id,
    ...placeOf(context),
    kind: 'client-secret',
    nativeId: answer.id,
    name: answer.id,
    createdAt: instantOf(answer.created),
    // Okta gives secrets no end.
    expiresAt: null,
    rotatedAt: null,
    enabled: onBy(answer.status),
    lifetime: 'static',
    facts: { on: holder.on, appId: holder.native } satisfies OktaSecretFacts,
  })
  authenticates(context, id, holder)
}

/** Keys that only encrypt sign nobody in. */
export function emitKey(
  context: OktaContext,
  holder: Holder & { readonly on: OktaKeyFacts['on'] },
  answer: KeyAnswer,
): void {
  if (answer.use === 'enc') return
  const { kty, kid, e, n, crv, x, y } = answer
  const fingerprint = thumbprintOf({ kty, e, n, crv, x, y })
  const native = answer.id ?? `${holder.native}#${kid ?? fingerprint ?? 'key'}`
  const id = idOf(context, 'certificate', native)
  context.emit({
    type: 'credential',
    id,
    ...placeOf(context),
    kind: 'certificate',
    nativeId: native,
    name: kid ?? native,
    createdAt: instantOf(answer.created),
    expiresAt: null,
    rotatedAt: null,
    enabled: onBy(answer.status),
    lifetime: 'static',
    ...(fingerprint === undefined ? {} : { fingerprint }),
    facts: { on: holder.on, appId: holder.native, keyId: kid ?? null, keyType: kty } satisfies OktaKeyFacts,
  })
  authenticates(context, id, holder)
}

function authenticates(context: OktaContext, from: string, { id, native, source }: Holder): void {
  context.emit({
    type: 'edge',
    kind: 'authenticates',
    from,
    to: id,
    level: 'configured',
    evidence: [{ source, detail: native }],
  })
}
