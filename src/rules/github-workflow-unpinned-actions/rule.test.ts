import { testRule } from '../../../test/support/rule-tester.ts'
import { githubGap, repositoryIdOf, workflow } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const used = (...names: string[]) =>
  names.map((uses, index) => ({ uses, pinned: /@[\da-f]{40}$/.test(uses), line: index + 10 }))
const job = (actions: string[], more = {}) =>
  workflow({ jobs: [{ actions: used(...actions), secrets: ['NPM_TOKEN'], ...more }] })
const commit = '11bd71901bbe5b1630ceea73d27597364c9af683'

testRule(rule, {
  fail: [
    {
      name: 'by a tag, beside a secret',
      records: [job(['actions/checkout@v4', 'tj-actions/changed-files@v45'])],
      message:
        'Workflow acme/api/.github/workflows/ci.yml lets tj-actions/changed-files@v45 near secret NPM_TOKEN, whatever it becomes.',
      severity: 'medium',
      data: { actions: ['tj-actions/changed-files@v45'], secrets: ['NPM_TOKEN'] },
      related: [repositoryIdOf('acme/api')],
      remediation: 'by the full id of a commit',
    },
    {
      name: 'beside OIDC tokens',
      records: [job(['aws-actions/configure-aws-credentials@v4'], { secrets: [], idToken: true })],
    },
    { name: 'an image of somebody', records: [job(['docker://alpine:3'])] },
    {
      name: 'a reusable workflow that gets every secret',
      records: [job([], { secrets: [], inheritsSecrets: true, calls: 'other/tools/.github/workflows/x.yml@main' })],
      data: { actions: ['other/tools/.github/workflows/x.yml@main'] },
    },
    {
      name: 'two jobs, one finding',
      records: [
        workflow({
          jobs: [
            { name: 'a', actions: used('x/y@v1'), secrets: ['A'] },
            { name: 'b', actions: used('x/y@v1', 'x/z@v1'), secrets: ['B'] },
          ],
        }),
      ],
      message:
        'Workflow acme/api/.github/workflows/ci.yml lets x/y@v1 and x/z@v1 near secret A and secret B, whatever it becomes.',
    },
  ],
  pass: [
    { name: 'by a commit', records: [job([`tj-actions/changed-files@${commit}`])] },
    { name: 'GitHub’s own by a tag', records: [job(['actions/checkout@v4', 'github/codeql-action/init@v3'])] },
    { name: 'those of the repository and its owner', records: [job(['./.github/actions/x', 'Acme/tools@main'])] },
    { name: 'an image of the owner', records: [job(['docker://ghcr.io/acme/build:1'])] },
    {
      name: 'a reusable workflow by a commit',
      records: [job([], { calls: `other/tools/.github/workflows/x.yml@${commit}` })],
    },
  ],
  unknown: [
    { name: 'the file was not understood', records: [workflow({ jobs: unknown('failed') })] },
    { name: 'some files were not read', records: [job([]), githubGap({ step: 'workflows' })] },
  ],
  notApplicable: [{ name: 'nothing to take', records: [job(['tj-actions/changed-files@v45'], { secrets: [] })] }],
})
