import type { View } from '../../../inventory/view.ts'
import type { PathStatement } from '../../../model/index.ts'
import type { CompiledPolicy, StatementRef } from '../aws-policy/types.ts'
import type { Account, Answer, MissingFact, Principal, Question, Standing } from './types.ts'

export type * from './types.ts'

/** The account of the id, compiled once per view; `undefined` when it is not in the store. */
export function accountOf(view: View, id: string): Account | undefined {
  throw new Error(`not built yet: ${view.scope.id} ${id}`)
}

/** May the principal do this? Keys that the action can never carry count as absent, others that nobody gave as unknown. */
export function ask(principal: Principal, question: Question): Answer {
  throw new Error(`not built yet: ${principal.arn} ${question.action}`)
}

/** May the principal become the role by sts:AssumeRole, by the role's own trust policy (or `trust` in its stead)? */
export function askToAssume(principal: Principal, role: Principal, trust?: CompiledPolicy): Answer {
  throw new Error(`not built yet: ${principal.arn} ${role.arn} ${trust?.name ?? ''}`)
}

/** Does the role's trust let the service in for a resource of its own account (`sourceArn` if it is known)? */
export function trustsService(role: Principal, service: string, sourceArn?: string): Answer {
  throw new Error(`not built yet: ${role.arn} ${service} ${sourceArn ?? ''}`)
}

/** What it holds now, without any further step: admin is everything on everything, within boundary and organisation. */
export function standingOf(principal: Principal, account: Account): Standing {
  throw new Error(`not built yet: ${principal.arn} ${account.id}`)
}

/** What it would hold with everything on everything attached: what its boundary and its organisation leave of that. */
export function potentialOf(principal: Principal, account: Account): Standing {
  throw new Error(`not built yet: ${principal.arn} ${account.id}`)
}

/** The statement with its text and holder, for a reader. `undefined` when the reference is not the principal's. */
export function describe(ref: StatementRef, principal: Principal): PathStatement | undefined {
  throw new Error(`not built yet: ${principal.arn} ${ref.policy}`)
}

/** Tests that remain, as sentences. */
export function conditionsOf(answer: Pick<Answer, 'residual'>): readonly string[] {
  throw new Error(`not built yet: ${answer.residual.length}`)
}

export function joinMissing(...lists: readonly (readonly MissingFact[])[]): readonly MissingFact[] {
  throw new Error(`not built yet: ${lists.length}`)
}
