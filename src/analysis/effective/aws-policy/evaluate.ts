/** Asks the statements of policies about one request. */
import { covering, type Statement } from './compile.ts'
import { valueOf, type Inquiry } from './context.ts'
import { namesCaller, sessionPatterns, type Grant } from './principals.ts'
import { both, either, type Truth } from './truth.ts'
import type { CompiledPolicy, Condition, PolicySource, StatementRef } from './types.ts'

/** A statement that matches the request, or may. */
export interface Hit {
  readonly statement: Statement
  readonly truth: Truth
  readonly grant: Grant
  readonly source: PolicySource
  readonly policy: CompiledPolicy
  readonly place: number
  readonly level: number | undefined
}

/** The Allows of one kind of policy (and level). */
export interface Layer {
  readonly allow: Truth
  readonly hits: readonly Hit[]
}

export const open: Layer = { allow: 'yes', hits: [] }
export const closed: Layer = { allow: 'no', hits: [] }

/** Collects the Allows that match, and puts the Denies among `denies`. */
export function gather(
  inquiry: Inquiry,
  source: PolicySource,
  policies: readonly CompiledPolicy[],
  denies: Hit[],
  level?: number,
): Layer {
  let allow: Truth = 'no'
  let hits: Hit[] | undefined
  for (let place = 0; place < policies.length; place++) {
    const policy = policies[place]!
    for (const statement of covering(policy, inquiry.action)) {
      let truth: Truth = 'yes'
      let grant: Grant = 'own'
      if (source === 'resource' || (source === 'rcp' && statement.principal)) {
        if (!statement.principal) continue
        const naming = namesCaller(statement.principal, inquiry, statement.effect)
        truth = naming.truth
        grant = naming.grant
      }
      if (truth !== 'no' && !statement.isEverything) truth = both(truth, matches(statement, inquiry))
      if (truth === 'no') continue
      const hit: Hit = { statement, truth, grant, source, policy, place, level }
      if (statement.effect === 'Deny') denies.push(hit)
      else {
        allow = either(allow, truth)
        hits = hits ?? []
        hits.push(hit)
      }
    }
  }
  return hits ? { allow, hits } : closed
}

/** Resource and conditions. */
function matches(statement: Statement, inquiry: Inquiry): Truth {
  let truth = statement.resource.covers(inquiry)
  for (const test of statement.tests) {
    if (truth === 'no') return truth
    truth = both(truth, test.holds(inquiry))
  }
  return truth
}

export function refOf({ statement, policy, source, place, level }: Hit): StatementRef {
  const { index, sid, effect } = statement
  const ref: Mutable<StatementRef> = { source, policy: place, statement: index, effect }
  if (level !== undefined) ref.level = level
  if (policy.name !== undefined) ref.name = policy.name
  if (sid !== undefined) ref.sid = sid
  return ref
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] }

/** What could not be decided of a statement. */
export function residualOf(hit: Hit, inquiry: Inquiry): readonly Condition[] {
  const { statement } = hit
  const must = statement.effect === 'Allow' ? 'hold' : 'fail'
  const ref = refOf(hit)
  const left: Condition[] = []
  const { principal, resource } = statement
  if (principal && hit.source === 'resource' && namesCaller(principal, inquiry, statement.effect).truth === 'maybe') {
    const operator = principal.negated ? 'StringNotLike' : 'StringLike'
    left.push({ operator, key: 'aws:userid', values: sessionPatterns(principal, inquiry), must, statement: ref })
  }
  if (resource.covers(inquiry) === 'maybe') {
    for (const key of resource.keys) {
      if (valueOf(inquiry, key) !== undefined) continue
      left.push({ operator: resource.element, key, values: resource.patterns, must, statement: ref })
    }
  }
  for (const { operator, key, values, holds } of statement.tests) {
    if (holds(inquiry) === 'maybe') left.push({ operator, key, values, must, statement: ref })
  }
  return left
}
