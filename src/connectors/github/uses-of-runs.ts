/** What the workflows of a repository may ask for, as far as they could be read: in doubt, they may. */
import { isKnown } from '../../model/index.ts'
import type { WorkflowJob } from '../../model/facts/github.ts'
import type { IndexedRepository } from './session.ts'

function anyJob({ workflows, workflowsUnknown }: IndexedRepository, fits: (job: WorkflowJob) => boolean): boolean {
  return workflowsUnknown || workflows.some(({ jobs }) => !isKnown(jobs) || jobs.some(fits))
}

/** A reusable workflow uses the variables of who calls it. */
export function mayUseVariables(repository: IndexedRepository): boolean {
  return anyJob(repository, ({ variables, calls }) => variables.length > 0 || calls !== undefined)
}

export function mayMintTokens(repository: IndexedRepository): boolean {
  return anyJob(repository, ({ idToken }) => idToken)
}
