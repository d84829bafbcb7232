import type { GcpHolding } from '../../analysis/effective/gcp-holdings.ts'
import { containerIn } from '../../analysis/effective/gcp-facts.ts'
import { isKnown } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import {
  holdingEvidence,
  isSure,
  holdingNames,
  holdingsFor,
  memberOf,
  placesOf,
  removeHoldings,
  unreadRole,
} from '../shared/gcp-holdings.ts'
import { becoming } from '../shared/gcp-impersonation.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gcp-sa-impersonation-broad',
  title: 'Workload identity may become every service account of a project',
  severity: 'high',
  provider: 'gcp',
  subject: 'identity',
  kinds: ['service-account', 'agent-identity'],
  reads: ['gcp.service-accounts', 'gcp.agents', 'gcp.allow-policies', 'gcp.hierarchy', 'gcp.roles', 'gcp.groups'],
  messages: {
    broad: '{name} may become every service account of {places}, as {roles}, by {permissions}.',
    acts: '{name} may run code as every service account of {places}, as {roles}, where it may deploy some.',
  },
  frameworks: gcpControls('over-privilege', { 'mitre-attack-19.1': ['T1098.003', 'T1548.005'] }),
  remediation: () => [onTheAccount],
  check(identity, { view, now }) {
    if (identity.enabled === false) return undefined
    const held = holdingsFor(view, identity, now).filter(({ resource }) => containerIn(resource) !== undefined)
    const wide = held.filter((holding) => !isBasic(holding) && permissionsIn(holding).length > 0)
    if (wide.length === 0) return held.length === 0 ? undefined : (unreadRole(held) ?? pass)
    const permissions = [...new Set(wide.flatMap(permissionsIn))].toSorted()
    const acts = permissions.every((permission) => permission === 'iam.serviceAccounts.actAs')
    return fail(acts ? 'acts' : 'broad', {
      values: {
        name: identity.nativeId,
        places: placesOf(view, wide),
        roles: enumerated(holdingNames(wide)),
        permissions: enumerated(permissions),
      },
      ...(acts ? { severity: 'medium' } : {}),
      confidence: isSure(wide) ? 'proven' : 'possible',
      evidence: holdingEvidence(wide),
      data: { permissions, roles: wide.map(({ role, resource }) => `${role} ${resource}`).toSorted() },
      remediation: [onTheAccount, ...removeHoldings(wide, memberOf(identity))],
    })
  },
})

const onTheAccount = {
  text: 'Grant the role on the one service account that is to be impersonated.',
  command:
    'gcloud iam service-accounts add-iam-policy-binding "$TARGET_ACCOUNT" --member="serviceAccount:$ACCOUNT" --role=roles/iam.serviceAccountTokenCreator',
}

/** Owner and Editor hold far more than that, and are told as what they are. */
function isBasic({ role }: GcpHolding): boolean {
  return role === 'roles/owner' || role === 'roles/editor'
}

function permissionsIn({ permissions }: GcpHolding): readonly string[] {
  return isKnown(permissions) ? becoming(new Set(permissions)) : []
}
