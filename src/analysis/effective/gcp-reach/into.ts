/** Who can become a service account, one step at a time: what its page tells. */
import type { View } from '../../../inventory/view.ts'
import { worldOf } from '../gcp-world/index.ts'
import { stepsIntoAccount } from './into-account.ts'
import type { Step } from './types.ts'
import { firmness } from './types.ts'

/** The firmest first; of each principal one step. */
export function stepsInto(view: View, email: string): readonly Step[] {
  const account = worldOf(view).account(email)
  if (account === undefined) return []
  const steps = stepsIntoAccount({ view, now: undefined }, account, () => true)
  return steps.toSorted((a, b) => firmness(a) - firmness(b) || (a.from < b.from ? -1 : 1))
}
