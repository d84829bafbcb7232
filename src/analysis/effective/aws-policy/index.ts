/**
 * The AWS policy evaluator, published as `nhi-muster/aws-policy`: pure, without I/O.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
import type { Ask, Caller, CompiledPolicy, DecideInput, Decision, Policy } from './types.ts'

export type * from './types.ts'

/** Decides one request against policies as they were written. */
export function decide(input: DecideInput): Decision {
  throw new Error(`not built yet: ${input.request.action}`)
}

/** Reads a policy once, for many decisions. Never throws: what cannot be read as a statement matches nothing. */
export function compilePolicy(policy: Policy, name?: string): CompiledPolicy {
  throw new Error(`not built yet: ${name ?? ''} ${policy.Version ?? ''}`)
}

/** The same as `decide`, for a caller that was compiled: at least 100,000 decisions a second on one core. */
export function decideFor(caller: Caller, ask: Ask): Decision {
  throw new Error(`not built yet: ${caller.principal} ${ask.action}`)
}
