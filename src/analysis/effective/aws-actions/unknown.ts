import type { PolicyDocument } from '../../../model/facts/aws.ts'
import { listOf } from '../aws-statements.ts'
import { expandAction, services } from './index.ts'
import { actionPattern } from './patterns.ts'

export interface UnknownAction {
  /** As the policy has it. */
  readonly pattern: string
  /** Place in the document, from 0. */
  readonly statement: number
  /** What the extract does not know: the service, or an action of that name in a service that it knows. */
  readonly because: 'service' | 'action'
}

/**
 * Patterns of Action and NotAction that cover nothing the extract knows: misspelt, retired, or younger than the extract
 * (`iamDataDate`). They are told, never left out of a judgement.
 */
export function unknownActions(document: PolicyDocument): readonly UnknownAction[] {
  return listOf(document.Statement).flatMap((statement, index) =>
    [...listOf(statement.Action), ...listOf(statement.NotAction)]
      .filter((pattern) => expandAction(pattern).length === 0)
      .map((pattern): UnknownAction => ({ pattern, statement: index, because: knows(pattern) ? 'action' : 'service' })),
  )
}

function knows(pattern: string): boolean {
  const [prefix = '', ...rest] = pattern.split(':')
  const prefixes = actionPattern(prefix)
  return rest.length > 0 && services().some((service) => prefixes.test(service))
}
