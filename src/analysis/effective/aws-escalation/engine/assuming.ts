/** Roles that a principal may become by their own trust policies. */
import { isUnknown } from '../../../../model/index.ts'
import { listOf } from '../../aws-statements.ts'
import { askToAssume } from '../../aws-access/index.ts'
import type { Answer, Principal } from '../../aws-access/types.ts'

const assumed = new WeakMap<Principal, WeakMap<Principal, Answer>>()

const refused: Answer = { verdict: 'denied', explicit: false, because: [], residual: [], missing: [] }

/** May one become the other as its trust policy is? */
export function assuming(by: Principal, role: Principal): Answer {
  return mayTrust(role, by) ? askToAssume(by, role) : refused
}

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

const trusted = new WeakMap<Principal, Trusted>()

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

function trustedIn(role: Principal): Trusted {
  const known = trusted.get(role)
  if (known) return known
  const made = trustedBy(role)
  trusted.set(role, made)
  return made
}

function trustedBy({ trust }: Principal): Trusted {
  const statements = trust === undefined || isUnknown(trust) ? [] : trust.statements
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
