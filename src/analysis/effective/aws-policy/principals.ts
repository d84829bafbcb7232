/** Principal and NotPrincipal of resource policies: whether they name the caller, and how closely. */
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import type { Truth } from './truth.ts'
import { textsOf } from './values.ts'
import { valueOf, type Inquiry } from './context.ts'
import type { Who } from './who.ts'

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
  const block = typeof element === 'string' ? { AWS: element } : element
  const listed = typeof block === 'object' && block !== null ? Object.entries(block) : []
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

/** Every way in which the statement names the caller, or may; none when it does not. */
export function namesCaller(test: PrincipalTest, inquiry: Inquiry, effect: 'Allow' | 'Deny'): readonly Naming[] {
  const named = namingsIn(test.names, inquiry)
  if (!test.negated) return named
  // A boundary makes NotPrincipal with Deny hit its bearer whatever it lists.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
  if (effect === 'Deny' && inquiry.bounded) return [certain('own')]
  const namings = effect === 'Deny' ? named.filter(({ grant }) => spares(grant, inquiry.who)) : named
  if (namings.some(({ truth }) => truth === 'yes')) return []
  return namings.length > 0 ? [{ truth: 'maybe', grant: 'own' }] : [certain('own')]
}

/**
 * Whether to be named like that keeps a caller out of a Deny on all others: an account stands for its root user alone,
 * not for the users and roles in it, and a role not for its sessions.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function spares(grant: Grant, { kind }: Who): boolean {
  return grant === 'own' || grant === 'user' || (grant === 'account' && kind === 'root')
}

function namingsIn(names: Names, inquiry: Inquiry): readonly Naming[] {
  const { who } = inquiry
  if (names.everyone) return [certain('own')]
  if (who.kind === 'service') return names.exact.has(who.principal) || names.exact.has('*') ? [certain('own')] : []
  const found = namedFor(names, who)
  const namings = found ? [certain(found)] : []
  if (who.kind !== 'role') return namings
  // Who is let in as a role may be let in further under the name of a session.
  const truth = asSession(names.sessions.get(`${who.account}:${who.name}`) ?? [], inquiry)
  return truth === 'no' ? namings : [...namings, { truth, grant: 'own' }]
}

/** What the closest name that certainly means the caller is worth. */
function namedFor(names: Names, who: Who): Grant | undefined {
  if (names.exact.has(who.principal)) return grantOf(who.kind)
  if (who.kind === 'session' && names.roles.has(`${who.account}:${who.name}`)) return 'role'
  if (who.account === undefined || who.kind === 'provider') return undefined
  return names.accounts.has(who.account) ? 'account' : undefined
}

function certain(grant: Grant): Naming {
  return { truth: 'yes', grant }
}

function grantOf(kind: Who['kind']): Grant {
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
