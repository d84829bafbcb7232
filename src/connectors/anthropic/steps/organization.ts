import type { AnthropicOrganizationFacts } from '../../../model/facts/anthropic.ts'
import type { StepMeta } from '../../contract.ts'
import { one } from '../../shared/vendor/index.ts'
import { adminKey } from '../needs.ts'
import { idOf, placeOf } from '../place.ts'
import type { AnthropicContext } from '../place.ts'
import { getOrganization } from '../routes/organization.ts'

export const organizationMeta = {
  id: 'organization',
  title: 'The organization',
  tier: 'core',
  scopes: ['organization'],
  needs: [adminKey],
  emits: ['organization'],
} as const satisfies StepMeta

export async function organization(context: AnthropicContext): Promise<void> {
  const { id: nativeId, name } = await one(context, getOrganization)
  const facts = { organizationId: nativeId } satisfies AnthropicOrganizationFacts
  const id = idOf(context, 'organization', nativeId)
  context.emit({ type: 'resource', ...placeOf(context), id, kind: 'organization', nativeId, name, facts })
}
