/** A large inventory document, made up line by line. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { entityId, scopeId } from '../../src/model/index.ts'

const now = Date.parse('2026-11-21T10:00:00Z')
const ago = (days: number): string => new Date(now - days * 86_400_000).toISOString().replace('.000Z', 'Z')

/** Writes `accounts` accounts of `each` identities, one in ten of them a user with a key; returns how many identities. */
export async function writeEstate(file: string, accounts: number, each: number): Promise<number> {
  const out = createWriteStream(file)
  const line = async (value: object): Promise<void> => {
    if (!out.write(`${JSON.stringify(value)}\n`)) await once(out, 'drain')
  }
  await line({ type: 'inventory', schema: 'muster.inventory/1', collectedAt: ago(0) })
  const ids = Array.from({ length: accounts }, (_, index) => String(100_000_000_000 + index))
  for (const id of ids)
    await line({
      type: 'scope',
      id: scopeId('aws', 'account', id),
      provider: 'aws',
      kind: 'account',
      nativeId: id,
      name: `account-${id}`,
    })
  for (const id of ids)
    for (let n = 0; n < each; n += 1) for (const record of n % 10 === 0 ? user(id, n) : role(id, n)) await line(record)
  out.end()
  await once(out, 'finish')
  return accounts * each
}

function base(id: string, kind: string, arn: string, name: string): object {
  return {
    type: 'identity',
    id: entityId('aws', id, kind, arn),
    provider: 'aws',
    scope: scopeId('aws', 'account', id),
    kind,
    nativeId: arn,
    name,
    createdAt: ago(400),
    enabled: true,
    class: 'machine',
    environment: null,
    purpose: null,
    tags: { team: `team-${name.length}` },
  }
}

const inline = (action: string, resource: string): object[] => [
  {
    name: 'own',
    document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] },
  },
]

function user(id: string, n: number): object[] {
  const name = `svc-${n}`
  const arn = `arn:aws:iam::${id}:user/${name}`
  const identity = entityId('aws', id, 'iam-user', arn)
  const key = `AKIA${id.slice(-6)}${String(n).padStart(10, '0')}`
  const credential = entityId('aws', id, 'access-key', key)
  return [
    {
      ...base(id, 'iam-user', arn, name),
      facts: {
        userId: `AIDA${n}`,
        path: '/',
        groups: [],
        inlinePolicies: inline('s3:GetObject', `arn:aws:s3:::bucket-${n}/*`),
        attachedPolicies: [],
        permissionsBoundary: null,
        passwordEnabled: false,
        mfaActive: false,
      },
    },
    {
      type: 'credential',
      id: credential,
      provider: 'aws',
      scope: scopeId('aws', 'account', id),
      kind: 'access-key',
      nativeId: key,
      name: key,
      createdAt: ago(n % 200),
      expiresAt: null,
      rotatedAt: ago(n % 200),
      enabled: true,
      lifetime: 'static',
      facts: { userName: name, root: false, slot: 1, lastUsedService: 's3', lastUsedRegion: 'eu-west-1' },
    },
    {
      type: 'edge',
      kind: 'authenticates',
      from: credential,
      to: identity,
      evidence: [{ source: 'iam:ListAccessKeys' }],
    },
    {
      type: 'usage',
      subject: credential,
      lastUsedAt: ago(n % 120),
      observedSince: null,
      precision: 'exact',
      source: 'iam:GetCredentialReport',
    },
  ]
}

function role(id: string, n: number): object[] {
  const name = `role-${n}`
  const arn = `arn:aws:iam::${id}:role/${name}`
  const identity = entityId('aws', id, 'iam-role', arn)
  const trustPolicy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${id}:root` }, Action: 'sts:AssumeRole' }],
  }
  return [
    {
      ...base(id, 'iam-role', arn, name),
      facts: {
        roleId: `AROA${n}`,
        path: '/',
        trustPolicy,
        inlinePolicies: inline('sqs:SendMessage', `arn:aws:sqs:eu-west-1:${id}:q-${n}`),
        attachedPolicies: [],
        permissionsBoundary: null,
        instanceProfiles: [],
        serviceLinked: false,
        identityCenter: false,
      },
    },
    {
      type: 'edge',
      kind: 'trusts',
      from: identity,
      to: scopeId('aws', 'account', id),
      via: 'Statement[0]',
      evidence: [{ source: 'iam:GetAccountAuthorizationDetails' }],
    },
    {
      type: 'usage',
      subject: identity,
      lastUsedAt: ago(n % 100),
      observedSince: ago(400),
      precision: 'day',
      source: 'iam:GetAccountAuthorizationDetails',
    },
  ]
}
