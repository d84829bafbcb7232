import { servicePrincipalFacts } from '../../analysis/effective/entra-facts.ts'
import { holdingsOf, permissionsOf, weighing, weightOf } from '../../analysis/effective/entra-holdings.ts'
import { ownershipsOf } from '../../analysis/effective/entra-owners.ts'
import type { Ownership } from '../../analysis/effective/entra-owners.ts'
import type { View } from '../../inventory/view.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { removeOwner } from '../shared/entra-commands.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { holdingEvidence, holdingNames, isPrivileged, unseenHoldings } from '../shared/entra-holdings.ts'
import { ownershipEvidence, unreadOwner } from '../shared/entra-owners.ts'
import { secretPermission } from '../shared/entra-secrets.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'entra-privileged-app-has-owners',
  title: 'Owners can sign in as a privileged application',
  severity: 'critical',
  provider: 'azure',
  subject: 'identity',
  kinds: ['service-principal'],
  reads: [
    'azure.service-principals',
    'azure.applications',
    'azure.application-owners',
    'azure.service-principal-owners',
    'azure.app-role-assignments',
    'azure.directory-roles',
    'azure.role-assignments',
    'azure.role-definitions',
    'azure.groups',
  ],
  messages: {
    control: '{owners} can add a secret to {app} and sign in as it, which is in control by {holdings}.',
    takeover: '{owners} can add a secret to {app} and sign in as it, which takes over others by {holdings}.',
  },
  frameworks: entraControls('over-privilege', { 'mitre-attack-19.1': ['T1098.001'] }),
  remediation: () => [keepContact],
  check(principal, { view }) {
    const { origin } = servicePrincipalFacts(principal)
    if (origin === 'microsoft' || principal.enabled === false) return undefined
    const holdings = holdingsOf(view, principal.id)
    const weight = weightOf(holdings)
    if (!isPrivileged(weight) || weight === 'none') return unseenHoldings(view)
    if (isUnknown(principal.enabled)) return unknownBecause(becauseOf(principal.enabled), [secretPermission])
    const owners = ownershipsOf(principal, view).filter(({ owner }) => owner !== principal.id)
    const able = owners.filter((ownership) => maySignInAs(ownership, view))
    if (able.length === 0) return unreadOwner(owners, view) ?? pass
    const heavy = weighing(holdings, weight)
    const names = [...new Set(able.map(({ identity, owner }) => identity?.name ?? owner))].toSorted()
    return fail(weight === 'control' ? 'control' : 'takeover', {
      values: { app: principal.name, owners: enumerated(names), holdings: enumerated(holdingNames(heavy)) },
      ...(weight === 'control' ? {} : { severity: 'high' }),
      // An app of another organization may lock its instances, and the lock stands over there.
      ...(origin === 'foreign' ? { confidence: 'possible' } : {}),
      evidence: [
        ...ownershipEvidence(able, ({ identity }) => identity?.kind ?? 'owner'),
        ...holdingEvidence(heavy).slice(0, 6),
      ],
      related: [...new Set([...able.map(({ owner }) => owner), ...heavy.map(({ what }) => what.id)])],
      data: { weight, owners: names, holdings: holdingNames(heavy) },
      remediation: [keepContact, ...able.map((ownership) => removeOwner(ownership))],
    })
  },
})

/**
 * People may change what they own without any role; applications only with a permission that says so, and what is in
 * control itself gains nothing. https://learn.microsoft.com/graph/permissions-reference#applicationreadwriteownedby
 */
function maySignInAs({ identity }: Ownership, view: View): boolean {
  if (identity === undefined || identity.enabled === false) return false
  if (identity.kind === 'user') return true
  if (weightOf(holdingsOf(view, identity.id)) === 'control') return false
  return permissionsOf(view, identity.id).some(({ name }) => name === 'Application.ReadWrite.OwnedBy')
}

const keepContact = {
  text: 'Write down who runs it in its service management reference or its notes, which gives them no power over it, and leave changes of it to administrators of applications.',
}
