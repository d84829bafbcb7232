/** Asks the statements of policies about one request. */
import { covering, partsOf, type Statement } from './compile.ts'
import { valueOf, type Inquiry } from './context.ts'
import { namesCaller, sessionPatterns, type Grant, type Naming } from './principals.ts'
import { both, either, type Truth } from './truth.ts'
import type { CompiledPolicy, Condition, PolicySource, StatementRef } from './types.ts'

/** A statement that matches the request, or may. */
export interface Hit {
  readonly statement: Statement
  readonly truth: Truth
  readonly grant: Grant
  /** Whether the statement is known to name the caller in this way. */
  readonly named: Truth
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
      const matched = statement.isEverything ? 'yes' : matches(statement, source, inquiry)
      if (matched === 'no') continue
      for (const naming of namingsOf(statement, source, inquiry)) {
        const truth = both(naming.truth, matched)
        const hit: Hit = { statement, truth, grant: naming.grant, named: naming.truth, source, policy, place, level }
        if (statement.effect === 'Deny') denies.push(hit)
        else {
          allow = either(allow, truth)
          hits = hits ?? []
          hits.push(hit)
        }
      }
    }
  }
  return hits ? { allow, hits } : closed
}

const everybody: readonly Naming[] = [{ truth: 'yes', grant: 'own' }]
const nobody: readonly Naming[] = []

/** Policies of resources mean whom they name, others whom they are attached to. */
function namingsOf(statement: Statement, source: PolicySource, inquiry: Inquiry): readonly Naming[] {
  if (source !== 'resource' && source !== 'rcp') return everybody
  const { principal } = partsOf(statement)
  if (!principal) return source === 'rcp' ? everybody : nobody
  const namings = namesCaller(principal, inquiry, statement.effect)
  if (statement.effect === 'Allow' || namings.length < 2) return namings
  // A Deny asks for nothing but whether it names the caller at all.
  return namings.some(({ truth }) => truth === 'yes') ? everybody : namings.slice(0, 1)
}

/**
 * Only in policies of identities, which boundaries and session policies are as well, does AWS complete ARNs that lack
 * fields.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
function completesArns(source: PolicySource): boolean {
  return source === 'identity' || source === 'boundary' || source === 'session'
}

/** Resource and conditions. */
function matches(statement: Statement, source: PolicySource, inquiry: Inquiry): Truth {
  const { resource, tests } = partsOf(statement)
  let truth = resource.covers(inquiry, completesArns(source))
  for (const test of tests) {
    if (truth === 'no') return truth
    truth = both(truth, test.holds(inquiry))
  }
  return truth
}

/** Where the statements stand, each once: a statement may name a caller in two ways. */
export function refsOf(hits: readonly Hit[]): readonly StatementRef[] {
  return hits.filter((hit, index) => isFirst(hits, hit, index)).map(refOf)
}

function isFirst(hits: readonly Hit[], hit: Hit, index: number): boolean {
  if (hit.source !== 'resource') return true
  return hits.findIndex(({ statement, source }) => statement === hit.statement && source === 'resource') === index
}

/** What could not be decided of statements, each test once. */
export function residualsOf(hits: readonly Hit[], inquiry: Inquiry): readonly Condition[] {
  return hits.flatMap((hit, index) => [
    ...namesLeft(hit, inquiry),
    ...(isFirst(hits, hit, index) ? residualOf(hit, inquiry) : []),
  ])
}

function refOf({ statement, policy, source, place, level }: Hit): StatementRef {
  const { index, sid, effect } = statement
  const ref: Mutable<StatementRef> = { source, policy: place, statement: index, effect }
  if (level !== undefined) ref.level = level
  if (policy.name !== undefined) ref.name = policy.name
  if (sid !== undefined) ref.sid = sid
  return ref
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] }

/** The names under which a role may act. */
function namesLeft(hit: Hit, inquiry: Inquiry): readonly Condition[] {
  const { effect } = hit.statement
  const { principal } = partsOf(hit.statement)
  if (!principal || hit.named !== 'maybe') return []
  const operator = principal.negated ? 'StringNotLike' : 'StringLike'
  const values = sessionPatterns(principal, inquiry)
  return [{ operator, key: 'aws:userid', values, must: mustOf(effect), statement: refOf(hit) }]
}

function mustOf(effect: Statement['effect']): Condition['must'] {
  return effect === 'Allow' ? 'hold' : 'fail'
}

/** What could not be decided of a statement but for whom it names. */
function residualOf(hit: Hit, inquiry: Inquiry): readonly Condition[] {
  const { statement } = hit
  const { resource, tests } = partsOf(statement)
  const must = mustOf(statement.effect)
  const ref = refOf(hit)
  const left: Condition[] = []
  if (resource.covers(inquiry, completesArns(hit.source)) === 'maybe') {
    for (const key of resource.keys) {
      if (valueOf(inquiry, key) !== undefined) continue
      left.push({ operator: resource.element, key, values: resource.patterns, must, statement: ref })
    }
  }
  for (const { operator, key, values, holds } of tests) {
    if (holds(inquiry) === 'maybe') left.push({ operator, key, values, must, statement: ref })
  }
  return left
}
