/** Who may become a role: its trust policy, read statement by statement. */
import type { Identity, Unknown } from '../../model/index.ts'
import { becauseOf, isUnknown, unknown } from '../../model/index.ts'
import type { PolicyDocument, PolicyStatement } from '../../model/facts/aws.ts'
import { roleFacts } from './aws-facts.ts'
import type { Constraint } from './aws-conditions.ts'
import { constraintsOf, demandsOfDeny, demandsSecondFactor, deniesWithoutSecondFactor } from './aws-conditions.ts'
import { coversAction, hasConditions, listOf, statementsOf } from './aws-statements.ts'

export type TrustedPrincipal =
  | { readonly type: 'anyone' }
  /** The account as a whole: its id or `:root`. */
  | { readonly type: 'account'; readonly account: string }
  | { readonly type: 'iam'; readonly account: string; readonly arn: string }
  | { readonly type: 'service'; readonly service: string }
  /** `issuer` without the scheme; `provider` is the ARN of the account's provider, if it needs one. */
  | { readonly type: 'oidc'; readonly issuer: string; readonly provider?: string }
  | { readonly type: 'saml'; readonly provider: string }
  /** A user or role that is gone: AWS left its unique id behind, which nobody can match. */
  | { readonly type: 'deleted'; readonly id: string }

export interface Trust {
  readonly principal: TrustedPrincipal
  /** `Statement[0]` */
  readonly via: string
  /** What the caller must bring, Deny statements included. */
  readonly constraints: readonly Constraint[]
  readonly secondFactor: boolean
}

/** Roles that customers make and may change: not those of AWS services, nor those that Identity Center writes. */
export function isCustomerRole(role: Identity): boolean {
  const { serviceLinked, identityCenter } = roleFacts(role)
  return role.kind === 'iam-role' && !serviceLinked && !identityCenter
}

/** Every way into a role that its trust policy leaves open; unknown when the policy could not be read. */
export function trustsOf(role: Identity): readonly Trust[] | Unknown {
  const document = roleFacts(role).trustPolicy
  if (isUnknown(document)) return unknown(becauseOf(document))
  return document === null ? [] : readTrust(document)
}

/** Rules ask about one role after the other, so that the latest answer is enough. */
let latest: { readonly document: PolicyDocument; readonly trusts: readonly Trust[] } | undefined

export function readTrust(document: PolicyDocument): readonly Trust[] {
  if (latest?.document !== document) latest = { document, trusts: openingsOf(document, actionsFor) }
  return latest.trusts
}

/** Every principal that a resource-based policy lets do one of the actions, with what it demands of the caller. */
export function openingsOf(
  document: PolicyDocument,
  actionsOf: (principal: TrustedPrincipal) => readonly string[],
): readonly Trust[] {
  const denies = statementsOf(document).filter((statement) => statement.Effect === 'Deny')
  return statementsOf(document).flatMap((statement, index) => {
    if (statement.Effect !== 'Allow') return []
    return principalsOf(statement).flatMap((principal) => {
      const open = actionsOf(principal).filter((action) => coversAction(statement, action))
      const against = denies.filter((deny) => deniesEntry(deny, principal, open))
      if (open.length === 0 || against.some((deny) => !hasConditions(deny))) return []
      const constraints = [...constraintsOf(statement), ...against.flatMap(demandsOfDeny)]
      const secondFactor = demandsSecondFactor(statement) || against.some(deniesWithoutSecondFactor)
      return [{ principal, via: `Statement[${index}]`, constraints, secondFactor }]
    })
  })
}

function actionsFor(principal: TrustedPrincipal): readonly string[] {
  if (principal.type === 'oidc') return ['sts:AssumeRoleWithWebIdentity']
  if (principal.type === 'saml') return ['sts:AssumeRoleWithSAML']
  if (principal.type === 'anyone') return ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML']
  return ['sts:AssumeRole']
}

/** The principals of a statement of any resource-based policy. An Allow with NotPrincipal is for everybody else: anyone. */
function principalsOf(statement: PolicyStatement): readonly TrustedPrincipal[] {
  if (statement.Principal === undefined) return statement.NotPrincipal === undefined ? [] : [{ type: 'anyone' }]
  if (statement.Principal === '*') return [{ type: 'anyone' }]
  return Object.entries(statement.Principal).flatMap(([type, named]) =>
    listOf(named).map((name) => principalOf(type, name)),
  )
}

function principalOf(type: string, name: string): TrustedPrincipal {
  if (name === '*') return { type: 'anyone' }
  if (type === 'Service') return { type: 'service', service: name }
  if (type === 'Federated') return federated(name)
  if (/^\d{12}$/.test(name)) return { type: 'account', account: name }
  const [scheme, , , , account = '', ...rest] = name.split(':')
  if (scheme !== 'arn') return { type: 'deleted', id: name }
  if (account === '*' || account === '') return { type: 'anyone' }
  return rest.join(':') === 'root' ? { type: 'account', account } : { type: 'iam', account, arn: name }
}

function federated(name: string): TrustedPrincipal {
  // Google, Cognito, Login with Amazon and Facebook need no provider in the account and go by their name.
  if (!name.startsWith('arn:')) return { type: 'oidc', issuer: name }
  const oidc = /:oidc-provider\/(.+)$/.exec(name)
  return oidc?.[1] ? { type: 'oidc', issuer: oidc[1], provider: name } : { type: 'saml', provider: name }
}

/** Whether a Deny statement speaks of this principal and of every action that lets it in. */
function deniesEntry(deny: PolicyStatement, principal: TrustedPrincipal, actions: readonly string[]): boolean {
  if (!actions.every((action) => coversAction(deny, action))) return false
  const same = (other: TrustedPrincipal) => JSON.stringify(other) === JSON.stringify(principal)
  if (deny.NotPrincipal !== undefined && deny.NotPrincipal !== '*') {
    return !principalsOf({ Effect: 'Deny', Principal: deny.NotPrincipal }).some(same)
  }
  return principalsOf(deny).some((other) => other.type === 'anyone' || same(other))
}
