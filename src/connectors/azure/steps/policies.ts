import type { SecretRestrictions, TenantFacts } from '../../../model/facts/entra.ts'
import { isUnknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { related } from '../map/related.ts'
import { idOf, orNone } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { all, one } from '../read.ts'
import {
  getAuthorizationPolicy,
  getDefaultAppManagementPolicy,
  listAppManagementPolicies,
  listPolicyTargets,
} from '../routes/policies.ts'
import type { DefaultAppManagementPolicy, Restriction } from '../routes/policies.ts'

export const policiesMeta = {
  id: 'policies',
  title: 'Policies for consent and for credentials',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['Policy.Read.All', 'Application.Read.All'],
  emits: ['policies'],
  after: ['applications'],
} as const satisfies StepMeta

export async function policies(context: AzureContext): Promise<void> {
  const consent = await attempt(context, 'What users may do was not read', () => one(context, getAuthorizationPolicy))
  const secrets = await attempt(context, 'The policy for credentials was not read', () =>
    one(context, getDefaultAppManagementPolicy),
  )
  const users = isUnknown(consent) ? undefined : consent.defaultUserRolePermissions
  const facts = {
    userConsent: isUnknown(consent) ? consent : orNone(users?.permissionGrantPoliciesAssigned?.toSorted()),
    usersRegisterApplications: isUnknown(consent) ? consent : orNone(users?.allowedToCreateApps),
    guestsInvitedBy: isUnknown(consent) ? consent : orNone(consent.allowInvitesFrom),
    secretRestrictions: isUnknown(secrets) ? secrets : restrictionsOf(secrets),
  } satisfies Partial<TenantFacts>
  const id = idOf(context, 'tenant', context.session.tenantId)
  context.emit({ type: 'patch', of: 'resource', id, set: {}, facts })
  await attempt(context, 'Which policies hold which applications was not read', () => tellTargets(context))
}

function restrictionsOf({ isEnabled, applicationRestrictions }: DefaultAppManagementPolicy): SecretRestrictions {
  const { passwordCredentials, keyCredentials } = applicationRestrictions ?? {}
  const inForce = (list: readonly Restriction[] | null | undefined, type: string): Restriction | undefined =>
    list?.find(({ restrictionType, state }) => restrictionType === type && state !== 'disabled')
  return {
    enabled: isEnabled,
    passwordAddition: inForce(passwordCredentials, 'passwordAddition') === undefined ? 'allowed' : 'blocked',
    passwordLifetime: inForce(passwordCredentials, 'passwordLifetime')?.maxLifetime ?? null,
    keyLifetime: inForce(keyCredentials, 'asymmetricKeyLifetime')?.maxLifetime ?? null,
  }
}

/** An application that has a policy of its own is not held by the default one. */
async function tellTargets(context: AzureContext): Promise<void> {
  const policiesOfTheirOwn = await all(context, listAppManagementPolicies)
  const targets = await related(context, listPolicyTargets, policiesOfTheirOwn, 'Applications of the policies')
  const names = new Map<string, string[]>()
  for (const { id, displayName } of policiesOfTheirOwn) {
    const rows = targets.get(id)
    // What one policy holds is not known, so that of no application it is known what holds it.
    if (rows !== undefined && isUnknown(rows)) return
    for (const row of rows ?? []) names.set(row.id, [...(names.get(row.id) ?? []), displayName ?? id])
  }
  for (const objectId of context.session.facts.applications?.values() ?? [])
    for (const kind of ['application', 'agent-blueprint'])
      context.emit({
        type: 'patch',
        of: 'resource',
        id: idOf(context, kind, objectId),
        set: {},
        facts: { managementPolicies: (names.get(objectId) ?? []).toSorted() },
      })
}
