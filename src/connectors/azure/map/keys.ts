/** Secrets and certificates of an application or of a service principal. */
import type { EntraSecretFacts } from '../../../model/facts/entra.ts'
import type { Credential, Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { idOf, instantOf, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import type { KeyRow, PasswordRow } from '../routes/keys.ts'

export interface Carrier extends Pick<EntraSecretFacts, 'on' | 'objectId' | 'appId'> {
  readonly passwordCredentials?: readonly PasswordRow[] | null | undefined
  readonly keyCredentials?: readonly KeyRow[] | null | undefined
  /** Key ids of what belongs to certificates of single sign-on. */
  readonly samlKeys?: ReadonlySet<string>
  /** Entity id of who signs in with them; undefined: nobody does in this tenant, or it is not known who. */
  readonly signsIn: string | undefined
  readonly source: string
}

export function emitKeys(context: AzureContext, carrier: Carrier): void {
  for (const row of carrier.passwordCredentials ?? []) emitKey(context, carrier, 'client-secret', row, {})
  for (const row of carrier.keyCredentials ?? []) {
    const thumbprint = thumbprintIn(row.customKeyIdentifier)
    const facts = { ...(row.usage == null ? {} : { usage: row.usage }), thumbprint }
    emitKey(context, carrier, row.type === 'Symmetric' ? 'client-secret' : 'certificate', row, facts)
  }
}

/** What signs tokens of single sign-on signs nobody in, so that it gets no edge to whoever carries it. */
function emitKey(
  context: AzureContext,
  { on, objectId, appId, samlKeys, signsIn, source }: Carrier,
  kind: Credential['kind'],
  { keyId, displayName, startDateTime, endDateTime }: PasswordRow,
  certificate: Pick<EntraSecretFacts, 'usage' | 'thumbprint'>,
): void {
  const id = idOf(context, kind, keyId)
  const saml = samlKeys?.has(keyId) === true
  const facts: EntraSecretFacts = {
    on,
    objectId,
    appId,
    keyId,
    ...certificate,
    ...(saml ? { samlSigning: true } : {}),
  }
  context.emit({
    type: 'credential',
    id,
    ...placeOf(context),
    kind,
    nativeId: keyId,
    name: orKeyId(displayName, keyId),
    createdAt: startDateTime == null ? unknown('unsupported') : instantOf(startDateTime),
    expiresAt: instantOf(endDateTime),
    rotatedAt: null,
    enabled: true,
    lifetime: endDateTime == null ? 'static' : 'expiring',
    ...(typeof certificate.thumbprint === 'string' ? { fingerprint: certificate.thumbprint } : {}),
    facts,
  })
  if (saml) return
  ;(context.session.facts.credentials ??= new Map()).set(keyId.toLowerCase(), id)
  if (signsIn === undefined) return
  const evidence = [{ source }]
  context.emit({ type: 'edge', kind: 'authenticates', from: id, to: signsIn, level: 'configured', evidence })
}

function orKeyId(name: string | null | undefined, keyId: string): string {
  return name == null || name.trim() === '' ? keyId : name
}

/**
 * SHA-1 or SHA-256 in base64, or written out in hexadecimal digits; of what else a maker has put there nothing follows.
 * https://learn.microsoft.com/graph/api/resources/keycredential
 */
export function thumbprintIn(given: string | null | undefined): Known<string> {
  if (given == null) return null
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(given)) return given.toUpperCase()
  const bytes = /^[\w+/-]+={0,2}$/.test(given) ? Buffer.from(given, 'base64') : Buffer.alloc(0)
  return bytes.length === 20 || bytes.length === 32 ? bytes.toString('hex').toUpperCase() : null
}

/**
 * A certificate of single sign-on is two keys (Sign, Verify) and the password of its private key, which share one
 * identifier; the password has the key id of the private key.
 * https://learn.microsoft.com/graph/api/serviceprincipal-addtokensigningcertificate
 */
export function samlKeysOf(row: {
  readonly passwordCredentials?: readonly PasswordRow[] | null | undefined
  readonly keyCredentials?: readonly KeyRow[] | null | undefined
  readonly preferredTokenSigningKeyThumbprint?: string | null | undefined
}): ReadonlySet<string> {
  const keys = row.keyCredentials ?? []
  const signing = keys.filter(({ usage }) => usage === 'Sign')
  const identifiers = new Set(signing.flatMap(({ customKeyIdentifier }) => customKeyIdentifier ?? []))
  const privateKeys = new Set(signing.map(({ keyId }) => keyId))
  const preferred = row.preferredTokenSigningKeyThumbprint?.toUpperCase()
  const publicKeys = keys.filter(
    ({ usage, customKeyIdentifier }) =>
      usage === 'Verify' &&
      customKeyIdentifier != null &&
      (identifiers.has(customKeyIdentifier) || thumbprintIn(customKeyIdentifier) === preferred),
  )
  // By its key id alone: whoever adds a secret may give it whatever identifier there is.
  const passwords = (row.passwordCredentials ?? []).filter(({ keyId }) => privateKeys.has(keyId))
  return new Set([...signing, ...publicKeys, ...passwords].map(({ keyId }) => keyId))
}
