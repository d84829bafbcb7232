import type { CustomerFacts } from '../../../model/facts/google-workspace.ts'
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { customerScope, domainPrivilege, domainScope } from '../needs.ts'
import { idOf, placeOf } from '../place.ts'
import type { WorkspaceContext } from '../place.ts'
import { all, one } from '../read.ts'
import { getCustomer, listDomains } from '../routes/customer.ts'

export const customerMeta = {
  id: 'customer',
  title: 'The customer and its domains',
  tier: 'core',
  scopes: ['workspace'],
  needs: [customerScope, domainScope, domainPrivilege],
  emits: ['customer'],
} as const satisfies StepMeta

/** What is switched on there, the step `api-controls` adds. */
export async function customer(context: WorkspaceContext): Promise<void> {
  const { customerId } = context.session.customer
  const { customerDomain } = await one(context, getCustomer, { customerKey: customerId })
  const domains: Known<readonly string[]> = await attempt(context, 'Domains', async () =>
    namesOf(await all(context, listDomains, { customer: customerId }), customerDomain),
  )
  const facts = {
    customerId,
    domains,
    unconfiguredApps: unknown('not-collected'),
    trustsInternalApps: unknown('not-collected'),
    lessSecureApps: unknown('not-collected'),
  } satisfies CustomerFacts
  const id = idOf(context, 'customer', customerId)
  const name = customerDomain ?? customerId
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'customer', nativeId: customerId, name, facts })
}

function namesOf(
  rows: readonly { readonly domainName: string; readonly isPrimary?: boolean | undefined }[],
  primary: string | undefined,
): readonly string[] {
  const first = rows.find(({ isPrimary }) => isPrimary === true)?.domainName ?? primary
  const others = rows.map(({ domainName }) => domainName).filter((name) => name !== first)
  return [...(first === undefined ? [] : [first]), ...others.toSorted()]
}
