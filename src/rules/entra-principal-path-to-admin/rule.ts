import { z } from 'zod'
import { tenantOf } from '../../analysis/effective/azure-scopes.ts'
import { holdingsOf, weighing } from '../../analysis/effective/entra-holdings.ts'
import { holdingWords, reachOf, usualHops } from '../../analysis/effective/entra-reach/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { unseenDoors } from '../shared/cloud-doors.ts'
import { crossedFinding } from '../shared/crossings.ts'
import { unseenPools } from '../shared/gcp-doors.ts'
import { mendPath, pathEvidence, viaWords } from '../shared/entra-paths.ts'
import { applicationNamed } from '../shared/entra-doors.ts'

export const rule = defineRule({
  id: 'entra-principal-path-to-admin',
  title: 'Identity of Microsoft reaches control through others',
  severity: 'high',
  provider: 'azure',
  subject: 'identity',
  kinds: ['service-principal', 'managed-identity', 'agent-identity'],
  reads: [
    'azure.service-principals',
    'azure.applications',
    'azure.application-owners',
    'azure.service-principal-owners',
    'azure.app-role-assignments',
    'azure.directory-roles',
    'azure.groups',
    'azure.agent-identities',
    'azure.subscriptions',
    'azure.role-definitions',
    'azure.role-assignments',
    'azure.workloads',
  ],
  options: z.strictObject({
    maxHops: z.int().min(1).max(10).default(usualHops).describe('How many identities a chain may lead over.'),
  }),
  messages: {
    chain: '{name} becomes {target}, which holds {holding}, in {hops} hops: {via}.',
    across: '{name} reaches the administrator {target} of {cloud} with its tokens, in {hops} hops: {via}.',
    enter: '{name} reaches the administrator {target} of {cloud} with its tokens, in one hop: {via}.',
    step: '{name} becomes {target}, which holds {holding}, in one hop: {via}.',
  },
  frameworks: controls('over-privilege', {
    'mitre-attack-19.1': ['T1078.004', 'T1098.001', 'T1098.003'],
    'cis-aws-7.0.0': [],
  }),
  remediation: () => [{ text: 'Break the chain where it is cheapest: its first step, or what most chains share.' }],
  check(identity, { view, options }) {
    if (identity.enabled === false || identity.facts['origin'] === 'microsoft') return undefined
    const reach = reachOf(view, tenantOf(identity.id), options.maxHops)
    // What it holds itself is told by other rules.
    if (reach.controls(identity.id)) return undefined
    const holdings = holdingsOf(view, identity.id)
    const chain = reach.chain(identity.id)
    if (chain === undefined) {
      const crossed = crossedFinding(view, identity)
      if (crossed !== undefined) return fail(crossed.values.hops === 1 ? 'enter' : 'across', crossed)
      return holdings.length === 0 ? undefined : (unseenDoors(view) ?? unseenPools(view) ?? pass)
    }
    const [end] = reach.end(identity.id).flatMap((id) => weighing(holdingsOf(view, id), 'control'))
    return fail(chain.hops.length === 1 ? 'step' : 'chain', {
      values: {
        name: identity.name,
        target: applicationNamed(view, chain.target),
        holding: end === undefined ? 'control' : holdingWords(view, end),
        hops: chain.hops.length,
        via: viaWords(view, chain),
      },
      confidence: chain.verdict === 'proven' ? 'proven' : 'possible',
      evidence: pathEvidence(view, chain),
      data: { paths: [chain] },
      remediation: mendPath(chain),
    })
  },
})
