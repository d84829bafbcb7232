import { isGuest, ownershipsOf } from '../../analysis/effective/entra-owners.ts'
import type { Ownership } from '../../analysis/effective/entra-owners.ts'
import { servicePrincipalFacts } from '../../analysis/effective/entra-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { removeOwner } from '../shared/entra-commands.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { ownershipEvidence, unreadOwner } from '../shared/entra-owners.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'entra-app-owner-invalid',
  title: 'Application is owned by a guest or a disabled account',
  severity: 'high',
  provider: 'azure',
  subject: 'identity',
  kinds: ['service-principal'],
  reads: [
    'azure.service-principals',
    'azure.applications',
    'azure.application-owners',
    'azure.service-principal-owners',
  ],
  messages: {
    invalid: '{app} is owned by {owners}.',
    nobodyElse: '{app} is owned by {owners}, and by nobody else.',
  },
  frameworks: entraControls('stale-credential', { 'owasp-nhi-2025': ['NHI1:2025', 'NHI3:2025'] }),
  remediation: (principal) => [newOwner(principal)],
  check(principal, { view }) {
    if (servicePrincipalFacts(principal).origin === 'microsoft' || principal.enabled === false) return undefined
    const owners = ownershipsOf(principal, view)
    if (owners.length === 0) return undefined
    const faults = owners.map((ownership) => ({ ownership, fault: faultOf(ownership) }))
    const found = faults.filter(({ fault }) => fault !== undefined)
    if (found.length === 0) return unreadOwner(owners, view) ?? unsure(owners, view) ?? pass
    const words = found.map(({ ownership, fault }) => `${ownership.identity?.name} (${fault})`).toSorted()
    const invalid = found.map(({ ownership }) => ownership)
    const faulty = new Set(invalid.map(({ owner }) => owner))
    const guest = found.some(({ fault }) => fault === 'guest')
    const alone = owners.every(({ owner }) => faulty.has(owner))
    return fail(alone ? 'nobodyElse' : 'invalid', {
      values: { app: principal.name, owners: enumerated(words) },
      // Who is disabled cannot sign in, and somebody else is there to answer.
      ...(guest || alone ? {} : { severity: 'medium' }),
      evidence: ownershipEvidence(invalid, (ownership) => faultOf(ownership) ?? ''),
      related: [...faulty],
      data: { guests: guest, alone, owners: faulty.size },
      remediation: [...(alone ? [newOwner(principal)] : []), ...invalid.map((ownership) => removeOwner(ownership))],
    })
  },
})

function faultOf({ identity }: Ownership): 'disabled' | 'guest' | undefined {
  if (identity === undefined || identity.kind !== 'user') return undefined
  if (identity.enabled === false) return 'disabled'
  return isGuest(identity) === true ? 'guest' : undefined
}

/** Whether an account is disabled or a guest's is told only to who may read accounts. */
function unsure(owners: readonly Ownership[], view: View) {
  const unclear = owners
    .map(({ identity }) => identity)
    .find((owner) => owner?.kind === 'user' && (isUnknown(owner.enabled) || isGuest(owner) === undefined))
  if (unclear === undefined) return undefined
  const gap = view.gap('azure.application-owners') ?? view.gap('azure.service-principal-owners')
  const because = isUnknown(unclear.enabled) ? becauseOf(unclear.enabled) : becauseOf(unclear.facts['userType'])
  return unknownBecause(because, [gap?.permission ?? 'User.Read.All'])
}

function newOwner({ name, nativeId }: Identity) {
  return {
    text: `Find who runs ${name}, and make them its owner: OWNER_ID is the object id of their account.`,
    command: `az ad app owner add --id ${nativeId} --owner-object-id "$OWNER_ID"`,
  }
}
