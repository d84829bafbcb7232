/** Administrators of another cloud than the first that the runs of a workflow become, whoever starts them. */
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity } from '../../model/index.ts'
import type { Limits } from './aws-reach/reach.ts'
import { crossedInside } from './github-crossings.ts'
import type { RunDoors } from './github-crossings.ts'
import { askedBy, entraRunDoors, gcpRunDoors, runDoors } from './github-runs.ts'
import type { Token } from './github-subjects.ts'

const none: RunDoors = { openings: [], applications: [], principals: [] }

export function crossedRunPaths(view: View, workflow: Identity, limits: Limits): readonly FoundPath[] {
  const on = (job: string, token: Token, doors: Partial<RunDoors>): readonly FoundPath[] =>
    crossedInside(view, workflow.nativeId, { ...none, ...doors }, limits).map(({ inside }) =>
      askedBy(job, token, inside),
    )
  return [
    ...runDoors(view, workflow).flatMap(({ job, opening }) => on(job, opening.token, { openings: [opening] })),
    ...entraRunDoors(view, workflow).flatMap(({ job, token, door, taken }) =>
      on(job, token, { applications: [{ door, taken }] }),
    ),
    ...gcpRunDoors(view, workflow).flatMap(({ job, token, open }) => on(job, token, { principals: [{ open }] })),
  ]
}
