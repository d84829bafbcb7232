/** Credentials of service accounts and projects, for rule tests. */
import type { Credential, Instant, Known } from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { edge, usage } from './aws-records.ts'
import { gcpAccountId, gcpEmail, gcpOwnId, gcpProjectId, gcpProjectNumber, place } from './gcp-place.ts'

interface CredentialInput extends LooseFacts {
  readonly name?: string
  readonly project?: string
  readonly createdAt?: Known<Instant>
  /** `null`: it never ends. */
  readonly expiresAt?: Known<Instant>
  readonly enabled?: Known<boolean>
  /** Left out: no step told of its use. */
  readonly lastUsedAt?: Known<Instant>
  readonly observedSince?: Known<Instant>
}

interface AccountKeyInput extends CredentialInput {
  /** Name or e-mail. */
  readonly account?: string
}

interface Told {
  readonly kind: Credential['kind']
  readonly nativeId: string
  readonly name: string
  /** Entity id of whom it proves; undefined: a project. */
  readonly of: string | undefined
  readonly facts: LooseFacts
}

function gcpCredential(told: Told, input: CredentialInput): Records {
  const { name: _, project: _project, createdAt, expiresAt, enabled, lastUsedAt, observedSince, ...facts } = input
  const ends = expiresAt === undefined ? null : expiresAt
  const record: Credential = {
    ...place,
    id: gcpOwnId(told.kind, told.nativeId),
    kind: told.kind,
    nativeId: told.nativeId,
    name: told.name,
    createdAt: createdAt === undefined ? '2026-09-01T10:00:00Z' : createdAt,
    expiresAt: ends,
    rotatedAt: null,
    enabled: enabled === undefined ? true : enabled,
    lifetime: ends === null ? 'static' : 'expiring',
    facts: { ...told.facts, ...facts } as Credential['facts'],
  }
  const seen = observedSince === undefined ? '2026-05-21T10:00:00Z' : observedSince
  return [
    { type: 'credential', ...record },
    ...(told.of === undefined ? [] : [edge('authenticates', record.id, told.of)]),
    ...(lastUsedAt === undefined
      ? []
      : [usage({ subject: record.id, lastUsedAt, observedSince: seen, precision: 'day', source: 'activities:query' })]),
  ]
}

/** A user-managed key of September that never ends; `managed: system` makes it one of Google's. */
export function gcpKey(input: AccountKeyInput = {}): Records {
  const { account = 'deploy', name = 'a1b2c3', project = gcpProjectId, ...rest } = input
  const email = gcpEmail(account, project)
  return gcpCredential(
    {
      kind: 'access-key',
      nativeId: `${email}/${name}`,
      name,
      of: gcpAccountId(account, project),
      facts: {
        form: 'key-pair',
        keyId: name,
        email,
        managed: 'user',
        origin: 'google',
        disabledBecause: null,
        exposed: null,
      },
    },
    rest,
  )
}

/** A key of a project that may call every service; `boundTo` with an e-mail makes it speak as that account. */
export function gcpApiKey(input: CredentialInput = {}): Records {
  const { name = 'maps', project = gcpProjectId, ...rest } = input
  const nativeId = `projects/${gcpProjectNumber(project)}/locations/global/keys/${name}`
  const bound = typeof rest['boundTo'] === 'string' ? rest['boundTo'] : undefined
  const facts = { projectId: project, uid: name, services: null, application: null, boundTo: null }
  const of = bound === undefined ? undefined : gcpAccountId(bound, project)
  return gcpCredential({ kind: 'api-key', nativeId, name, of, facts }, rest)
}

/** A key that Cloud Storage takes as if it were one of S3. */
export function gcpHmacKey(input: AccountKeyInput = {}): Records {
  const { account = 'deploy', name = 'GOOG1EXAMPLE', project = gcpProjectId, ...rest } = input
  const email = gcpEmail(account, project)
  const facts = { form: 'hmac', accessId: name, email, projectId: project, state: 'ACTIVE' }
  const of = gcpAccountId(account, project)
  return gcpCredential({ kind: 'access-key', nativeId: name, name, of, facts }, rest)
}
