import { z } from 'zod'
import { controlOf, reachOf, usualHops } from '../../analysis/effective/gcp-reach/index.ts'
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity, Instant } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { placeNamed } from '../shared/gcp-bindings.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { holdingsFor, memberOf, unseenHoldings } from '../shared/gcp-holdings.ts'
import { unseenDoors } from '../shared/cloud-doors.ts'
import { crossedFinding } from '../shared/crossings.ts'
import { unseenFederation } from '../shared/entra-doors.ts'
import { gcpPathEvidence, gcpViaWords } from '../shared/gcp-paths.ts'

export const rule = defineRule({
  id: 'gcp-sa-path-to-admin',
  title: 'Service account reaches control through others',
  severity: 'high',
  provider: 'gcp',
  subject: 'identity',
  kinds: ['service-account', 'agent-identity'],
  reads: [
    'gcp.service-accounts',
    'gcp.agents',
    'gcp.hierarchy',
    'gcp.allow-policies',
    'gcp.resource-policies',
    'gcp.roles',
    'gcp.groups',
    'gcp.workloads',
    'gcp.org-policies',
  ],
  options: z.strictObject({
    maxHops: z.int().min(1).max(10).default(usualHops).describe('How many service accounts a chain may lead over.'),
  }),
  messages: {
    chain: '{name} becomes {target}, which controls {place}, in {hops} hops: {via}.',
    step: '{name} becomes {target}, which controls {place}, in one hop: {via}.',
    across: '{name} reaches the administrator {target} of {cloud} with its tokens, in {hops} hops: {via}.',
    enter: '{name} reaches the administrator {target} of {cloud} with its tokens, in one hop: {via}.',
    role: '{name} may update a custom role that it holds on {place}, and gives itself control of it so.',
  },
  frameworks: gcpControls('over-privilege', { 'mitre-attack-19.1': ['T1078.004', 'T1098.001', 'T1098.003'] }),
  remediation: () => [{ text: 'Break the chain where it is cheapest: its first step, or what most chains share.' }],
  check(identity, { view, options, now }) {
    if (identity.enabled === false) return undefined
    const member = memberOf(identity)
    const paths = reachOf(view, member, { hops: options.maxHops, now })
    const [path] = paths
    if (path === undefined) {
      const crossed = crossedFinding(view, identity)
      if (crossed !== undefined) return fail(crossed.values.hops === 1 ? 'enter' : 'across', crossed)
      if (isNobody({ view, now }, identity)) return undefined
      return unseenHoldings(view) ?? unseenDoors(view) ?? unseenFederation(view) ?? pass
    }
    return fail(messageFor(path), {
      values: {
        name: identity.nativeId,
        target: becomes(path),
        place: placeNamed(view, `//cloudresourcemanager.googleapis.com/${path.target}`),
        hops: path.hops.length,
        via: gcpViaWords(path),
      },
      ...(path.target.startsWith('organizations/') ? { severity: 'critical' } : {}),
      confidence: path.verdict === 'proven' && !isUnchecked(view) ? 'proven' : 'possible',
      evidence: gcpPathEvidence(path),
      data: { paths },
      remediation: [{ text: path.mend }],
    })
  },
})

/** Denials and boundaries that nobody read would have closed it. */
function isUnchecked(view: View): boolean {
  return ['gcp.deny-policies', 'gcp.access-boundaries'].some((facet) => view.gap(facet) !== undefined)
}

/** What it holds itself is told by other rules; of what holds nothing there is nothing to tell. */
function isNobody({ view, now }: { readonly view: View; readonly now: Instant }, identity: Identity): boolean {
  if (controlOf(view, memberOf(identity), { now }) !== undefined) return true
  return holdingsFor(view, identity, now).length === 0 && view.gap('gcp.allow-policies') === undefined
}

function messageFor({ hops }: FoundPath): 'chain' | 'step' | 'role' {
  if (hops.length > 1) return 'chain'
  return hops[0]?.by === 'gcp-update-role' ? 'role' : 'step'
}

/** The last hop may lead from whoever it is to what is controlled. */
function becomes({ hops, target }: FoundPath): string {
  return hops.findLast(({ to }) => to !== target)?.to ?? hops[0]?.from ?? target
}
