/** Whether a role's trust policy lets somebody in who is no principal of the inventory. */
import { becauseOf, isUnknown } from '../../../model/index.ts'
import { decideFor } from '../aws-policy/index.ts'
import type { Caller, CompiledPolicy, Context, Decision } from '../aws-policy/index.ts'
import { listOf } from '../aws-statements.ts'
import { trustsService } from './ask.ts'
import { administratorAccess } from './policies.ts'
import { innerOf } from './principals.ts'
import type { Answer, Principal } from './types.ts'

export type Stranger =
  /** Whoever has some AWS account. */
  | { readonly type: 'anyone' }
  /** Whoever that account lets: `own` when it is of the role's organisation. */
  | { readonly type: 'account'; readonly account: string; readonly own: boolean }
  | { readonly type: 'service'; readonly service: string }
  /** `issuer` without the scheme; without a subject: some token of it. `audiences`: what tokens may be made for. */
  | {
      readonly type: 'oidc'
      readonly issuer: string
      readonly subject?: string
      readonly audiences: readonly string[]
      /** Further claims by name; `null`: the token has none of that name. What is not named stays open. */
      readonly claims?: { readonly [claim: string]: string | null }
    }
  | { readonly type: 'saml'; readonly provider: string }

export function askToEnter(stranger: Stranger, role: Principal): Answer {
  const { trust } = role
  if (trust === undefined || isUnknown(trust)) {
    const missing = [{ fact: `trust policy of ${role.arn}`, because: becauseOf(trust) }]
    return { verdict: 'denied', explicit: false, because: [], residual: [], missing }
  }
  if (stranger.type === 'service') return trustsService(role, stranger.service)
  const { guardrails } = innerOf(role)
  const resourceControl = guardrails.resourceControl.length > 0 ? { resourceControl: guardrails.resourceControl } : {}
  const decisions = attemptsOf(stranger, role, trust).map(({ caller, action, context }) =>
    decideFor(caller, { action, resource: role.arn, resourcePolicy: trust, context, ...resourceControl }),
  )
  const { verdict, because, residual } = decisions.toSorted((a, b) => order[a.verdict] - order[b.verdict])[0]!
  return {
    verdict: verdict === 'explicitly-denied' || verdict === 'implicitly-denied' ? 'denied' : verdict,
    explicit: verdict === 'explicitly-denied',
    because: because.filter(({ source }) => source === 'resource' || source === 'rcp'),
    residual,
    missing: verdict === 'explicitly-denied' ? [] : guardrails.missing,
  }
}

const order: { readonly [V in Decision['verdict']]: number } = {
  allowed: 0,
  conditional: 1,
  'implicitly-denied': 2,
  'explicitly-denied': 3,
}

interface Attempt {
  readonly caller: Caller
  readonly action: string
  readonly context: Context
}

function attemptsOf(
  stranger: Exclude<Stranger, { type: 'service' }>,
  role: Principal,
  trust: CompiledPolicy,
): readonly Attempt[] {
  const { partition } = innerOf(role)
  if (stranger.type === 'oidc') return tokens(stranger, partition, role, trust)
  if (stranger.type === 'saml') return [assertion(stranger.provider, partition)]
  const account = stranger.type === 'anyone' ? '000000000000' : stranger.account
  return callersFrom(account, partition, trust).map((principal) => ({
    caller: { principal, identity: [administratorAccess()] },
    action: 'sts:AssumeRole',
    context: organizationOf(stranger, role),
  }))
}

function organizationOf(stranger: Stranger, role: Principal): Context {
  const { organization } = innerOf(role).guardrails
  if (organization === undefined) return {}
  if (stranger.type === 'account' && stranger.own) return { 'aws:PrincipalOrgID': organization }
  return { 'aws:PrincipalOrgID': null, 'aws:PrincipalOrgPaths': null }
}

/** Somebody of the account, and everybody there whom the trust names or describes. */
function callersFrom(account: string, partition: string, trust: CompiledPolicy): readonly string[] {
  const named = trust.statements.flatMap(({ source }) =>
    typeof source.Principal === 'object' ? listOf(source.Principal['AWS']) : [],
  )
  const described = valuesOf(trust, 'aws:PrincipalArn')
  const there = [...named, ...described].flatMap((arn) => {
    const [, service, owner = '', rest] =
      /^arn:[^:]*:(iam|sts)::([^:]*):((?:user|role|assumed-role)\/.+)$/.exec(arn) ?? []
    if (rest === undefined || (owner !== account && !/[*?]/.test(owner))) return []
    return [`arn:${partition}:${service}::${account}:${rest.replaceAll(/[*]+/g, 'anyone').replaceAll('?', 'x')}`]
  })
  return [`arn:${partition}:iam::${account}:role/anyone`, ...new Set(there)]
}

/** Values that the conditions of a policy have for a key. */
export function valuesOf({ statements }: CompiledPolicy, key: string): readonly string[] {
  return statements.flatMap(({ source }) =>
    Object.values(source.Condition ?? {}).flatMap((tests) =>
      Object.entries(tests).flatMap(([name, values]) =>
        name.toLowerCase() === key.toLowerCase() ? listOf(values).map(String) : [],
      ),
    ),
  )
}

/** Issuers that need no provider in the account go by their own name. */
function tokens(
  { issuer, subject, audiences, claims: further = {} }: Extract<Stranger, { type: 'oidc' }>,
  partition: string,
  role: Principal,
  trust: CompiledPolicy,
): readonly Attempt[] {
  const provider = `arn:${partition}:iam::${role.account}:oidc-provider/${issuer}`
  const claims: Context = {
    ...claimsOfOthers(trust, issuer),
    ...Object.fromEntries(Object.entries(further).map(([claim, value]) => [`${issuer}:${claim}`, value])),
    ...(subject === undefined ? {} : { [`${issuer}:sub`]: subject }),
  }
  // Where nobody read what the provider takes, it is taken to take what the trust asks for.
  const asked = valuesOf(trust, `${issuer}:aud`).filter((audience) => !/[*?]/.test(audience))
  const open = audiences.length > 0 ? audiences : asked
  const made: readonly Context[] =
    open.length === 0 ? [claims] : open.map((audience) => ({ ...claims, [`${issuer}:aud`]: audience }))
  return [provider, issuer].flatMap((principal) =>
    made.map((context) => ({
      caller: { principal, identity: [] },
      action: 'sts:AssumeRoleWithWebIdentity',
      context,
    })),
  )
}

/** What the trust asks of the tokens of other issuers: those of this one have none of it. Keys begin with the issuer's host. */
function claimsOfOthers({ statements }: CompiledPolicy, issuer: string): Context {
  const keys = statements.flatMap(({ source }) => Object.values(source.Condition ?? {}).flatMap(Object.keys))
  const others = keys.filter((key) => {
    const from = key.slice(0, key.lastIndexOf(':')).toLowerCase()
    return from.includes('.') && from !== issuer.toLowerCase()
  })
  return Object.fromEntries(others.map((key) => [key, null]))
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml */
function assertion(provider: string, partition: string): Attempt {
  const host = partition === 'aws-cn' ? 'signin.amazonaws.cn' : 'signin.aws.amazon.com'
  return {
    caller: { principal: provider, identity: [] },
    action: 'sts:AssumeRoleWithSAML',
    context: { 'SAML:aud': `https://${host}/saml` },
  }
}
