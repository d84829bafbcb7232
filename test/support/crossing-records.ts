/** Records of doors between clouds: a role of AWS that takes tokens of Microsoft or Google, and whose they are. */
import type { Known } from '../../src/model/index.ts'
import { account, edge, resource, role } from './aws-records.ts'
import type { Records, RoleInput } from './aws-records.ts'
import { oidcProvider } from './aws-resources.ts'
import { application, clientIdOf, objectIdOf, servicePrincipal, tenantId } from './azure-records.ts'
import { doorRoleId } from './door-records.ts'
import { gcpEmail, gcpUniqueId } from './gcp-records.ts'

export const firstIssuer = `sts.windows.net/${tenantId}/`
export const secondIssuer = `login.microsoftonline.com/${tenantId}/v2.0`
export const googleIssuer = 'accounts.google.com'
export const administers = { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] }

/** Whom tokens for AWS are made for. */
export const awsAudience = 'api://acme-aws'

interface WebRoleInput extends RoleInput {
  readonly issuer?: string
  /** By claim: what the trust asks for. */
  readonly claims?: { readonly [claim: string]: string | readonly string[] }
  /** What the account's provider takes; `none`: the account has no such provider. */
  readonly clients?: Known<readonly string[]> | 'none'
  /** The trust names the issuer itself, as it does that of Google. */
  readonly byName?: boolean
}

/** Left out: it takes the tokens of Entra ID that the application `ci` gets for `awsAudience`. */
export function webRole(input: WebRoleInput = {}): Records {
  const { issuer = firstIssuer, clients = [awsAudience], byName = false, name = 'crossed', ...rest } = input
  const { claims = { aud: awsAudience, sub: objectIdOf('service-principal', 'ci') }, ...of } = rest
  const asked = Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${issuer}:${claim}`, value]))
  const Federated = byName ? issuer : `arn:aws:iam::${account}:oidc-provider/${issuer}`
  return [
    ...role({
      ...of,
      name,
      trust: [
        {
          Effect: 'Allow',
          Principal: { Federated },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { StringEquals: asked },
        },
      ],
    }),
    edge('trusts', doorRoleId(name), `oidc:${issuer}`, { via: 'Statement[0]' }),
    ...(clients === 'none' ? [] : oidcProvider({ url: issuer, clientIds: clients })),
    resource({
      kind: 'organizations:membership',
      arn: account,
      facts: { organizationId: null, managementAccountId: null },
    }),
  ]
}

/** Left out: it takes identity tokens of the service account `deploy`. */
export function googleRole(input: WebRoleInput = {}): Records {
  const number = gcpUniqueId(gcpEmail('deploy'))
  const claims = { aud: number, oaud: 'acme-aws', sub: number }
  return webRole({ issuer: googleIssuer, byName: true, clients: 'none', claims, ...input })
}

/** The application that tokens for AWS are made for, which anybody of the tenant gets. */
export function tokenAudience({
  version = 1,
  required = false,
  audiences = [awsAudience, clientIdOf('aws-access')],
  enabled = true,
}: {
  readonly version?: 1 | 2
  readonly required?: boolean
  readonly audiences?: readonly string[]
  readonly enabled?: boolean
} = {}): Records {
  return [
    ...servicePrincipal({ name: 'aws-access', audiences, assignmentRequired: required, enabled }),
    ...application({ name: 'aws-access', tokenVersion: version }),
  ]
}
