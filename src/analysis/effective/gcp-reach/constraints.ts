/** Constraints of the organization policy that close a method. */
import type { View } from '../../../inventory/view.ts'
import { isKnown } from '../../../model/index.ts'
import { containerFacts } from '../gcp-facts.ts'
import { worldOf } from '../gcp-world/index.ts'

export type Closed = 'closed' | 'open' | 'unknown'

/** What is in force on a project is what its own facts say, since they hold what it inherits. */
export function closedBy(view: View, project: string, constraints: readonly string[]): Closed {
  if (constraints.length === 0) return 'open'
  const container = worldOf(view).container(project)
  const resource = container && view.resource(container.id)
  const told = resource && containerFacts(resource).constraints
  if (told === undefined || !isKnown(told)) return told === null ? 'open' : 'unknown'
  return constraints.some((name) => told[name] === true) ? 'closed' : 'open'
}
