/**
 * Where code or words of strangers run in a workflow, and how much there is to win. The table stands on the page of the
 * rule github-workflow-pwn-request.
 */
import type { View } from '../../inventory/view.ts'
import type { Identity, Severity } from '../../model/index.ts'
import { severities } from '../../model/index.ts'
import type { WorkflowJob, WorkflowTrigger } from '../../model/facts/github.ts'
import { waitsForReview } from './github-environments.ts'
import { workflowFacts } from './github-facts.ts'
import { isArchived } from './github-repositories.ts'
import type { JobWorth } from './github-workflows.ts'
import { isOpenToStrangers, strangersTriggers, worthOf } from './github-workflows.ts'

export interface Danger {
  readonly by: 'checkout' | 'script'
  readonly job: string
  readonly events: readonly string[]
  readonly prizes: readonly string[]
  readonly severity: Severity
  readonly unsure: boolean
  /** The expressions, as the file has them. */
  readonly what: string
}

/** The worst first. A job that asks who set it off is left out. */
export function dangersOf(
  workflow: Identity,
  { triggers, jobs }: { readonly triggers: readonly WorkflowTrigger[]; readonly jobs: readonly WorkflowJob[] },
  view: View,
): readonly Danger[] {
  const strangers = strangersTriggers(triggers)
  const plain = triggers.map(({ event }) => event)
  const danger = (by: Danger['by'], job: WorkflowJob, events: readonly string[], severity: Severity): Danger => {
    const { prizes, unsure } = worthOf(job, workflow, view)
    const what = by === 'checkout' ? `checks out ${job.checksOut ?? ''}` : `a script with ${job.injections.join(', ')}`
    const facts = workflowFacts(workflow)
    const held = isArchived(facts, view) || waitsForReview(job, facts.repositoryId, view)
    return { by, job: job.name, events, prizes, severity: held ? 'low' : severity, unsure, what }
  }
  const atStrangers = ({ prizes }: JobWorth): Severity => {
    if (prizes.length === 0) return 'low'
    return isOpenToStrangers(workflow, view) ? 'high' : 'medium'
  }
  const found = jobs
    .filter((job) => !job.guarded)
    .flatMap((job): readonly Danger[] => {
      const checksOut = job.checksOut !== undefined && strangers.length > 0
      const says = job.injections.length > 0
      if (!checksOut && !says) return []
      const worth = worthOf(job, workflow, view)
      if (strangers.length > 0)
        return (['checkout', 'script'] as const)
          .filter((by) => (by === 'checkout' ? checksOut : says))
          .map((by) => danger(by, job, strangers, atStrangers(worth)))
      if (plain.includes('push') && worth.prizes.length > 0)
        return [danger('script', job, ['push'], isOpenToStrangers(workflow, view) ? 'medium' : 'low')]
      return plain.includes('pull_request') ? [danger('script', job, ['pull_request'], 'low')] : []
    })
  return found.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
}
