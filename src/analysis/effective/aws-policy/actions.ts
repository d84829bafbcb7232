/** What AWS's own list of actions means for a decision. Actions that it does not know count as the common kind. */
import { actionFacts, obeysResourceControl as obeys } from '../aws-actions/index.ts'

const mostRemembered = 30_000
const unbound = new Map<string, boolean>()

/** True for actions that know no resource but `*`: they are asked of everything. The action is given in lower case. */
export function knowsNoResource(action: string): boolean {
  const known = unbound.get(action)
  if (known !== undefined) return known
  const answer = actionFacts(action)?.resourceTypes.length === 0
  if (unbound.size >= mostRemembered) unbound.clear()
  unbound.set(action, answer)
  return answer
}

/** Whether the resources of the action's service obey resource control policies. */
export function obeysResourceControl(action: string): boolean {
  return obeys(action.split(':', 1)[0] ?? '')
}
