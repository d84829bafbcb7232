import { serviceAccountFacts } from '../../analysis/effective/gcp-facts.ts'
import type { GcpHolding } from '../../analysis/effective/gcp-holdings.ts'
import type { Identity } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { accountPermission } from '../shared/gcp-accounts.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import {
  holdingEvidence,
  isSure,
  ofTier,
  holdingNames,
  holdingsFor,
  memberOf,
  placesOf,
  removeHoldings,
  unreadRole,
} from '../shared/gcp-holdings.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gcp-sa-admin',
  title: 'Workload identity controls a project or more',
  severity: 'high',
  provider: 'gcp',
  subject: 'identity',
  kinds: ['service-account', 'agent-identity'],
  reads: ['gcp.service-accounts', 'gcp.agents', 'gcp.allow-policies', 'gcp.hierarchy', 'gcp.roles', 'gcp.groups'],
  messages: {
    gives: '{name} may give roles away over {places}, as {roles}.',
    edits: '{name} may change whatever there is in {places}, and run code as what is there, as {roles}.',
  },
  frameworks: gcpControls('over-privilege'),
  remediation: () => [narrow],
  check(identity, { view, now }) {
    if (identity.enabled === false) return undefined
    // Agents cannot be switched off.
    if (identity.kind === 'service-account' && isUnknown(identity.enabled))
      return unknownBecause(becauseOf(identity.enabled), [accountPermission])
    const held = holdingsFor(view, identity, now)
    if (held.length === 0) return undefined
    const gives = ofTier(held, 'control')
    const edits = ofTier(held.filter(isEditor), 'takeover')
    const found = isSure(gives) || edits.length === 0 ? gives : isSure(edits) || gives.length === 0 ? edits : gives
    if (found.length === 0) return unreadRole(held) ?? pass
    // That Google made an account an editor by itself is told by a rule of its own.
    if (found === edits && isDefault(identity)) return undefined
    const sure = isSure(found)
    return fail(found === gives ? 'gives' : 'edits', {
      values: {
        name: identity.nativeId,
        places: placesOf(view, found),
        roles: enumerated(holdingNames(found)),
      },
      severity: !sure ? 'medium' : found === gives && gives.some(isAbove) ? 'critical' : 'high',
      confidence: sure ? 'proven' : 'possible',
      evidence: holdingEvidence(found),
      data: { roles: found.map(({ role, resource }) => `${role} ${resource}`).toSorted() },
      remediation: [narrow, ...removeHoldings(found, memberOf(identity))],
    })
  },
})

const narrow = {
  text: 'Give it a role for what it does, over the resource that it works on. The recommender names the permissions that it has used.',
}

function isDefault(identity: Identity): boolean {
  return identity.kind === 'service-account' && isKnown(serviceAccountFacts(identity).defaultOf)
}

/** The basic role, which has thousands of permissions. Narrower takeovers are told where they lead. */
function isEditor({ role }: GcpHolding): boolean {
  return role === 'roles/editor'
}

/** Over a folder or the organization: over all projects in it. */
function isAbove({ over }: GcpHolding): boolean {
  return /\/(?:folders|organizations)\/[^/]+$/.test(over)
}
