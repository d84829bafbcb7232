/** Who becomes a service account: whoever gets its tokens or keys, and whoever runs code as it. */
import { gcpWorkloadFacts } from '../gcp-facts.ts'
import type { GcpAccount } from '../gcp-world/index.ts'
import type { Look } from './deciding.ts'
import { delegatedSteps } from './delegating.ts'
import { holdersIn, holdersOn, together } from './holders.ts'
import { rewritingSteps } from './rewriting.ts'
import { stepBy } from './steps.ts'
import { takersOf } from './takers.ts'
import type { Taker } from './takers.ts'
import { targetOf } from './target.ts'
import type { Target } from './target.ts'
import { firmness } from './types.ts'
import type { Heeded, Step } from './types.ts'

/** One step of each taker is enough: the firmest thing that it can do. */
export function stepsIntoAccount(look: Look, account: GcpAccount, heeded: Heeded): readonly Step[] {
  const { view } = look
  const target = targetOf(view, account)
  if (target === undefined) return []
  const firmest = new Map<string, Step>()
  const keep = (step: Step | undefined): void => {
    const known = step && firmest.get(step.from)
    if (step !== undefined && (known === undefined || firmness(step) < firmness(known))) firmest.set(step.from, step)
  }
  const wanted: Heeded = (member) =>
    member !== target.member && firmest.get(member)?.verdict !== 'proven' && heeded(member)
  for (const taker of takersOf(view, account, heeded)) if (wanted(taker.member)) keep(stepBy(look, target, taker))
  for (const taker of takersElsewhere(look, target, wanted)) keep(stepBy(look, target, taker))
  for (const step of delegatedSteps(look, target, wanted)) keep(step)
  for (const step of rewritingSteps(look, target, heeded)) keep(step)
  return [...firmest.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

/** What runs as it may stand in another project, or have a policy of its own. */
function* takersElsewhere({ view }: Look, target: Target, heeded: Heeded): Generator<Taker> {
  const own = holdersOn(view, target.resource)
  for (const workload of target.workloads) {
    const { projectId, resourceName } = gcpWorkloadFacts(workload)
    const project = `projects/${projectId}`
    const around = project === target.project ? undefined : holdersIn(view, project)
    const here = holdersOn(view, resourceName)
    for (const member of new Set([...(around?.keys() ?? []), ...here.keys()])) {
      if (!heeded(member)) continue
      const acting = together(own.get(member), holdersIn(view, target.project).get(member))
      yield { member, held: together(together(here.get(member), around?.get(member)), acting) }
    }
  }
}
