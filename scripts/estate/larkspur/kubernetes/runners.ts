/** Runners of GitHub Actions in the production cluster: what outsiders’ code becomes on one of them, and on its twins does not. */
import type { ClusterBuilder } from './builder.ts'
import { canary } from './builder.ts'
import { docsBuildsRole, openBuildsRole } from './ids.ts'

interface SetSpec {
  readonly account: string
  /** Of GitHub; left out: that of Larkspur. */
  readonly organization?: string
  readonly group?: string
}

/** What AWS has to hold for these stands in clouds.ts, the workflows that run on them with the repositories. */
export function plantRunners(
  cluster: ClusterBuilder,
  found: (rule: string, name: string, severity: string) => void,
): void {
  cluster.namespace('runners', { team: 'platform' })
  const asks = (role: string) =>
    [{ 'eks.amazonaws.com/role-arn': role }, { automountServiceAccountToken: false }] as const
  cluster.account('runners/open-builds', ...asks(openBuildsRole))
  cluster.account('runners/docs-builds', ...asks(docsBuildsRole))
  found('k8s-sa-cloud-identity-privileged', 'runners/open-builds', 'high')
  runnerSet(cluster, 'runners/open-builds', { account: 'open-builds', group: 'open-builds' })
  // The same pods for others: of another organization, and in a group that lets no public repository in.
  runnerSet(cluster, 'runners/partner-builds', { account: 'open-builds', organization: 'larkspur-partners' })
  runnerSet(cluster, 'runners/warehouse-builds', { account: 'open-builds' })
  // For everybody, with a role that holds little.
  runnerSet(cluster, 'runners/docs-builds', { account: 'docs-builds', group: 'open-builds' })
  runner(cluster, 'runners/open-builds-x7k2p-runner-9qf4d', 'open-builds')
}

function runnerSet(
  { put }: ClusterBuilder,
  called: string,
  { account, organization = 'larkspur', group = 'Default' }: SetSpec,
): void {
  const name = called.replace(/^.*\//, '')
  const annotations = {
    'actions.github.com/runner-group-name': group,
    'actions.github.com/runner-scale-set-name': name,
    'actions.github.com/values-hash': canary,
  }
  put(
    'actions.github.com/v1alpha1',
    'AutoscalingRunnerSet',
    called,
    { annotations },
    {
      spec: {
        githubConfigUrl: `https://github.com/${organization}`,
        githubConfigSecret: 'github-app',
        ...(group === 'Default' ? {} : { runnerGroup: group }),
        minRunners: 0,
        maxRunners: 20,
        template: { spec: podOf(account) },
        listenerTemplate: { spec: { containers: [{ name: 'listener', env: [{ name: 'PROXY', value: canary }] }] } },
      },
    },
  )
}

/** One that takes a job just now. */
function runner({ put }: ClusterBuilder, called: string, account: string): void {
  const name = called.replace(/^.*\//, '')
  const owner = { apiVersion: 'actions.github.com/v1alpha1', kind: 'EphemeralRunner', name, controller: true }
  const labels = { 'app.kubernetes.io/part-of': 'gha-runner-scale-set' }
  put('v1', 'Pod', called, { labels, ownerReferences: [owner] }, { spec: podOf(account) })
}

function podOf(serviceAccountName: string) {
  const image = 'ghcr.io/actions/actions-runner:2.329.0'
  const env = [{ name: 'RUNNER_NOTE', value: canary }]
  return { serviceAccountName, containers: [{ name: 'runner', image, command: ['/home/runner/run.sh'], env }] }
}
