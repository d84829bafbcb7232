/** Workflow files as people write them: actions by commit, permissions by name. */

const pinned = {
  'actions/checkout': '11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2',
  'actions/setup-node': '49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0',
  'actions/setup-go': 'd35c59abb061a4a6fb18e82ac0862c26744d6ab5 # v5.5.0',
  'actions/setup-python': 'a26af69be951a213d495a4c3e4e4022e16d87065 # v5.6.0',
  'aws-actions/configure-aws-credentials': 'ececac1a45f3b08a01d2dd070d28d111c5fe6722 # v4.1.0',
  'google-github-actions/auth': '7c6bc770dae815cd3e89ee6cdf493a5fab2cc093 # v3.0.0',
  'azure/login': 'a457da9ea143d694b1b9c7c869ebb04ebe844ef5 # v2.3.0',
} as const

const uses = (action: keyof typeof pinned): string => `uses: ${action}@${pinned[action]}`

export type Language = 'node' | 'go' | 'python'

const setUp: { readonly [language in Language]: readonly string[] } = {
  node: [
    `      - ${uses('actions/setup-node')}`,
    '        with: { node-version: 24, cache: npm }',
    '      - run: npm ci',
    '      - run: npm test',
  ],
  go: [`      - ${uses('actions/setup-go')}`, '        with: { go-version: stable }', '      - run: go test ./...'],
  python: [
    `      - ${uses('actions/setup-python')}`,
    "        with: { python-version: '3.13' }",
    '      - run: pip install -e .[test]',
    '      - run: pytest',
  ],
}

export const test = (language: Language): readonly string[] => [
  'name: Test',
  'on:',
  '  push: { branches: [main] }',
  '  pull_request:',
  'permissions:',
  '  contents: read',
  'jobs:',
  '  test:',
  '    runs-on: ubuntu-24.04',
  '    steps:',
  `      - ${uses('actions/checkout')}`,
  ...setUp[language],
]

export interface DeploySpec {
  readonly role: string
  readonly on?: readonly string[]
  readonly environment?: string | undefined
  /** What is checked out, if not what started the run. */
  readonly checkout?: string
  readonly steps?: readonly string[]
}

/** Signs in to AWS by a token of the run. */
export const deploy = (spec: DeploySpec): readonly string[] => [
  'name: Deploy',
  'on:',
  ...(spec.on ?? ['  push: { branches: [main] }']),
  'permissions:',
  '  contents: read',
  '  id-token: write',
  'jobs:',
  '  deploy:',
  '    runs-on: ubuntu-24.04',
  ...(spec.environment === undefined ? [] : [`    environment: ${spec.environment}`]),
  '    steps:',
  `      - ${uses('actions/checkout')}`,
  ...(spec.checkout === undefined ? [] : [`        with: { ref: '${spec.checkout}' }`]),
  `      - ${uses('aws-actions/configure-aws-credentials')}`,
  '        with:',
  `          role-to-assume: ${spec.role}`,
  '          aws-region: eu-west-1',
  ...(spec.steps ?? ['      - run: ./scripts/deploy.sh']),
]

/** Signs in to Azure by a token of the run. */
export const deployAzure = (spec: Omit<DeploySpec, 'role'> & { readonly client: string }): readonly string[] => [
  'name: Deploy',
  'on:',
  ...(spec.on ?? ['  push: { branches: [main] }']),
  'permissions:',
  '  contents: read',
  '  id-token: write',
  'jobs:',
  '  deploy:',
  '    runs-on: ubuntu-24.04',
  ...(spec.environment === undefined ? [] : [`    environment: ${spec.environment}`]),
  '    steps:',
  `      - ${uses('actions/checkout')}`,
  ...(spec.checkout === undefined ? [] : [`        with: { ref: '${spec.checkout}' }`]),
  `      - ${uses('azure/login')}`,
  '        with:',
  `          client-id: ${spec.client}`,
  '          tenant-id: ${{ vars.AZURE_TENANT_ID }}',
  '          allow-no-subscriptions: true',
  ...(spec.steps ?? ['      - run: ./scripts/deploy.sh']),
]

/** Signs in to Google by a token of the run. */
export const deployGoogle = (
  spec: Omit<DeploySpec, 'role'> & { readonly provider: string; readonly serviceAccount: string },
): readonly string[] => [
  'name: Deploy',
  'on:',
  ...(spec.on ?? ['  push: { branches: [main] }']),
  'permissions:',
  '  contents: read',
  '  id-token: write',
  'jobs:',
  '  deploy:',
  '    runs-on: ubuntu-24.04',
  ...(spec.environment === undefined ? [] : [`    environment: ${spec.environment}`]),
  '    steps:',
  `      - ${uses('actions/checkout')}`,
  `      - ${uses('google-github-actions/auth')}`,
  '        with:',
  `          workload_identity_provider: ${spec.provider}`,
  `          service_account: ${spec.serviceAccount}`,
  ...(spec.steps ?? ['      - run: ./scripts/deploy.sh']),
]

/** Hands a secret to a script of the repository. */
export const release = (secret: string): readonly string[] => [
  'name: Release',
  'on:',
  "  push: { tags: ['v*'] }",
  'permissions:',
  '  contents: read',
  'jobs:',
  '  publish:',
  '    runs-on: ubuntu-24.04',
  '    steps:',
  `      - ${uses('actions/checkout')}`,
  '      - run: ./scripts/publish.sh',
  '        env:',
  `          PUBLISH_WITH: \${{ secrets.${secret} }}`,
]

/** Builds what a stranger proposes, with what the repository keeps secret. */
export const buildsForks = (): readonly string[] => [
  'name: Preview',
  'on: pull_request_target',
  'permissions:',
  '  contents: read',
  '  pull-requests: write',
  'jobs:',
  '  preview:',
  '    runs-on: ubuntu-24.04',
  '    steps:',
  `      - ${uses('actions/checkout')}`,
  '        with:',
  '          ref: ${{ github.event.pull_request.head.sha }}',
  '      - run: npm ci && npm run build',
  '      - run: npx upload-preview dist',
  '        env:',
  '          PREVIEW_TOKEN: ${{ secrets.PREVIEW_TOKEN }}',
]

/** The same occasion, but nothing of the stranger's is run. */
export const labels = (): readonly string[] => [
  'name: Label',
  'on: pull_request_target',
  'permissions:',
  '  pull-requests: write',
  'jobs:',
  '  label:',
  '    runs-on: ubuntu-24.04',
  '    steps:',
  '      - run: gh pr edit "$NUMBER" --add-label triage',
  '        env:',
  '          GH_TOKEN: ${{ github.token }}',
  '          NUMBER: ${{ github.event.number }}',
]

/** Gives a secret to an action that its makers may change at any time. */
export const loose = (): readonly string[] => [
  'name: Notify',
  'on:',
  '  push: { branches: [main] }',
  'permissions:',
  '  contents: read',
  'jobs:',
  '  tell:',
  '    runs-on: ubuntu-24.04',
  '    steps:',
  '      - uses: crane-tools/notify@v2',
  '        with:',
  '          token: ${{ secrets.CRANE_TOKEN }}',
]

/** A job with a variable and a secret of the repository. */
export const prints = (): readonly string[] => [
  'name: Print samples',
  'on:',
  '  schedule:',
  "    - cron: '0 4 * * 1'",
  'permissions:',
  '  contents: read',
  'jobs:',
  '  print:',
  '    runs-on: ubuntu-24.04',
  '    steps:',
  `      - ${uses('actions/checkout')}`,
  '      - run: ./scripts/print-samples.sh "$SERVICE"',
  '        env:',
  '          SERVICE: ${{ vars.PRINT_SERVICE_URL }}',
  '          TOKEN: ${{ secrets.PRINT_SERVICE_TOKEN }}',
]

export const reusable = (): readonly string[] => [
  'name: Release',
  'on: workflow_call',
  'permissions:',
  '  contents: write',
  'jobs:',
  '  release:',
  '    runs-on: { group: release-pool }',
  '    steps:',
  `      - ${uses('actions/checkout')}`,
  '      - run: gh release create "$GITHUB_REF_NAME" --generate-notes',
  '        env:',
  '          GH_TOKEN: ${{ github.token }}',
]

export const calls = (workflow: string): readonly string[] => [
  'name: Release',
  'on:',
  "  push: { tags: ['v*'] }",
  'permissions:',
  '  contents: write',
  'jobs:',
  '  release:',
  `    uses: ${workflow}`,
  '    secrets: inherit',
]

/** Where the printers stand. */
export const ownRunner = (): readonly string[] => [
  'name: Hardware',
  'on:',
  '  schedule:',
  "    - cron: '0 5 * * *'",
  'permissions:',
  '  contents: read',
  'jobs:',
  '  print:',
  '    runs-on: [self-hosted, linux]',
  '    steps:',
  `      - ${uses('actions/checkout')}`,
  '      - run: make test-hardware',
]

/** Runs what a pull request brings, a job on each of these scale sets; none of them asks for a token. */
export const runsForks = (...runners: readonly string[]): readonly string[] => [
  'name: Fuzz',
  'on: pull_request_target',
  'permissions:',
  '  contents: read',
  'jobs:',
  ...runners.flatMap((runner) => [
    `  fuzz-${runner}:`,
    `    runs-on: ${runner}`,
    '    steps:',
    `      - ${uses('actions/checkout')}`,
    '        with:',
    '          ref: ${{ github.event.pull_request.head.sha }}',
    '      - run: make fuzz',
  ]),
]

/** Asks a model about issues of one's own people. */
export const asksModel = (): readonly string[] => [
  'name: Triage',
  'on: workflow_dispatch',
  'permissions:',
  '  contents: read',
  '  issues: write',
  'jobs:',
  '  triage:',
  '    runs-on: ubuntu-24.04',
  '    steps:',
  `      - ${uses('actions/checkout')}`,
  '      - uses: actions/ai-inference@a1c11829223a786afe3b5663db904a3aa1eac3a2 # v2.0.1',
  '        with:',
  '          prompt-file: .github/prompts/triage.prompt.yml',
]
