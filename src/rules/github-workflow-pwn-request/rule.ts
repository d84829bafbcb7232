import { githubEntity, workflowFacts } from '../../analysis/effective/github-facts.ts'
import type { Danger } from '../../analysis/effective/github-strangers.ts'
import { dangersOf } from '../../analysis/effective/github-strangers.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import type { Identity } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'github-workflow-pwn-request',
  title: 'Workflow runs what strangers write',
  severity: 'high',
  provider: 'github',
  subject: 'identity',
  kinds: ['workflow'],
  reads: ['github.workflows'],
  messages: {
    checkout: 'Workflow {workflow} checks out what strangers propose on {events}, in job {job} with {prizes}.',
    script: 'Workflow {workflow} puts words of others into a script on {events}, in job {job} with {prizes}.',
  },
  frameworks: githubControls('pipeline'),
  remediation: (workflow) => mend(workflow),
  check(workflow, { view }) {
    const { triggers, jobs } = workflowFacts(workflow)
    if (!isKnown(triggers)) return unknownBecause(becauseOf(triggers), ['contents=read'])
    if (!isKnown(jobs)) return unknownBecause(becauseOf(jobs), ['contents=read'])
    const dangers = dangersOf(workflow, { triggers, jobs }, view)
    const [worst] = dangers
    if (worst === undefined) return pass
    return fail(worst.by, {
      values: {
        workflow: workflow.nativeId,
        events: enumerated(worst.events),
        job: worst.job,
        prizes: worst.prizes.length === 0 ? 'nothing to take' : enumerated(worst.prizes, 4),
      },
      severity: worst.severity,
      ...(worst.unsure ? { confidence: 'possible' as const } : {}),
      evidence: dangers.flatMap((danger) => read(workflow.nativeId, `job ${danger.job}: ${danger.what}`)),
      related: [githubEntity(view.scope, 'repository', workflowFacts(workflow).repositoryId)],
      data: { by: worst.by, events: worst.events, job: worst.job, jobs: dangers.map((danger) => danger.job) },
      remediation: mend(workflow, worst),
    })
  },
})

function mend(workflow: Identity, danger?: Danger) {
  const where = `${workflow.nativeId}${danger === undefined ? '' : `, job ${danger.job}`}`
  if (danger?.by === 'script')
    return [
      {
        text: `In ${where}, hand the words over as a variable of the environment (env: TITLE: \${{ … }}) and let the script read "$TITLE"; there they stay words.`,
      },
      { text: 'Give the job no more than it needs: permissions of its own, and no secrets.' },
    ]
  return [
    {
      text: `In ${where}, build and test on pull_request, which gets no secrets for forks; let a second workflow, on workflow_run, take its results as data and never run them.`,
    },
    {
      text: 'Where it cannot be split, let the job wait for a person: an environment with required reviewers, asked anew for each commit.',
    },
  ]
}
