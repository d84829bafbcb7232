import type { MembershipFacts } from '../../../model/facts/aws.ts'
import { AbsentError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { takeCalls } from '../budget.ts'
import { idIn } from '../map/place.ts'
import { ask } from '../session.ts'
import { placeOf, type AwsContext } from './place.ts'

export const membershipMeta = {
  id: 'membership',
  title: 'Which organization the account belongs to',
  tier: 'core',
  scopes: ['account'],
  needs: ['organizations:DescribeOrganization'],
  emits: ['membership'],
  after: ['authorization-details', 'credential-report', 'access-key-ids', 'saml-providers'],
} as const satisfies StepMeta

/**
 * Any account may ask which organization it belongs to. Where the organization itself is not read, this tells an
 * account that no control policy can limit (in none, or the management account) from one whose policies nobody saw.
 */
export async function membership(context: AwsContext): Promise<void> {
  if (context.session.organization !== undefined) return context.skip('The organization itself is read.')
  if (!takeCalls(context, 1, 'which organization the account belongs to')) return
  const place = placeOf(context)
  const facts = (await describe(context)) satisfies MembershipFacts
  const nativeId = facts.organizationId ?? 'none'
  const kind = 'organizations:membership'
  const id = idIn(place, kind, place.accountId)
  context.emit({ type: 'resource', id, provider: 'aws', scope: place.scope, kind, nativeId, name: nativeId, facts })
}

async function describe(context: AwsContext): Promise<MembershipFacts> {
  try {
    const { Organization } = await ask(context, 'organizations', 'DescribeOrganization', (org, options) =>
      org.describeOrganization({}, options),
    )
    const { Id: organizationId, MasterAccountId: managementAccountId } = Organization ?? {}
    if (organizationId !== undefined && managementAccountId !== undefined)
      return { organizationId, managementAccountId }
  } catch (error) {
    if (error instanceof AbsentError) return { organizationId: null, managementAccountId: null }
    throw error
  }
  const flaw = 'The description of the organization came without its id.'
  throw new VendorError(flaw, 'organizations:DescribeOrganization')
}
