import { githubEntity, workflowFacts } from '../../analysis/effective/github-facts.ts'
import { changeableActions } from '../../analysis/effective/github-workflows.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'github-workflow-unpinned-actions',
  title: 'Action of a third party that may change runs beside secrets',
  severity: 'medium',
  provider: 'github',
  subject: 'identity',
  kinds: ['workflow'],
  reads: ['github.workflows'],
  messages: { unpinned: 'Workflow {workflow} lets {actions} near {prizes}, whatever it becomes.' },
  frameworks: githubControls('pipeline', { 'owasp-nhi-2025': ['NHI6:2025', 'NHI3:2025'] }),
  remediation: (workflow) => [
    {
      text: `In ${workflow.nativeId}, name the actions by the full id of a commit, with the version in a comment behind it; Dependabot and Renovate keep both up to date.`,
    },
    {
      text: 'To see to it everywhere, demand it in the organization: Settings > Actions > General > Require actions to be pinned to a full-length commit SHA.',
    },
  ],
  check(workflow, { view }) {
    const { jobs, repositoryId } = workflowFacts(workflow)
    if (!isKnown(jobs)) return unknownBecause(becauseOf(jobs), ['contents=read'])
    const worthy = jobs.filter((job) => job.secrets.length > 0 || job.inheritsSecrets || job.idToken)
    if (worthy.length === 0) return undefined
    const found = worthy
      .map((job) => ({ job, actions: changeableActions(job, workflow) }))
      .filter(({ actions }) => actions.length > 0)
    if (found.length === 0) return pass
    const actions = [...new Set(found.flatMap((each) => each.actions.map(({ uses }) => uses)))].toSorted()
    const secrets = [...new Set(found.flatMap(({ job }) => job.secrets))].toSorted()
    const prizes = [
      ...secrets.map((name) => `secret ${name}`),
      ...(found.some(({ job }) => job.inheritsSecrets) ? ['every secret'] : []),
      ...(found.some(({ job }) => job.idToken) ? ['OIDC tokens'] : []),
    ]
    return fail('unpinned', {
      values: { workflow: workflow.nativeId, actions: enumerated(actions, 4), prizes: enumerated(prizes, 4) },
      evidence: found.flatMap((each) =>
        each.actions.flatMap(({ uses, line }) =>
          read(workflow.nativeId, `job ${each.job.name}${line > 0 ? `, line ${line}` : ''}: uses ${uses}`),
        ),
      ),
      related: [githubEntity(view.scope, 'repository', repositoryId)],
      data: { actions, secrets },
    })
  },
})
