/** Records on both sides of a door: a role of AWS that trusts GitHub, and what GitHub says of itself. */
import { entityId, scopeId } from '../../src/model/index.ts'
import type { InventoryRecord, Resource, Scope } from '../../src/model/index.ts'
import { account, accountScope, edge, resource, role, roleArn } from './aws-records.ts'
import type { LooseFacts, Records, RoleInput } from './aws-records.ts'
import { githubId, organizationNumber, repositoryNumber } from './github-records.ts'

export const issuer = 'token.actions.githubusercontent.com'
const githubScopeId = scopeId('github', 'organization', organizationNumber)

function githubResource(kind: string, native: string | number, nativeId: string, facts: LooseFacts): Records {
  const record = {
    id: githubId(kind, native),
    provider: 'github',
    scope: githubScopeId,
    kind,
    nativeId,
    name: nativeId,
    facts,
  }
  return [{ type: 'resource', ...(record as unknown as Resource) }]
}

export function githubOrganization(facts: LooseFacts = {}): Records {
  return githubResource('organization', organizationNumber, 'acme', {
    organizationId: Number(organizationNumber),
    plan: 'team',
    actionsIssuer: issuer,
    ...facts,
  })
}

/** Of the organization, or with `repository` of one. */
export function oidcSubject({ repository, ...facts }: LooseFacts & { readonly repository?: string } = {}): Records {
  const own =
    repository === undefined
      ? { level: 'organization' }
      : { level: 'repository', repository, repositoryId: repositoryNumber(repository) }
  const nativeId = repository ?? 'acme'
  return githubResource('oidc-subject', nativeId, nativeId, {
    useDefault: true,
    claimKeys: [],
    immutable: false,
    ...own,
    ...facts,
  })
}

interface DoorInput extends RoleInput {
  readonly sub?: string | readonly string[]
  /** Further claims that the trust asks for. */
  readonly claims?: { readonly [claim: string]: string }
}

/** A role that lets tokens of GitHub in; left out: of the main branch of acme/api. */
export function doorRole({
  sub = 'repo:acme/api:ref:refs/heads/main',
  claims = {},
  name = 'ci-deploy',
  ...rest
}: DoorInput = {}): Records {
  const Federated = `arn:aws:iam::${account}:oidc-provider/${issuer}`
  const asked = {
    [`${issuer}:aud`]: 'sts.amazonaws.com',
    ...Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${issuer}:${claim}`, value])),
  }
  const records = role({
    ...rest,
    name,
    trust: [
      {
        Effect: 'Allow',
        Principal: { Federated },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: asked, StringLike: { [`${issuer}:sub`]: sub } },
      },
    ],
  })
  const provider = resource({
    kind: 'iam:oidc-provider',
    arn: Federated,
    name: issuer,
    facts: { url: issuer, clientIds: ['sts.amazonaws.com'], createdAt: null },
  })
  return [
    ...records,
    provider,
    edge('trusts', doorRoleId(name), `oidc:${issuer}`, { via: 'Statement[0]' }),
    ...noGuardrails(),
  ]
}

export function doorRoleId(name = 'ci-deploy'): string {
  return entityId('aws', account, 'iam-role', roleArn(name))
}

/** The account belongs to no organization, so that nothing limits its identities unseen. */
function noGuardrails(): Records {
  return [
    resource({
      kind: 'organizations:membership',
      arn: account,
      facts: { organizationId: null, managementAccountId: null },
    }),
  ]
}

/** The account beside the organization that is judged. */
export const bothScopes: readonly Scope[] = [accountScope()]

export function awsGap(step: string): InventoryRecord {
  return {
    type: 'gap',
    connector: 'aws',
    scope: scopeId('aws', 'account', account),
    step,
    reason: 'denied',
    detail: 'denied in this test',
  }
}

/** Of the organization, with a role as its value. */
export function variable(name: string, arn: string): Records {
  const refersTo = [{ type: 'aws-role', id: arn }]
  const facts = { store: 'actions', level: 'organization', visibility: 'all', createdAt: null, updatedAt: null }
  return githubResource('variable', `organization/actions/${name}`, name, { ...facts, refersTo, configSecrets: [] })
}
