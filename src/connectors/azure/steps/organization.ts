import type { TenantFacts } from '../../../model/facts/entra.ts'
import { unknown } from '../../../model/index.ts'
import { VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { idOf, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { all } from '../read.ts'
import { listOrganization } from '../routes/organization.ts'

export const organizationMeta = {
  id: 'organization',
  title: 'Tenant',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['Organization.Read.All'],
  emits: ['tenant'],
} as const satisfies StepMeta

/** Plans by their id: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const plans: { readonly [id: string]: string } = {
  '41781fb2-bc02-4b7c-bd55-b576c07bb09d': 'AAD_PREMIUM',
  'eec0eb4f-6444-4f95-aba0-50c24d67f998': 'AAD_PREMIUM_P2',
}

export async function organization(context: AzureContext): Promise<void> {
  const { tenantId, claims } = context.session
  const [row] = await all(context, listOrganization)
  if (row === undefined) throw new VendorError('Microsoft shows no organization.', listOrganization.operation)
  const facts: TenantFacts = {
    tenantId,
    displayName: row.displayName ?? tenantId,
    domains: (row.verifiedDomains ?? []).map(({ name }) => name).toSorted(),
    plans: (row.assignedPlans ?? [])
      .filter(({ capabilityStatus }) => capabilityStatus === 'Enabled')
      .flatMap(({ servicePlanId }) => plans[servicePlanId] ?? [])
      .toSorted(),
    userConsent: unknown('not-collected'),
    usersRegisterApplications: unknown('not-collected'),
    guestsInvitedBy: unknown('not-collected'),
    secretRestrictions: unknown('not-collected'),
    scannerAppId: claims.delegated ? null : (claims.appId ?? null),
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'tenant', tenantId),
    ...placeOf(context),
    kind: 'tenant',
    nativeId: tenantId,
    name: facts.displayName,
    facts,
  })
}
