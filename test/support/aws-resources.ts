/** Resources of an AWS account with sane defaults: trust anchors, secrets, workloads and the organisation. */
import type { Instant, Known } from '../../src/model/index.ts'
import { entityId } from '../../src/model/index.ts'
import type { ConfigSecret } from '../../src/model/facts/config-secret.ts'
import type { PolicyDocument, PolicyStatement } from '../../src/model/facts/aws.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { account, edge, organizationScope, policyDocument, resource, roleArn } from './aws-records.ts'

const longAgo = '2024-01-15T09:00:00Z'

export function oidcProvider(
  input: {
    readonly url?: string
    readonly clientIds?: Known<readonly string[]>
    readonly createdAt?: Known<Instant>
  } = {},
): Records {
  const url = input.url ?? 'token.actions.githubusercontent.com'
  const facts = {
    url,
    clientIds: input.clientIds ?? ['sts.amazonaws.com'],
    createdAt: input.createdAt === undefined ? longAgo : input.createdAt,
  }
  return [
    resource({ kind: 'iam:oidc-provider', arn: `arn:aws:iam::${account}:oidc-provider/${url}`, name: url, facts }),
  ]
}

export function samlProvider(
  input: { readonly name?: string; readonly validUntil?: Known<Instant>; readonly createdAt?: Known<Instant> } = {},
): Records {
  const facts = {
    validUntil: input.validUntil === undefined ? '2036-01-01T00:00:00Z' : input.validUntil,
    createdAt: input.createdAt === undefined ? longAgo : input.createdAt,
  }
  return [
    resource({
      kind: 'iam:saml-provider',
      arn: `arn:aws:iam::${account}:saml-provider/${input.name ?? 'okta'}`,
      facts,
    }),
  ]
}

interface SecretInput {
  readonly name?: string
  readonly region?: string
  readonly createdAt?: Known<Instant>
  readonly rotationEnabled?: Known<boolean>
  readonly lastRotatedAt?: Known<Instant>
  readonly lastChangedAt?: Known<Instant>
  readonly lastAccessedAt?: Known<Instant>
  readonly owningService?: Known<string>
  readonly primaryRegion?: Known<string>
  readonly policy?: readonly PolicyStatement[]
  readonly resourcePolicy?: Known<PolicyDocument>
  readonly tags?: Known<{ readonly [key: string]: string }>
}

export function secret(input: SecretInput = {}): Records {
  const name = input.name ?? 'prod/orders/db'
  const region = input.region ?? 'eu-west-1'
  const document = input.policy ? policyDocument(input.policy) : (input.resourcePolicy ?? null)
  const facts = {
    region,
    createdAt: input.createdAt === undefined ? longAgo : input.createdAt,
    rotationEnabled: input.rotationEnabled === undefined ? true : input.rotationEnabled,
    lastRotatedAt: input.lastRotatedAt ?? null,
    lastChangedAt: input.lastChangedAt === undefined ? longAgo : input.lastChangedAt,
    lastAccessedAt: input.lastAccessedAt === undefined ? '2026-11-20T00:00:00Z' : input.lastAccessedAt,
    owningService: input.owningService ?? null,
    primaryRegion: input.primaryRegion ?? null,
    resourcePolicy: document,
    tags: input.tags ?? {},
  }
  const arn = `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`
  return [resource({ kind: 'secretsmanager:secret', arn, name, facts })]
}

export function parameter(
  input: { readonly name?: string; readonly type?: string; readonly region?: string } = {},
): Records {
  const name = input.name ?? '/orders/prod/db-password'
  const region = input.region ?? 'eu-west-1'
  const facts = { region, type: input.type ?? 'String', lastModifiedAt: longAgo, keyId: null }
  const arn = `arn:aws:ssm:${region}:${account}:parameter${name.startsWith('/') ? '' : '/'}${name}`
  return [resource({ kind: 'ssm:parameter', arn, name, facts })]
}

export interface WorkloadInput {
  readonly kind?: string
  readonly name?: string
  readonly arn?: string
  readonly account?: string
  /** The role's name, in the same account. */
  readonly role?: string
  readonly configSecrets?: Known<readonly ConfigSecret[]>
  readonly tags?: Known<{ readonly [key: string]: string }>
  readonly facts?: LooseFacts
}

/** A resource that runs with a role: `lambda:function` unless `kind` says otherwise. */
export function workload(input: WorkloadInput = {}): Records {
  const kind = input.kind ?? 'lambda:function'
  const name = input.name ?? 'orders'
  const within = input.account ?? account
  const [service = '', type = ''] = kind.split(':')
  const arn = input.arn ?? `arn:aws:${service}:eu-west-1:${within}:${type}${service === 'lambda' ? ':' : '/'}${name}`
  const runsAs = input.role ? roleArn(input.role, within) : null
  const facts = {
    arn,
    region: 'eu-west-1',
    roleArn: runsAs,
    tags: input.tags ?? {},
    ...(input.configSecrets === undefined ? {} : { configSecrets: input.configSecrets }),
    ...input.facts,
  }
  const record = resource({ kind, arn, name, account: within, facts })
  return runsAs ? [record, edge('runs-as', record.id, entityId('aws', within, 'iam-role', runsAs))] : [record]
}

interface ProfileInput {
  readonly name?: string
  readonly roles?: readonly string[]
  readonly enabled?: boolean
  readonly hasSessionPolicy?: boolean
  readonly managedPolicyArns?: readonly string[]
}

/** A Roles Anywhere profile that hands out the named roles. */
export function rolesAnywhereProfile(input: ProfileInput = {}): Records {
  const name = input.name ?? 'on-premises'
  const facts = {
    region: 'eu-west-1',
    enabled: input.enabled ?? true,
    roleArns: (input.roles ?? ['deploy']).map((role) => roleArn(role)),
    hasSessionPolicy: input.hasSessionPolicy ?? false,
    managedPolicyArns: input.managedPolicyArns ?? [],
    acceptRoleSessionName: false,
  }
  const arn = `arn:aws:rolesanywhere:eu-west-1:${account}:profile/${name}`
  return [resource({ kind: 'rolesanywhere:profile', arn, name, facts })]
}

/** An account of the organisation, as the organisation's own scope lists it. */
export function organizationAccount(input: { readonly id: string; readonly name?: string }): Records {
  const scope = organizationScope()
  return [
    resource({
      kind: 'organizations:account',
      arn: input.id,
      account: scope.nativeId,
      scope: scope.id,
      name: input.name ?? input.id,
      facts: { state: 'ACTIVE', path: ['r-root'] },
    }),
  ]
}
