import type { OktaOrganizationFacts } from '../../../model/facts/okta.ts'
import type { StepMeta } from '../../contract.ts'
import { idOf, instantOf, placeOf, told } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { one } from '../read.ts'
import { getOrganization } from '../routes/organization.ts'

export const organizationMeta = {
  id: 'organization',
  title: 'The organization',
  tier: 'core',
  scopes: ['organization'],
  needs: ['okta.orgs.read'],
  emits: ['organization'],
} as const satisfies StepMeta

export async function organization(context: OktaContext): Promise<void> {
  const { organizationId, domain, clientId } = context.session
  const { companyName, created } = await one(context, getOrganization)
  const facts: OktaOrganizationFacts = {
    organizationId,
    domain,
    companyName: told(companyName),
    createdAt: instantOf(created),
    scannerClientId: clientId ?? null,
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'organization', organizationId),
    ...placeOf(context),
    kind: 'organization',
    nativeId: organizationId,
    name: domain,
    facts,
  })
}
