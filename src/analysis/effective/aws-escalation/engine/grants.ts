/** Statements that would still grant a step, if only under conditions, were those gone that grant it now. */
import { isUnknown } from '../../../../model/index.ts'
import type { PolicyStatement } from '../../../../model/facts/aws.ts'
import { compilePolicy } from '../../aws-policy/index.ts'
import type { CompiledPolicy, StatementRef } from '../../aws-policy/types.ts'
import type { Principal } from '../../aws-access/types.ts'
import type { Said } from './scene.ts'
import { withPolicies } from './variants.ts'

/** Each round takes away what was found; a policy has few statements for one action. */
const rounds = 8

export function furtherGrants(said: Said): readonly StatementRef[] {
  const { answer, action, by, of, again } = said
  if (!again || !mayGrantBesides(by, of, action, answer.because)) return []
  const found: StatementRef[] = [...answer.because]
  // Where it takes both kinds of policy, each is missed only while the other still grants.
  for (const sources of [['identity'], ['resource'], ['identity', 'resource']] as const)
    for (let round = 0; round < rounds; round += 1) {
      const next = again(...lessOf(said, found, sources))
      const more = next.because.filter((ref) => !found.some((each) => isSame(each, ref)))
      if (next.verdict === 'denied' || more.length === 0) break
      found.push(...more)
    }
  return found.slice(answer.because.length)
}

function lessOf(
  { by, of }: Said,
  gone: readonly StatementRef[],
  sources: readonly ('identity' | 'resource')[],
): readonly [Principal, CompiledPolicy | undefined] {
  const rest = sources.includes('identity')
    ? withPolicies(
        by,
        by.caller.identity.map((policy, at) => less(policy, gone, 'identity', at)),
      )
    : by
  if (!of?.trust || isUnknown(of.trust)) return [rest, undefined]
  return [rest, sources.includes('resource') ? less(of.trust, gone, 'resource', 0) : of.trust]
}

function isSame(a: StatementRef, b: StatementRef): boolean {
  return a.source === b.source && a.policy === b.policy && a.level === b.level && a.statement === b.statement
}

/** Only grants under conditions are left out of an answer that is sure. */
function mayGrantBesides(
  by: Principal,
  of: Principal | undefined,
  action: string,
  known: readonly StatementRef[],
): boolean {
  const lower = action.toLowerCase()
  const trust = of?.trust && !isUnknown(of.trust) ? [of.trust] : []
  const open = (source: 'identity' | 'resource') => (policy: CompiledPolicy, at: number) =>
    policy.statements.some(
      (each) =>
        each.effect === 'Allow' &&
        each.source.Condition !== undefined &&
        each.coversAction(lower) &&
        !known.some((ref) => ref.source === source && ref.policy === at && ref.statement === each.index),
    )
  return by.caller.identity.some(open('identity')) || trust.some(open('resource'))
}

function less(
  policy: CompiledPolicy,
  gone: readonly StatementRef[],
  source: 'identity' | 'resource',
  at: number,
): CompiledPolicy {
  const out = gone.filter((ref) => ref.effect === 'Allow' && ref.source === source && ref.policy === at)
  if (out.length === 0) return policy
  const length = Math.max(0, ...policy.statements.map(({ index }) => index + 1))
  const Statement = Array.from({ length }, () => nothing)
  for (const { index, source: written } of policy.statements)
    if (!out.some((ref) => ref.statement === index)) Statement[index] = written
  return compilePolicy({ Version: '2012-10-17', Statement }, policy.name)
}

/** Keeps the places of the others. */
const nothing: PolicyStatement = { Effect: 'Allow', Action: [], Resource: [] }
