/** Principal and NotPrincipal of resource policies: whether they name the caller, and how closely. */
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import { not, type Truth } from './truth.ts'
import { textsOf } from './values.ts'
import { valueOf, type Inquiry } from './context.ts'

/**
 * What an Allow of a resource policy is worth to whom it names: an account is told that its own policies decide; a role
 * stays within its boundary and session policies; a user within session policies; `own`: nothing further is needed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export type Grant = 'account' | 'role' | 'user' | 'own'

export interface Naming {
  readonly truth: Truth
  readonly grant: Grant
}

interface Names {
  readonly everyone: boolean
  readonly accounts: ReadonlySet<string>
  /** ARNs, service names and providers, as they are written. */
  readonly exact: ReadonlySet<string>
  /** `account:role` of the roles that are named, without their paths. */
  readonly roles: ReadonlySet<string>
  /** Session names by `account:role`. */
  readonly sessions: ReadonlyMap<string, readonly string[]>
}

export interface PrincipalTest {
  readonly negated: boolean
  readonly names: Names
}

const nobody: Naming = { truth: 'no', grant: 'account' }

/** `undefined` for a statement that names no principal at all. */
export function compilePrincipal(statement: PolicyStatement): PrincipalTest | undefined {
  if (statement.Principal !== undefined) return { negated: false, names: namesOf(statement.Principal) }
  if (statement.NotPrincipal !== undefined) return { negated: true, names: namesOf(statement.NotPrincipal) }
  return undefined
}

function namesOf(element: unknown): Names {
  const exact = new Set<string>()
  const accounts = new Set<string>()
  const roles = new Set<string>()
  const sessions = new Map<string, string[]>()
  let everyone = element === '*'
  const listed = typeof element === 'object' && element !== null ? Object.entries(element) : []
  for (const [type, names] of listed) {
    for (const name of textsOf(names)) {
      if (name === '*' && (type === 'AWS' || type === '*')) everyone = true
      const account = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1]
      if (account !== undefined && type === 'AWS') accounts.add(account)
      else exact.add(name)
      const [, owner, role] = /^arn:[^:]*:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(name) ?? []
      if (role !== undefined) roles.add(`${owner}:${role}`)
      const [, host, assumed, session] = /^arn:[^:]*:sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/.exec(name) ?? []
      if (session === undefined) continue
      const key = `${host}:${assumed}`
      sessions.set(key, [...(sessions.get(key) ?? []), session])
    }
  }
  return { everyone, accounts, exact, roles, sessions }
}

export function namesCaller(test: PrincipalTest, inquiry: Inquiry, effect: 'Allow' | 'Deny'): Naming {
  const naming = nameIn(test.names, inquiry)
  if (!test.negated) return naming
  // A boundary makes NotPrincipal with Deny hit its bearer whatever it lists.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
  if (effect === 'Deny' && inquiry.bounded) return { truth: 'yes', grant: 'own' }
  return { truth: not(naming.truth), grant: 'own' }
}

function nameIn(names: Names, inquiry: Inquiry): Naming {
  const { who } = inquiry
  if (names.everyone) return { truth: 'yes', grant: 'own' }
  if (names.exact.has(who.principal)) return { truth: 'yes', grant: grantOf(who.kind) }
  if (who.kind === 'service') return names.exact.has('*') ? { truth: 'yes', grant: 'own' } : nobody
  if (who.kind === 'session' && names.roles.has(`${who.account}:${who.name}`)) return { truth: 'yes', grant: 'role' }
  if (who.account === undefined || who.kind === 'provider') return nobody
  const byAccount: Naming = { truth: names.accounts.has(who.account) ? 'yes' : 'no', grant: 'account' }
  if (who.kind !== 'role' || byAccount.truth === 'yes') return byAccount
  return { truth: asSession(names.sessions.get(`${who.account}:${who.name}`) ?? [], inquiry), grant: 'own' }
}

function grantOf(kind: Inquiry['who']['kind']): Grant {
  return kind === 'user' || kind === 'role' ? kind : 'own'
}

/** Whether a role acts under one of the session names: `aws:userid` of a session ends in its name. */
function asSession(sessions: readonly string[], inquiry: Inquiry): Truth {
  if (sessions.length === 0) return 'no'
  const user = valueOf(inquiry, 'aws:userid')
  if (user === undefined) return 'maybe'
  return typeof user === 'string' && sessions.some((name) => user.endsWith(`:${name}`)) ? 'yes' : 'no'
}

/** The session names that are left to be tested, as patterns of `aws:userid`. */
export function sessionPatterns(test: PrincipalTest, inquiry: Inquiry): readonly string[] {
  const { account, name } = inquiry.who
  return (test.names.sessions.get(`${account}:${name}`) ?? []).map((session) => `*:${session}`)
}
