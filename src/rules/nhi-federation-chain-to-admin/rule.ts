import { chainsFromOutside, publicMinter } from '../../analysis/effective/github-chains.ts'
import type { OutsideChain } from '../../analysis/effective/github-chains.ts'
import type { Cloud } from '../../analysis/effective/cloud-crossings.ts'
import { outsideStarts } from '../../analysis/effective/github-outsiders.ts'
import { trustingRoles } from '../../analysis/effective/github-doors.ts'
import { federatedDoors } from '../../analysis/effective/entra-federation.ts'
import { gcpDoors } from '../../analysis/effective/gcp-federation.ts'
import { usualLimits } from '../../analysis/effective/aws-reach/reach.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import type { Evidence, Identity, Remediation } from '../../model/index.ts'
import type { WorkflowFacts } from '../../model/facts/github.ts'
import type { UnknownOutcome } from '../contract.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import type { View } from '../../inventory/view.ts'
import { controls } from '../frameworks.ts'
import { breakPaths } from '../shared/aws-paths.ts'
import { cloudAccounts, unseenDoors } from '../shared/cloud-doors.ts'
import { cloudNames, endOf, statementEvidence } from '../shared/crossings.ts'
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
    if ([cloudAccounts, tenants, googleScopes].every((places) => places(view).length === 0)) return undefined
    if (!isKnown(triggers) || !isKnown(jobs)) return unknownBecause(becauseOf(triggers), ['contents=read'])
    if (outsideStarts(triggers).length === 0 || !jobs.some(({ idToken }) => idToken)) return undefined
    const minter = publicMinter(view, workflow)
    if (minter === undefined) return undefined
    const [chain] = chainsFromOutside(view, workflow, usualLimits).toSorted(worst)
    if (chain === undefined)
      return hasDoors(view, minter.issuer) ? (unseenAnywhere(view) ?? pass) : unseenAnywhere(view)
    return fail(chain.say, {
      values: {
        workflow: workflow.name,
        deed: chain.start.deed,
        target: endOf(view, chain),
        cloud: cloudNames[chain.cloud],
        hops: chain.path.hops.length,
      },
      severity: chain.say === 'code' ? 'critical' : 'high',
      confidence: chain.path.verdict === 'proven' ? 'proven' : 'possible',
      evidence: evidenceOf(view, workflow, chain),
      data: { paths: [chain.path], event: chain.start.event, job: chain.job, outsidersBring: chain.say },
      remediation: mend(workflow, chain),
    })
  },
})

function worst(a: OutsideChain, b: OutsideChain): number {
  const weight = ({ say }: OutsideChain): number => (say === 'code' ? 0 : 1)
  return weight(a) - weight(b)
}

function hasDoors(view: View, issuer: string): boolean {
  return [trustingRoles, federatedDoors, gcpDoors].some((doors) => doors(view, issuer).length > 0)
}

function unseenAnywhere(view: View): UnknownOutcome | undefined {
  return unseenDoors(view) ?? unseenFederation(view) ?? unseenPools(view)
}

const doorWords: { readonly [Each in Cloud]: string } = {
  aws: 'trust of the role',
  azure: 'federated credential',
  gcp: 'attribute condition of the provider',
}

function evidenceOf(view: View, workflow: Identity, { path, start, job }: OutsideChain): readonly Evidence[] {
  const begins = { source: 'POST /graphql', detail: `${workflow.nativeId}: on ${start.event}, job ${job}` }
  return [begins, ...statementEvidence(view, path)]
}

function mend(workflow: Identity, { path, start, job, through, crossings }: OutsideChain): readonly Remediation[] {
  return [
    { text: `Take id-token: write from the job ${job} of ${workflow.name}, or do not start it on ${start.event}.` },
    {
      text: `If it has to run, let it run in an environment with reviewers, and hold the ${doorWords[through]} to that environment.`,
    },
    ...crossings.map((text) => ({ text })),
    ...breakPaths([path]),
  ]
}
