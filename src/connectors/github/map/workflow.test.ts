import { describe, expect, test } from 'vitest'
import type { WorkflowJob } from '../../../model/facts/github.ts'
import { parseWorkflow } from './workflow.ts'
import type { ParsedWorkflow } from './workflow.ts'

function parsed(text: string): ParsedWorkflow {
  const found = parseWorkflow(text)
  if ('flaw' in found) throw new Error(found.flaw)
  return found
}

/** A workflow of one job, with lines of that job. */
function job(lines: string, before = ''): WorkflowJob {
  const indented = lines.replaceAll(/^/gm, '    ')
  const [only] = parsed(`on: push\n${before}\njobs:\n  one:\n    runs-on: ubuntu-latest\n${indented}\n`).jobs
  return only!
}

describe('triggers', () => {
  test.each([
    ['on: push', [{ event: 'push' }]],
    ["'on': [push, pull_request_target]", [{ event: 'push' }, { event: 'pull_request_target' }]],
    ['"on":\n  push:\n  workflow_dispatch:', [{ event: 'push' }, { event: 'workflow_dispatch' }]],
    ['true: push', [{ event: 'push' }]],
    [
      'on:\n  pull_request:\n    types: [opened, labeled]\n    branches: main',
      [{ event: 'pull_request', branches: ['main'], types: ['opened', 'labeled'] }],
    ],
    ['on:\n  schedule:\n    - cron: "0 0 * * *"', [{ event: 'schedule' }]],
  ])('%j', (on, triggers) => {
    expect(parsed(`${on}\njobs: {one: {runs-on: ubuntu-latest}}`).triggers).toEqual(triggers)
  })
})

describe('permissions', () => {
  test('the job’s take the place of the workflow’s, and what nobody says is the default', () => {
    expect(job('steps: []').permissions).toBe('default')
    expect(job('steps: []', 'permissions: read-all').permissions).toBe('read-all')
    expect(job('permissions: {contents: read, id-token: write}', 'permissions: write-all')).toMatchObject({
      permissions: { contents: 'read', 'id-token': 'write' },
      idToken: true,
    })
    expect(job('permissions: {}', 'permissions: write-all')).toMatchObject({ permissions: {}, idToken: false })
  })

  test('write-all may mint tokens, the default may not', () => {
    expect(job('steps: []', 'permissions: write-all').idToken).toBe(true)
    expect(job('steps: []').idToken).toBe(false)
  })
})

describe('where it runs', () => {
  test.each([
    ['runs-on: ubuntu-24.04-arm', ['ubuntu-24.04-arm'], false],
    ['runs-on: [self-hosted, linux]', ['self-hosted', 'linux'], true],
    ['runs-on: {group: big, labels: [ubuntu-latest]}', ['group: big', 'ubuntu-latest'], true],
    ['runs-on: gpu-box', ['gpu-box'], true],
    ['runs-on: ${{ matrix.os }}\nstrategy: {matrix: {os: [ubuntu-latest, windows-2022]}}', ['${{ matrix.os }}'], false],
    [
      'runs-on: ${{ matrix.os }}\nstrategy: {matrix: {os: [ubuntu-latest], include: [{os: self-hosted}]}}',
      ['${{ matrix.os }}'],
      true,
    ],
    ["runs-on: ${{ inputs.runner || 'ubuntu-latest' }}", ["${{ inputs.runner || 'ubuntu-latest' }}"], false],
    ['runs-on: ${{ vars.RUNNER }}', ['${{ vars.RUNNER }}'], true],
  ])('%s', (lines, runsOn, selfHosted) => {
    const [only] = parsed(`on: push\njobs:\n  one:\n${lines.replaceAll(/^/gm, '    ')}`).jobs
    expect(only).toMatchObject({ runsOn, selfHosted })
  })

  test.each([
    ['container: node:24', true],
    ['container: {image: node:24}', true],
    ['services: {db: {image: postgres}}', undefined],
  ])('%s: in a container of its own is %s', (lines, ownContainer) => {
    const [only] = parsed(`on: push\njobs:\n  one:\n    runs-on: builds\n    ${lines}`).jobs
    expect(only?.ownContainer).toBe(ownContainer)
  })
})

describe('what it takes', () => {
  test('secrets and variables wherever they stand, without GITHUB_TOKEN', () => {
    const found = job(
      [
        'if: secrets.GATE',
        'env: {A: "${{ secrets.npm_token }}"}',
        'steps:',
        "  - run: echo ${{ secrets['DEPLOY-KEY'] }} ${{ secrets.GITHUB_TOKEN }} secrets.NOT_ONE",
        '    env: {B: "${{ format(\'secrets.QUOTED {0}\', vars.REGION) }}"}',
        "  - if: ${{ vars.ON == 'yes' }}",
        '    uses: a/b@main',
      ].join('\n'),
      'env: {TOP: "${{ secrets.TOP }}"}',
    )
    expect(found.secrets).toEqual(['DEPLOY-KEY', 'GATE', 'NPM_TOKEN', 'TOP'])
    expect(found.variables).toEqual(['ON', 'REGION'])
  })

  test('all of them at once, and one by the run’s choice', () => {
    expect(job('env: {ALL: "${{ toJSON(secrets) }}"}').secrets).toEqual(['*'])
    expect(job('env: {ONE: "${{ secrets[matrix.name] }}"}').secrets).toEqual(['*'])
  })

  test('environments by name or expression', () => {
    expect(job('environment: prod').environment).toBe('prod')
    expect(job('environment: {name: prod, url: x}').environment).toBe('prod')
    expect(job('environment: ${{ inputs.where }}').environment).toEqual({ unknown: 'not-collected' })
    expect(job('steps: []').environment).toBeNull()
  })
})

describe('actions', () => {
  const sha = 'a'.repeat(40)

  test('as written, with their lines, and pinned by commit or digest', () => {
    const { actions } = job(
      `steps:\n  - uses: actions/checkout@v4\n  - uses: a/b@${sha}\n  - uses: ./.github/x\n  - uses: docker://alpine:3\n  - uses: docker://alpine@sha256:${'b'.repeat(64)}`,
    )
    expect(actions).toEqual([
      { uses: 'actions/checkout@v4', pinned: false, line: 7 },
      { uses: `a/b@${sha}`, pinned: true, line: 8 },
      { uses: './.github/x', pinned: true, line: 9 },
      { uses: 'docker://alpine:3', pinned: false, line: 10 },
      { uses: `docker://alpine@sha256:${'b'.repeat(64)}`, pinned: true, line: 11 },
    ])
  })

  test('a reusable workflow is called, and may inherit the secrets', () => {
    expect(job('uses: acme/ci/.github/workflows/x.yml@main\nsecrets: inherit')).toMatchObject({
      calls: 'acme/ci/.github/workflows/x.yml@main',
      inheritsSecrets: true,
      actions: [{ uses: 'acme/ci/.github/workflows/x.yml@main', pinned: false }],
    })
  })
})

describe('outsiders', () => {
  test.each([
    [
      '- uses: actions/checkout@v4\n  with: {ref: "${{ github.event.pull_request.head.sha }}"}',
      '${{ github.event.pull_request.head.sha }}',
    ],
    [
      '- uses: actions/checkout@v4\n  with: {ref: "refs/pull/${{ github.event.number }}/merge"}',
      'refs/pull/${{ github.event.number }}/merge',
    ],
    [
      '- uses: actions/checkout@v4\n  with: {repository: "${{ github.event.workflow_run.head_repository.full_name }}"}',
      '${{ github.event.workflow_run.head_repository.full_name }}',
    ],
    [
      '- uses: actions/checkout@v4\n  env: {R: "${{ github.head_ref }}"}\n  with: {ref: "${{ env.R }}"}',
      '${{ env.R }}',
    ],
    ['- run: gh pr checkout 12', 'gh pr checkout'],
    ['- run: git fetch origin pull/12/head:pr', 'git fetch'],
    ['- run: git checkout "$SHA"\n  env: {SHA: "${{ github.event.pull_request.head.sha }}"}', 'git checkout'],
    ['- run: git merge ${{ github.head_ref }}', 'git checkout'],
  ])('checks out %s', (step, checksOut) => {
    expect(job(`steps:\n${step.replaceAll(/^/gm, '  ')}`).checksOut).toBe(checksOut)
  })

  test('its own code is no outsider’s', () => {
    expect(job('steps:\n  - uses: actions/checkout@v4\n  - run: git fetch origin main')).not.toHaveProperty('checksOut')
  })

  test('what is pasted into scripts', () => {
    const steps = [
      '- run: echo "${{ github.event.issue.title }}" ${{ github.event.commits[0].message }}',
      '- uses: actions/github-script@v7',
      "  with: {script: \"x('${{ github.event['comment'].body }}')\"}",
      '- run: echo ${{ env.T }}',
      '  env: {T: "${{ github.head_ref }}"}',
      "- run: ${{ contains(github.event.pull_request.body, 'x') }} ${{ github.event.pull_request.title == 'y' }}",
      '- run: echo "$SAFE" ${{ github.event.number }}',
      '  env: {SAFE: "${{ github.event.discussion.body }}"}',
    ]
    expect(job(`steps:\n${steps.join('\n').replaceAll(/^/gm, '  ')}`).injections).toEqual([
      'github.event.comment.body',
      'github.event.commits.0.message',
      'github.event.issue.title',
      'github.head_ref',
    ])
  })

  test('a condition on who asks keeps them out, of jobs that wait as well', () => {
    const { jobs } = parsed(
      [
        'on: issue_comment',
        'jobs:',
        '  gate: {runs-on: ubuntu-latest, if: "github.event.comment.author_association == \'MEMBER\'"}',
        '  next: {runs-on: ubuntu-latest, needs: gate}',
        '  last: {runs-on: ubuntu-latest, needs: [next]}',
        '  anyway: {runs-on: ubuntu-latest, needs: gate, if: always()}',
        '  other: {runs-on: ubuntu-latest, if: "github.ref == \'refs/heads/main\'"}',
      ].join('\n'),
    )
    expect(jobs.map(({ guarded }) => guarded)).toEqual([true, true, true, false, false])
  })
})

test('a condition that turns one away lets outsiders in', () => {
  const guarded = (condition: string): boolean | undefined => {
    const read = parseWorkflow(
      `on: issues\njobs:\n  a:\n    runs-on: x\n    if: ${JSON.stringify(condition)}\n    steps: []\n`,
    )
    return 'flaw' in read ? undefined : read.jobs[0]?.guarded
  }
  expect(guarded("github.actor != 'dependabot[bot]'")).toBe(false)
  expect(guarded("github.event.pull_request.user.login != 'renovate[bot]'")).toBe(false)
  expect(guarded('github.event.pull_request.head.repo.full_name != github.repository')).toBe(false)
  expect(guarded('!github.event.repository.fork')).toBe(false)
  expect(guarded("github.actor == 'dependabot[bot]'")).toBe(true)
  expect(guarded('github.event.pull_request.head.repo.full_name == github.repository')).toBe(true)
  expect(guarded("github.actor != 'a' && github.event.comment.author_association == 'MEMBER'")).toBe(true)
})
