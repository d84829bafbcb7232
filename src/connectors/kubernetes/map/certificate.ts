/** Whom a certificate speaks for. https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates */
import { X509Certificate } from 'node:crypto'
import type { Instant, Known } from '../../../model/index.ts'
import { instantOf } from '../place.ts'

export interface Certified {
  readonly userName: string
  readonly groups: readonly string[]
  readonly expiresAt: Known<Instant>
  readonly createdAt: Known<Instant>
  readonly fingerprint: string
}

/** Undefined: it is none, or names nobody. `text` is what the API gives: PEM in base64. Certificates are public. */
export function certifiedBy(text: string): Certified | undefined {
  try {
    const { subject, validFrom, validTo, fingerprint256 } = new X509Certificate(Buffer.from(text, 'base64'))
    const names = subject.split('\n').map((line) => /^(CN|O)=(.*)$/.exec(line) ?? [])
    const userName = names.find(([, part]) => part === 'CN')?.[2]
    if (userName === undefined) return undefined
    return {
      userName,
      groups: names.flatMap(([, part, value]) => (part === 'O' && value !== undefined ? [value] : [])).toSorted(),
      createdAt: instantOf(validFrom),
      expiresAt: instantOf(validTo),
      fingerprint: `sha256:${fingerprint256.replaceAll(':', '').toLowerCase()}`,
    }
  } catch {
    return undefined
  }
}
