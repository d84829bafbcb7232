/** Chains from outsiders on GitHub to administrators, in words: where they end, where that was read, what breaks them. */
import type { OutsideChain } from '../../analysis/effective/github-chains.ts'
import { gcpScopes } from '../../analysis/effective/gcp-facts.ts'
import { runnersFor } from '../../analysis/effective/github-runners.ts'
import type { RepositoryMinter } from '../../analysis/effective/github-minters.ts'
import { k8sAccountFacts } from '../../analysis/effective/kubernetes-facts.ts'
import { podOf } from '../../analysis/effective/kubernetes-runners.ts'
import type { View } from '../../inventory/view.ts'
import type { Evidence, Identity, Remediation } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import type { WorkflowJob } from '../../model/facts/github.ts'
import type { UnknownOutcome } from '../contract.ts'
import { unknownBecause } from '../contract.ts'
import { breakPaths } from './aws-paths.ts'
import { cloudAccounts } from './cloud-doors.ts'
import { cloudNames, endOf, statementEvidence } from './crossings.ts'
import { tenants } from './entra-doors.ts'

const doorWords: { readonly [Through in OutsideChain['through']]: string } = {
  aws: 'trust of the role',
  azure: 'federated credential',
  gcp: 'attribute condition of the provider',
  kubernetes: 'binding',
}

/** What is administered in the end. */
export function placeOf(view: View, { cloud, runners }: OutsideChain): string {
  if (cloud !== 'kubernetes') return cloudNames[cloud]
  return `the cluster ${view.scopes().find(({ id }) => id === runners?.resource.scope)?.name ?? ''}`
}

export function targetOf(view: View, { cloud, path }: OutsideChain): string {
  if (cloud !== 'kubernetes') return endOf(view, { cloud, path })
  const last = path.hops.at(-1)
  return last?.toName ?? last?.to ?? path.target
}

export function chainEvidence(view: View, workflow: Identity, chain: OutsideChain): readonly Evidence[] {
  const { path, start, job, runners } = chain
  // What the workflow says itself is told first.
  const statements = path.statements.filter(({ holder }) => holder !== workflow.nativeId)
  return [
    { source: 'POST /graphql', detail: `${workflow.nativeId}: on ${start.event}, job ${job}` },
    ...(runners === undefined
      ? []
      : [
          {
            source: 'list autoscalingrunnersets.actions.github.com',
            detail: `${runners.resource.nativeId}: scale set ${runners.facts.scaleSet}, service account ${runners.facts.serviceAccount}`,
          },
        ]),
    ...statementEvidence(view, { ...path, statements }),
  ]
}

export function mendChain(
  workflow: Identity,
  { path, start, job, through, crossings, runners }: OutsideChain,
): readonly Remediation[] {
  if (runners === undefined)
    return [
      { text: `Take id-token: write from the job ${job} of ${workflow.name}, or do not start it on ${start.event}.` },
      {
        text: `If it has to run, let it run in an environment with reviewers, and hold the ${doorWords[through]} to that environment.`,
      },
      ...crossings.map((text) => ({ text })),
      ...breakPaths([path]),
    ]
  const { scaleSet } = runners.facts
  return [
    {
      text: `Run the job ${job} of ${workflow.name} on runners that GitHub hosts: what outsiders bring has no place in the cluster.`,
    },
    ...breakPaths([path]),
    { text: `Keep public repositories out of the runner group of ${scaleSet}.` },
  ]
}

/** A pod of the job's runners asks for an identity of a cloud that nobody scanned; undefined: it does not. */
export function unscannedCloud(
  view: View,
  workflow: Identity,
  job: WorkflowJob,
  minter: RepositoryMinter,
): UnknownOutcome | undefined {
  const asked = runnersFor(view, workflow, job, minter).flatMap(({ set }) => {
    const pod = podOf(view, set, job.ownContainer === true)
    return pod === undefined ? [] : [k8sAccountFacts(pod.account).cloud]
  })
  const unscanned =
    (asked.some(({ awsRoleArn }) => isKnown(awsRoleArn)) && cloudAccounts(view).length === 0 && 'AWS') ||
    (asked.some(({ azureClientId }) => isKnown(azureClientId)) && tenants(view).length === 0 && 'Microsoft Azure') ||
    (asked.some(({ gcpServiceAccount }) => isKnown(gcpServiceAccount)) &&
      gcpScopes(view).length === 0 &&
      'Google Cloud')
  return unscanned ? unknownBecause('not-collected', [`a scan of ${unscanned}`]) : undefined
}
