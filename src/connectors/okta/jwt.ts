/** Tokens that Muster signs itself: who it is, and that it holds the key which an access token is bound to. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { ConfigError } from '../errors.ts'
import { isRecord } from './map/record.ts'

export interface SigningKey {
  readonly key: KeyObject
  readonly keyId: string | undefined
}

type Claims = { readonly [name: string]: string | number }

const shape = 'It should hold the private key of the application: PEM, or JWK, as Okta shows it when the key is made.'

/** PEM or JWK. `where` names the variable or file; nothing of its content is told. */
export function signingKey(text: string, where: string, keyId: string | undefined): SigningKey {
  const jwk = jwkOf(text)
  try {
    const key =
      jwk === undefined ? createPrivateKey(text.replaceAll('\\n', '\n')) : createPrivateKey({ key: jwk, format: 'jwk' })
    const kid = jwk?.['kid']
    return { key, keyId: keyId ?? (typeof kid === 'string' ? kid : undefined) }
  } catch {
    throw new ConfigError(`${where} holds no private key.`, shape)
  }
}

function jwkOf(text: string): { readonly [name: string]: unknown } | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    const read: unknown = JSON.parse(text)
    return isRecord(read) ? read : undefined
  } catch {
    return undefined
  }
}

/** https://developer.okta.com/docs/api/openapi/okta-oauth/guides/client-auth/#jwt-with-private-key */
export function clientAssertion(
  { key, keyId }: SigningKey,
  { clientId, audience, now }: { readonly clientId: string; readonly audience: string; readonly now: number },
): string {
  const seconds = Math.floor(now / 1000)
  const header = { alg: algorithmOf(key), ...(keyId === undefined ? {} : { kid: keyId }) }
  const claims = { iss: clientId, sub: clientId, aud: audience, iat: seconds, exp: seconds + 300, jti: randomUUID() }
  return signed(key, header, claims)
}

export interface Prover {
  /** `nonce`: as the server asked for; `token`: which the proof goes with. */
  readonly prove: (
    request: { readonly method: string; readonly url: string },
    more: { readonly now: number; readonly nonce?: string | undefined; readonly token?: string },
  ) => string
}

/** A key for this run alone: https://www.rfc-editor.org/rfc/rfc9449 */
export function prover(): Prover {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  return {
    prove: ({ method, url }, { now, nonce, token }) => {
      const { origin, pathname } = new URL(url)
      const header = { typ: 'dpop+jwt', alg: 'ES256', jwk }
      return signed(privateKey, header, {
        htm: method,
        htu: `${origin}${pathname}`,
        iat: Math.floor(now / 1000),
        jti: randomUUID(),
        ...(nonce === undefined ? {} : { nonce }),
        ...(token === undefined ? {} : { ath: createHash('sha256').update(token).digest('base64url') }),
      })
    },
  }
}

function signed(key: KeyObject, header: object, claims: Claims): string {
  const body = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const signature = sign(hashOf(algorithmOf(key)), Buffer.from(body), { key, dsaEncoding: 'ieee-p1363' })
  return `${body}.${signature.toString('base64url')}`
}

function algorithmOf(key: KeyObject): string {
  if (key.asymmetricKeyType === 'rsa') return 'RS256'
  return key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'ES384' : 'ES256'
}

function hashOf(algorithm: string): string {
  return algorithm === 'ES384' ? 'sha384' : 'sha256'
}

/** The public key's thumbprint by RFC 7638: equal for one key wherever it is registered. undefined: it is no such key. */
export function thumbprintOf(jwk: { readonly [name: string]: unknown }): string | undefined {
  try {
    const { kty, e, n, crv, x, y } = createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'jwk' })
    const members = kty === 'RSA' ? { e, kty, n } : { crv, kty, x, y }
    return `jwk-sha256:${createHash('sha256').update(JSON.stringify(members)).digest('base64url')}`
  } catch {
    return undefined
  }
}
