/** Credentials of users with sane defaults: the credential first, then whom it authenticates, then its use. */
import type { Credential, Instant, Known } from '../../src/model/index.ts'
import { entityId, scopeId } from '../../src/model/index.ts'
import type { Common, Records } from './aws-records.ts'
import { account, edge, usage, userArn } from './aws-records.ts'

interface CredentialInput extends Common {
  readonly id?: string
  /** The user's name; `root` for the root user. */
  readonly user?: string
  readonly expiresAt?: Known<Instant>
  readonly rotatedAt?: Known<Instant>
  /** Left out: used yesterday; `null`: never used. */
  readonly lastUsedAt?: Known<Instant>
  readonly observedSince?: Known<Instant>
}

function holderId(name: string, within: string = account): string {
  return name === 'root'
    ? entityId('aws', within, 'root', `arn:aws:iam::${within}:root`)
    : entityId('aws', within, 'iam-user', userArn(name, within))
}

/** A credential of a user, the edge to the user, and its usage unless `lastUsedAt` says the vendor keeps none. */
export function credential(kind: Credential['kind'], nativeId: string, input: CredentialInput): Records {
  const within = input.account ?? account
  const holder = input.user ?? 'ci-deploy'
  const record: Credential = {
    id: entityId('aws', within, kind, nativeId),
    provider: 'aws',
    scope: scopeId('aws', 'account', within),
    kind,
    nativeId,
    name: input.name ?? nativeId,
    createdAt: input.createdAt === undefined ? '2026-10-22T10:00:00Z' : input.createdAt,
    expiresAt: input.expiresAt ?? null,
    rotatedAt: input.rotatedAt ?? null,
    enabled: input.enabled === undefined ? true : input.enabled,
    lifetime: input.expiresAt ? 'expiring' : 'static',
    facts: { userName: holder, ...input.facts },
  }
  return [{ type: 'credential', ...record }, edge('authenticates', record.id, holderId(holder, within))]
}

function used(records: Records, input: CredentialInput): Records {
  const subject = records[0]
  if (subject?.type !== 'credential') return records
  const { lastUsedAt, observedSince } = input
  return [
    ...records,
    usage({
      subject: subject.id,
      ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
      ...(observedSince === undefined ? {} : { observedSince }),
    }),
  ]
}

interface AccessKeyInput extends CredentialInput {
  readonly lastUsedService?: Known<string>
  readonly lastUsedRegion?: Known<string>
}

export function accessKey(input: AccessKeyInput = {}): Records {
  const facts = {
    root: input.user === 'root',
    slot: 1,
    lastUsedService: input.lastUsedService === undefined ? 's3' : input.lastUsedService,
    lastUsedRegion: input.lastUsedRegion === undefined ? 'eu-west-1' : input.lastUsedRegion,
    ...input.facts,
  }
  return used(credential('access-key', input.id ?? 'AKIAIOSFODNN7EXAMPLE', { ...input, facts }), input)
}

export function password(input: CredentialInput & { readonly mfaActive?: Known<boolean> } = {}): Records {
  const holder = input.user ?? 'ci-deploy'
  const facts = { root: holder === 'root', mfaActive: input.mfaActive ?? false, ...input.facts }
  const arn = holder === 'root' ? `arn:aws:iam::${input.account ?? account}:root` : userArn(holder, input.account)
  return used(credential('password', `${arn}#password`, { ...input, name: `password of ${holder}`, facts }), input)
}

/** A key of Bedrock or CloudWatch Logs, or a password of CodeCommit or Keyspaces: AWS keeps no last use of these. */
export function serviceCredential(
  input: CredentialInput & { readonly service?: string; readonly alias?: Known<string> } = {},
): Records {
  const service = input.service ?? 'bedrock.amazonaws.com'
  const kind = service.startsWith('codecommit') || service.startsWith('cassandra') ? 'password' : 'api-key'
  const facts = { service, alias: input.alias ?? null, ...input.facts }
  return credential(kind, input.id ?? 'ACCAEXAMPLE123EXAMPLE', { ...input, facts })
}

export function sshKey(input: CredentialInput = {}): Records {
  return credential('ssh-key', input.id ?? 'APKAEXAMPLE123EXAMPLE', {
    ...input,
    facts: { use: 'codecommit', ...input.facts },
  })
}

export function certificate(input: CredentialInput & { readonly use?: 'signing' | 'server' } = {}): Records {
  return credential('certificate', input.id ?? 'TA7SMP42TDN5Z26OBPJE7EXAMPLE', {
    ...input,
    facts: { use: input.use ?? 'signing', ...input.facts },
  })
}
