import { chainsFromOutside, publicMinter } from '../../analysis/effective/github-chains.ts'
import type { OutsideChain } from '../../analysis/effective/github-chains.ts'
import type { RepositoryMinter } from '../../analysis/effective/github-minters.ts'
import { codeStart, forkEvent, outsideStarts } from '../../analysis/effective/github-outsiders.ts'
import { runnersFor, unseenRunners } from '../../analysis/effective/github-runners.ts'
import { clusterScopes } from '../../analysis/effective/kubernetes-runners.ts'
import { trustingRoles } from '../../analysis/effective/github-doors.ts'
import { federatedDoors } from '../../analysis/effective/entra-federation.ts'
import { gcpDoors } from '../../analysis/effective/gcp-federation.ts'
import { usualLimits } from '../../analysis/effective/aws-reach/reach.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import type { Identity } from '../../model/index.ts'
import type { WorkflowFacts, WorkflowJob, WorkflowTrigger } from '../../model/facts/github.ts'
import type { Outcome, UnknownOutcome } from '../contract.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import type { View } from '../../inventory/view.ts'
import { controls } from '../frameworks.ts'
import { chainEvidence, mendChain, placeOf, targetOf, unscannedCloud } from '../shared/outside-chains.ts'
import { cloudAccounts, unseenDoors } from '../shared/cloud-doors.ts'
import { tenants, unseenFederation } from '../shared/entra-doors.ts'
import { googleScopes, unseenPools } from '../shared/gcp-doors.ts'

export const rule = defineRule({
  id: 'nhi-federation-chain-to-admin',
  title: 'Outsiders start a workflow that becomes a cloud administrator',
  severity: 'critical',
  provider: 'github',
  subject: 'identity',
  kinds: ['workflow'],
  reads: [
    'github.workflows',
    'github.repositories',
    'github.organization',
    'github.environments',
    'github.oidc-subject',
    'github.repository-oidc-subject',
  ],
  messages: {
    code: 'Workflow {workflow} runs code or words of whoever {deed}, and reaches the administrator {target} of {cloud} in {hops} hops.',
    start:
      'Whoever {deed} starts workflow {workflow}, which reaches the administrator {target} of {cloud} in {hops} hops.',
    pod: 'Workflow {workflow} runs code or words of whoever {deed} on the runners {runners}, in pods of {account}, and reaches the administrator {target} of {cloud} in {hops} hops.',
  },
  frameworks: controls('loose-trust', {
    'owasp-nhi-2025': ['NHI4:2025', 'NHI5:2025', 'NHI6:2025'],
    'mitre-attack-19.1': ['T1199', 'T1195.002', 'T1078.004'],
    'cis-aws-7.0.0': [],
  }),
  remediation: () => [
    { text: 'Run the job in an environment with reviewers, and hold the role’s trust to that environment.' },
  ],
  check(workflow, { view }) {
    const { triggers, jobs } = workflow.facts as WorkflowFacts
    if (!seesClouds(view) && clusterScopes(view).length === 0) return undefined
    if (!isKnown(triggers) || !isKnown(jobs)) return unknownBecause(becauseOf(triggers), ['contents=read'])
    const minter = publicMinter(view, workflow)
    if (minter === undefined) return undefined
    const concerned = { tokens: asksForTokens(view, triggers, jobs), onRunners: onRunners(view, triggers, jobs) }
    if (!concerned.tokens && concerned.onRunners.length === 0) return undefined
    const [chain] = chainsFromOutside(view, workflow, usualLimits).toSorted(worst)
    if (chain === undefined) return nothingFound(view, workflow, minter, concerned)
    const { say, path, start, job, runners } = chain
    return fail(runners === undefined ? say : 'pod', {
      values: {
        workflow: workflow.name,
        deed: start.deed,
        target: targetOf(view, chain),
        cloud: placeOf(view, chain),
        hops: path.hops.length,
        ...(runners === undefined ? {} : { runners: runners.facts.scaleSet, account: path.hops[1]?.toName ?? '' }),
      },
      // Of what comes from forks somebody may have a say.
      severity: say === 'code' && start.event !== forkEvent ? 'critical' : 'high',
      confidence: path.verdict === 'proven' ? 'proven' : 'possible',
      evidence: chainEvidence(view, workflow, chain),
      ...(runners === undefined ? {} : { related: [runners.resource.id] }),
      data: {
        paths: [path],
        event: start.event,
        job,
        outsidersBring: say,
        ...(runners === undefined ? {} : { runners: runners.resource.nativeId }),
      },
      remediation: mendChain(workflow, chain),
    })
  },
})

function worst(a: OutsideChain, b: OutsideChain): number {
  const weight = ({ say, start }: OutsideChain): number => (say !== 'code' ? 1 : start.event === forkEvent ? 2 : 0)
  return weight(a) - weight(b)
}

function seesClouds(view: View): boolean {
  return [cloudAccounts, tenants, googleScopes].some((places) => places(view).length > 0)
}

function asksForTokens(view: View, triggers: readonly WorkflowTrigger[], jobs: readonly WorkflowJob[]): boolean {
  return seesClouds(view) && outsideStarts(triggers).length > 0 && jobs.some(({ idToken }) => idToken)
}

/** Jobs that run code from outside on runners that may be pods of a cluster that was read. */
function onRunners(
  view: View,
  triggers: readonly WorkflowTrigger[],
  jobs: readonly WorkflowJob[],
): readonly WorkflowJob[] {
  if (clusterScopes(view).length === 0) return []
  return jobs.filter((job) => job.selfHosted && codeStart(triggers, job) !== undefined)
}

interface Concerned {
  readonly tokens: boolean
  readonly onRunners: readonly WorkflowJob[]
}

/** What one side could not see is not known, whatever the other saw. */
function nothingFound(view: View, workflow: Identity, minter: RepositoryMinter, concerned: Concerned): Outcome {
  const sides = [
    concerned.tokens && (unseenAnywhere(view) ?? (hasDoors(view, minter.issuer) ? pass : undefined)),
    concerned.onRunners.length > 0 && noneOverRunners(view, workflow, minter, concerned.onRunners),
  ].flatMap((side) => side || [])
  return sides.find(({ outcome }) => outcome === 'unknown') ?? sides[0]
}

function noneOverRunners(
  view: View,
  workflow: Identity,
  minter: RepositoryMinter,
  jobs: readonly WorkflowJob[],
): Outcome {
  const gap = view.gap('github.runners') ?? unseenRunners(view)[0]
  if (gap !== undefined) return unknownBecause(gap.reason, gap.permission === undefined ? [] : [gap.permission])
  const there = jobs.filter((job) => runnersFor(view, workflow, job, minter).length > 0)
  if (there.length === 0) return undefined
  const unscanned = there.flatMap((job) => unscannedCloud(view, workflow, job, minter) ?? [])
  return unscanned[0] ?? unseenAnywhere(view) ?? pass
}

function hasDoors(view: View, issuer: string): boolean {
  return [trustingRoles, federatedDoors, gcpDoors].some((doors) => doors(view, issuer).length > 0)
}

function unseenAnywhere(view: View): UnknownOutcome | undefined {
  return unseenDoors(view) ?? unseenFederation(view) ?? unseenPools(view)
}
