import { testRule } from '../../../test/support/rule-tester.ts'
import {
  actionsPolicy,
  environment,
  githubGap,
  repository,
  repositoryIdOf,
  workflow,
} from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const head = '${{ github.event.pull_request.head.sha }}'
const checkout = { checksOut: head, secrets: ['NPM_TOKEN'] }
const script = { injections: ['github.event.issue.title'], secrets: ['NPM_TOKEN'] }
const open = repository({ visibility: 'public' })
const on = (event: string | { [name: string]: unknown }, job = {}, more = {}) =>
  workflow({ on: [event], jobs: [job], ...more })

testRule(rule, {
  fail: [
    {
      name: 'a stranger’s code with a secret',
      records: [on('pull_request_target', checkout), open],
      message:
        'Workflow acme/api/.github/workflows/ci.yml checks out what strangers propose on pull_request_target, in job build with secrets NPM_TOKEN.',
      severity: 'high',
      confidence: 'proven',
      data: { by: 'checkout', events: ['pull_request_target'], job: 'build', jobs: ['build'] },
      related: [repositoryIdOf('acme/api')],
      remediation: 'build and test on pull_request',
    },
    {
      name: 'in a private repository',
      records: [on('pull_request_target', checkout), repository()],
      severity: 'medium',
    },
    { name: 'in a repository that was not read', records: [on('pull_request_target', checkout)], severity: 'high' },
    {
      name: 'in an archived repository',
      records: [on('pull_request_target', checkout), repository({ visibility: 'public', archived: true })],
      severity: 'low',
    },
    {
      name: 'in an environment that a person opens',
      records: [
        on('pull_request_target', { ...checkout, environment: 'preview' }),
        environment({ name: 'preview', reviewers: 1 }),
        open,
      ],
      severity: 'low',
    },
    {
      name: 'with OIDC tokens',
      records: [on('workflow_run', { checksOut: head, idToken: true }), open],
      severity: 'high',
    },
    {
      name: 'with a token that may write',
      records: [on('issue_comment', { checksOut: head, permissions: { contents: 'write' } }), open],
      severity: 'high',
    },
    {
      name: 'with a token that may write by the settings',
      records: [
        on('pull_request_target', { checksOut: head, permissions: 'default' }),
        open,
        actionsPolicy({ defaultWorkflowPermissions: 'write' }),
      ],
      severity: 'high',
      confidence: 'proven',
    },
    {
      name: 'with a token whose settings were not read',
      records: [on('pull_request_target', { checksOut: head, permissions: 'default' }), open],
      severity: 'high',
      confidence: 'possible',
    },
    {
      name: 'with nothing to take',
      records: [on('pull_request_target', { checksOut: head, permissions: 'default' }), open, actionsPolicy()],
      severity: 'low',
      message:
        'Workflow acme/api/.github/workflows/ci.yml checks out what strangers propose on pull_request_target, in job build with nothing to take.',
    },
    {
      name: 'on a runner of one’s own',
      records: [on('pull_request_target', { checksOut: head, permissions: 'read-all', selfHosted: true }), open],
      severity: 'high',
    },
    {
      name: 'a stranger’s words in a script',
      records: [on({ event: 'issues', types: ['opened'] }, script), open],
      message:
        'Workflow acme/api/.github/workflows/ci.yml puts words of others into a script on issues, in job build with secrets NPM_TOKEN.',
      severity: 'high',
      data: { by: 'script' },
      remediation: 'hand the words over as a variable of the environment',
    },
    {
      name: 'words of whoever wrote a commit',
      records: [on('push', { injections: ['github.event.head_commit.message'], inheritsSecrets: true }), open],
      severity: 'medium',
    },
    {
      name: 'words of a proposal, without secrets for forks',
      records: [on('pull_request', { injections: ['github.head_ref'], secrets: ['NPM_TOKEN'] }), open],
      severity: 'low',
    },
    {
      name: 'the worst of several jobs',
      records: [
        workflow({
          on: ['pull_request_target'],
          jobs: [
            { name: 'lint', checksOut: head },
            { name: 'build', ...checkout },
          ],
        }),
        open,
      ],
      data: { job: 'build', jobs: ['build', 'lint'] },
    },
  ],
  pass: [
    { name: 'the same without their code', records: [on('pull_request_target', { secrets: ['NPM_TOKEN'] }), open] },
    { name: 'their code without the secrets', records: [on('pull_request', checkout), open] },
    { name: 'a job that asks who set it off', records: [on('issue_comment', { ...checkout, guarded: true }), open] },
    {
      name: 'only who may triage sets it off',
      records: [on({ event: 'pull_request_target', types: ['labeled'] }, checkout), open],
    },
    { name: 'words where there is nothing to take', records: [on('push', { injections: ['github.ref_name'] }), open] },
    { name: 'words of those who start it by hand', records: [on('workflow_dispatch', script), open] },
  ],
  unknown: [
    {
      name: 'the file was not understood',
      records: [workflow({ on: { unknown: 'failed' }, jobs: { unknown: 'failed' } })],
    },
    { name: 'its jobs were not', records: [workflow({ jobs: unknown('failed') })] },
    { name: 'some files were not read', records: [on('push'), githubGap({ step: 'workflows' })] },
  ],
  notApplicable: [{ name: 'another kind', records: [{ ...on('push')[0]!, kind: 'app' } as never] }],
})
