import { entityId, type Emission, type Known } from '../../../model/index.ts'
import type { PolicyDocument, PolicyStatement } from '../../../model/facts/aws.ts'
import { listOf } from './policy.ts'
import { readBy } from './place.ts'

/** One `trusts` edge for each principal of each Allow statement of a role's trust policy. */
export function trustEdges(role: string, roleName: string, trust: Known<PolicyDocument>): readonly Emission[] {
  return allowStatements(trust).flatMap(({ statement, index }) =>
    principalsOf(statement).map((to) => ({
      type: 'edge' as const,
      kind: 'trusts' as const,
      from: role,
      to,
      via: `Statement[${index}]`,
      ...(statement.Condition === undefined ? {} : { conditions: statement.Condition }),
      evidence: readBy('iam:GetAccountAuthorizationDetails', `trust policy of ${roleName}`),
    })),
  )
}

/** Service principals that a trust policy lets in, such as `lambda.amazonaws.com`. */
export function trustedServices(trust: Known<PolicyDocument>): readonly string[] {
  const found = allowStatements(trust).flatMap(({ statement }) => {
    const { Principal } = statement
    return typeof Principal === 'object' ? listOf(Principal['Service']) : []
  })
  return [...new Set(found)].toSorted()
}

/** True when people alone get in: every principal is a SAML provider. */
export function trustsOnlySaml(trust: Known<PolicyDocument>): boolean {
  const principals = allowStatements(trust).flatMap(({ statement }) => principalsOf(statement))
  return principals.length > 0 && principals.every((each) => each.startsWith('saml:'))
}

function allowStatements(trust: Known<PolicyDocument>): readonly { statement: PolicyStatement; index: number }[] {
  if (trust === null || !('Statement' in trust)) return []
  return trust.Statement.map((statement, index) => ({ statement, index })).filter(
    ({ statement }) => statement.Effect === 'Allow',
  )
}

function principalsOf({ Principal, NotPrincipal }: PolicyStatement): readonly string[] {
  if (NotPrincipal !== undefined || Principal === '*') return ['aws:anyone']
  if (Principal === undefined) return []
  const found = Object.entries(Principal).flatMap(([type, names]) => listOf(names).map((name) => idOf(type, name)))
  return [...new Set(found)]
}

function idOf(type: string, name: string): string {
  if (type === 'Service') return `aws:service:${name}`
  if (type === 'Federated') return federated(name)
  if (type !== 'AWS') return `aws:${type.toLowerCase()}:${name}`
  if (name === '*') return 'aws:anyone'
  if (/^\d{12}$/.test(name)) return `aws:account:${name}`
  const [, partition = '', service, account = '', kind, rest = ''] =
    /^arn:([^:]+):(iam|sts)::(\d{12}):(root|user|role|assumed-role|federated-user)\/?(.*)$/.exec(name) ?? []
  if (kind === 'root') return `aws:account:${account}`
  if (kind === 'user') return entityId('aws', account, 'iam-user', name)
  if (kind === 'role') return entityId('aws', account, 'iam-role', name)
  if (service === 'sts' && kind === 'assumed-role') {
    return entityId('aws', account, 'iam-role', `arn:${partition}:iam::${account}:role/${rest.split('/')[0] ?? ''}`)
  }
  // A principal that was deleted stays in the policy as its bare unique id (AIDA…, AROA…).
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  return /^A[A-Z0-9]{15,}$/.test(name) ? `aws:deleted:${name}` : `aws:principal:${name}`
}

function federated(name: string): string {
  const [, kind, rest = ''] = /^arn:[^:]+:iam::\d{12}:(oidc-provider|saml-provider)\/(.+)$/.exec(name) ?? []
  if (kind === 'saml-provider') return `saml:${name}`
  return `oidc:${kind === 'oidc-provider' ? rest : name}`
}
