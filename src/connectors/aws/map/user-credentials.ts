/** Credentials of IAM users besides passwords and access keys. */
import {
  unknown,
  type CredentialKind,
  type Emission,
  type Facts,
  type Instant,
  type Known,
} from '../../../model/index.ts'
import { idIn, readBy, type Place } from './place.ts'

export interface UserCredential {
  readonly kind: CredentialKind
  readonly nativeId: string
  readonly name: string
  readonly userId: string
  readonly userName: string
  readonly createdAt: Known<Instant>
  readonly expiresAt: Known<Instant>
  readonly enabled: boolean
  readonly facts: Facts
  readonly source: string
}

/** The credential, whom it authenticates, and that its use is recorded nowhere that could be read. */
export function userCredential(given: UserCredential, place: Place): readonly Emission[] {
  const { kind, nativeId, name, createdAt, expiresAt, enabled, facts, source } = given
  const id = idIn(place, kind, nativeId)
  return [
    {
      type: 'credential',
      id,
      provider: 'aws',
      scope: place.scope,
      kind,
      nativeId,
      name,
      createdAt,
      expiresAt,
      enabled,
      facts,
      rotatedAt: createdAt,
      lifetime: typeof expiresAt === 'string' ? 'expiring' : 'static',
    },
    { type: 'edge', kind: 'authenticates', from: id, to: given.userId, evidence: readBy(source, given.userName) },
    {
      type: 'usage',
      subject: id,
      lastUsedAt: unknown('unsupported'),
      observedSince: unknown('unsupported'),
      precision: 'none',
      source,
    },
  ]
}
