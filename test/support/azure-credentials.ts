/** Credentials of applications, service principals and managed identities, for rule tests. */
import type { Credential, CredentialKind, Instant, Known } from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { edge, usage } from './aws-records.ts'
import { azureId, clientIdOf, guidOf, objectIdOf, place, principalId, userIdentityArm } from './azure-place.ts'

interface SecretInput extends LooseFacts {
  readonly name?: string
  readonly app?: string
  /** What carries it; of a service principal, `app` is the name of that. */
  readonly on?: 'application' | 'service-principal'
  /** Of an agent blueprint, which is an application that agents are made from. */
  readonly onKind?: 'agent-blueprint'
  readonly createdAt?: Known<Instant>
  readonly expiresAt?: Known<Instant>
  readonly enabled?: Known<boolean>
  /** Left out: no step told of its use. */
  readonly lastUsedAt?: Known<Instant>
  readonly observedSince?: Known<Instant>
}

function entraCredential(kind: CredentialKind, input: SecretInput, given: LooseFacts): Records {
  const {
    name = 'rotated by ci',
    app = 'shop-api',
    on = 'application',
    createdAt,
    expiresAt,
    enabled,
    lastUsedAt,
    observedSince,
    onKind,
    ...facts
  } = input
  const keyId = guidOf(`${kind} ${on} ${app} ${name}`)
  const record: Credential = {
    ...place,
    id: azureId(kind, keyId),
    kind,
    nativeId: keyId,
    name,
    createdAt: createdAt === undefined ? '2026-09-01T10:00:00Z' : createdAt,
    expiresAt: expiresAt === undefined ? '2027-02-01T10:00:00Z' : expiresAt,
    rotatedAt: null,
    enabled: enabled === undefined ? true : enabled,
    lifetime: 'expiring',
    facts: { on, objectId: objectIdOf(onKind ?? on, app), appId: clientIdOf(app), keyId, ...given, ...facts },
  }
  const seen = observedSince === undefined ? '2026-05-21T10:00:00Z' : observedSince
  return [
    { type: 'credential', ...record },
    edge('authenticates', record.id, principalId(app)),
    ...(lastUsedAt === undefined
      ? []
      : [usage({ subject: record.id, lastUsedAt, observedSince: seen, precision: 'day', source: 'GET /reports' })]),
  ]
}

/** A secret of September that ends in February. */
export function clientSecret(input: SecretInput = {}): Records {
  return entraCredential('client-secret', input, {})
}

export function applicationCertificate(input: SecretInput = {}): Records {
  return entraCredential('certificate', input, { usage: 'Verify', thumbprint: 'A1B2C3' })
}

interface FederatedInput {
  readonly name?: string
  readonly app?: string
  readonly onKind?: 'agent-blueprint'
  /** Name of a user-assigned identity, in place of an application. */
  readonly identity?: string
  readonly issuer?: string
  readonly subject?: Known<string>
  readonly expression?: Known<string>
  readonly audiences?: readonly string[]
}

/** GitHub's main branch of acme/shop, that signs in as the application `shop-api`. */
export function federatedCredential(input: FederatedInput = {}): Records {
  const {
    name = 'github-main',
    app = 'shop-api',
    identity,
    issuer = 'https://token.actions.githubusercontent.com',
  } = input
  const {
    subject = 'repo:acme/shop:ref:refs/heads/main',
    expression = null,
    audiences = ['api://AzureADTokenExchange'],
  } = input
  const on = identity === undefined ? 'application' : 'managed-identity'
  const nativeId = guidOf(`federated ${identity ?? app} ${name}`)
  const holder = identity === undefined ? principalId(app) : principalId(identity, 'managed-identity')
  const record: Credential = {
    ...place,
    id: azureId('federated', nativeId),
    kind: 'federated',
    nativeId,
    name,
    createdAt: null,
    expiresAt: null,
    rotatedAt: null,
    enabled: true,
    lifetime: 'ephemeral',
    facts: {
      on,
      objectId: identity === undefined ? objectIdOf(input.onKind ?? 'application', app) : userIdentityArm(identity),
      name,
      issuer,
      subject,
      expression,
      audiences,
    },
  }
  const conditions = { subject, expression, audiences: [...audiences] }
  return [
    { type: 'credential', ...record },
    edge('authenticates', record.id, holder),
    edge('trusts', holder, `oidc:${issuer.replace(/^https:\/\//, '')}`, { via: nativeId, conditions }),
  ]
}
