/** What is to be had by whoever may run a job in an environment. */
import type { View } from '../../inventory/view.ts'
import type { Identity, Resource } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import type { WorkflowJob } from '../../model/facts/github.ts'
import { environmentFacts, storedSecretFacts, workflowFacts } from './github-facts.ts'

export interface EnvironmentUse {
  /** Secrets that only jobs of the environment get. */
  readonly secrets: readonly Resource[]
  /** Workflows with a job of the environment that asks for OIDC tokens, whose subject then names it. */
  readonly workflows: readonly Identity[]
}

const nothing: EnvironmentUse = { secrets: [], workflows: [] }

/**
 * The environment's name ends the subject of a job's OIDC token by GitHub's default form, and trusts of clouds name it:
 * https://docs.github.com/en/actions/reference/security/oidc#filtering-for-a-specific-environment
 */
export function useOf(environment: Resource, view: View): EnvironmentUse {
  const { repositoryId } = environmentFacts(environment)
  return usesByEnvironment(view).get(keyOf(repositoryId, environment.name)) ?? nothing
}

/** Somebody has to let the job in before it starts. */
export function waitsForReview(job: WorkflowJob, repositoryId: number, view: View): boolean {
  if (!isKnown(job.environment)) return false
  const environments = view.once(
    'github environments',
    () =>
      new Map(
        [...view.resources({ kind: 'environment' })].map((each) => [
          keyOf(environmentFacts(each).repositoryId, each.name),
          environmentFacts(each),
        ]),
      ),
  )
  const reviewers = environments.get(keyOf(repositoryId, job.environment))?.reviewers
  return isKnown(reviewers) && reviewers > 0
}

/** GitHub tells environments of a repository apart without regard to case. */
function keyOf(repositoryId: number | undefined, name: string): string {
  return `${repositoryId ?? ''}/${name.toLowerCase()}`
}

function usesByEnvironment(view: View): ReadonlyMap<string, EnvironmentUse> {
  return view.once('github environments used', () => {
    const uses = new Map<string, { secrets: Resource[]; workflows: Identity[] }>()
    const useAt = (key: string) => {
      const use = uses.get(key) ?? { secrets: [], workflows: [] }
      uses.set(key, use)
      return use
    }
    for (const secret of view.resources({ kind: 'secret' })) {
      const { environment, repositoryId } = storedSecretFacts(secret)
      if (environment !== undefined) useAt(keyOf(repositoryId, environment)).secrets.push(secret)
    }
    for (const workflow of view.identities({ kind: 'workflow' })) {
      const { jobs, repositoryId } = workflowFacts(workflow)
      const named = (isKnown(jobs) ? jobs : [])
        .filter((job) => job.idToken && isKnown(job.environment))
        .map((job) => keyOf(repositoryId, job.environment as string))
      for (const key of new Set(named)) useAt(key).workflows.push(workflow)
    }
    return uses
  })
}
