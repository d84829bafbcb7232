/** Roles that a principal may become by their own trust policies. */
import { becauseOf, isUnknown } from '../../../../model/index.ts'
import { listOf } from '../../aws-statements.ts'
import { askToAssume, joinMissing } from '../../aws-access/index.ts'
import type { Answer, MissingFact, Principal } from '../../aws-access/types.ts'
import { compilePolicy } from '../../aws-policy/index.ts'
import type { CompiledPolicy } from '../../aws-policy/types.ts'
import { contextOfAssuming } from './context.ts'

const assumed = new WeakMap<Principal, WeakMap<Principal, Answer>>()

const refused: Answer = { verdict: 'denied', explicit: false, because: [], residual: [], missing: [] }

/** May one become the other as its trust policy is? */
export function assuming(by: Principal, role: Principal): Answer {
  if (!mayTrust(role, by)) return refused
  const context = contextOfAssuming(by, role)
  const hidden = unreadTrust(role)
  if (!hidden) return askToAssume(by, role, undefined, context)
  const { because, ...answer } = askToAssume(by, role, trustIn(by.account), context)
  const own = because.filter(({ source }) => source !== 'resource')
  return { ...answer, because: own, missing: joinMissing(answer.missing, [hidden]) }
}

/** A trust policy that nobody read may let anyone in. */
export function unreadTrust({ arn, trust }: Principal): MissingFact | undefined {
  return isUnknown(trust) ? { fact: `trust policy of ${arn}`, because: becauseOf(trust) } : undefined
}

/** A trust that leaves it to the account's own policies: what remains is what these say. */
function trustIn(account: string): CompiledPolicy {
  const known = trusting.get(account)
  if (known) return known
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: account } } as const
  const policy = compilePolicy({ Version: '2012-10-17', Statement: [statement] }, 'trust policy')
  trusting.set(account, policy)
  return policy
}

const trusting = new Map<string, CompiledPolicy>()

/** The same, of roles that many callers may pass, so that the answer is wanted for each of them. */
export function assumingAgain(by: Principal, role: Principal): Answer {
  const answers = assumed.get(role) ?? new WeakMap<Principal, Answer>()
  assumed.set(role, answers)
  const answer = answers.get(by) ?? assuming(by, role)
  answers.set(by, answer)
  return answer
}

interface Trusted {
  /** ARNs, ids of accounts as a whole, and services. */
  readonly names: ReadonlySet<string>
  /** Anyone, a pattern, or all but some: to be asked in any case. */
  readonly open: boolean
}

const nobody: Trusted = { names: new Set(), open: false }
const unread: Trusted = { names: new Set(), open: true }
/** By policy: roles that trust alike share it. */
const trusted = new WeakMap<CompiledPolicy, Trusted>()

/** A first look at whom the trust policy names at all, since most roles name nobody. */
function mayTrust(role: Principal, caller: Principal): boolean {
  const { names, open } = trustedIn(role)
  return open || names.has(caller.arn) || names.has(caller.account)
}

/** Whether the trust policy could let any of the services in. */
export function mayTrustServices(role: Principal, services: readonly string[]): boolean {
  const { names, open } = trustedIn(role)
  return open || services.some((service) => names.has(service))
}

function trustedIn({ trust }: Principal): Trusted {
  if (trust === undefined) return nobody
  if (isUnknown(trust)) return unread
  const known = trusted.get(trust)
  if (known) return known
  const made = trustedBy(trust)
  trusted.set(trust, made)
  return made
}

function trustedBy({ statements }: CompiledPolicy): Trusted {
  const allowing = statements.filter(({ effect }) => effect === 'Allow').map(({ source }) => source)
  const open = allowing.some(({ Principal: named }) => named === undefined || named === '*')
  const names = allowing.flatMap(({ Principal: named }) =>
    typeof named === 'object' ? [...listOf(named['AWS']), ...listOf(named['Service'])] : [],
  )
  const accounts = names.flatMap((name) => (name.endsWith(':root') ? [name.split(':')[4] ?? ''] : []))
  return {
    names: new Set([...names, ...accounts]),
    open: open || names.some((name) => /[*?]|:assumed-role\//.test(name)),
  }
}
