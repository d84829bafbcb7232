import type { StepMeta } from '../../contract.ts'
import { VendorError } from '../../errors.ts'
import { detailsCollector, type DetailsCollector } from '../map/details-collector.ts'
import { fitsOnePage } from '../budget.ts'
import { ask } from '../session.ts'
import { emitAll, iamPages, placeOf, type AwsContext } from './place.ts'

export const authorizationDetailsMeta = {
  id: 'authorization-details',
  title: 'Users, groups, roles and policies',
  tier: 'core',
  scopes: ['account'],
  needs: ['iam:GetAccountAuthorizationDetails'],
  emits: ['identities', 'role-usage'],
  after: ['account-summary'],
} as const satisfies StepMeta

type Filter = 'User' | 'Group' | 'Role' | 'LocalManagedPolicy' | 'AWSManagedPolicy'

const people: readonly Filter[] = ['User', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy']

/** Page markers follow one another: a large account is read in two chains at once, a small one in a single page. */
export async function authorizationDetails(context: AwsContext): Promise<void> {
  const { facts } = context.session
  const collector = detailsCollector(placeOf(context))
  const chains: readonly (readonly Filter[] | undefined)[] = fitsOnePage(facts) ? [undefined] : [['Role'], people]
  const ends = await Promise.allSettled(chains.map((filter) => readChain(context, collector, filter)))
  for (const record of collector.finish()) context.emit(record)
  const done = (index: number): boolean => ends.at(index)?.status === 'fulfilled'
  if (done(0)) {
    facts.roles = collector.roles()
    facts.instanceProfiles = collector.instanceProfiles()
  }
  if (done(-1)) facts.users = collector.users()
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  compareCounts(context, collector)
}

async function readChain(context: AwsContext, collector: DetailsCollector, filter?: readonly Filter[]): Promise<void> {
  const pages = iamPages((page) =>
    ask(context, 'iam', 'GetAccountAuthorizationDetails', (iam, options) =>
      iam.getAccountAuthorizationDetails(
        { ...page, ...(filter === undefined ? {} : { Filter: [...filter] }) },
        options,
      ),
    ),
  )
  for await (const page of pages) {
    const { UserDetailList, GroupDetailList, RoleDetailList, Policies } = page
    if ([UserDetailList, GroupDetailList, RoleDetailList, Policies].every((list) => list === undefined)) {
      throw new VendorError('The authorization details came without any list.', 'iam:GetAccountAuthorizationDetails')
    }
    emitAll(context, collector.page(page))
  }
}

/** The account's own count is the witness that nothing was left out. */
function compareCounts(context: AwsContext, collector: DetailsCollector): void {
  const { summary } = context.session.facts
  if (summary === undefined) return
  for (const [name, seen] of Object.entries(collector.counts())) {
    const counted = summary[name]
    if (counted === undefined || seen >= counted) continue
    // What runs with a role is left out where no role could be its own: that takes every role.
    if (name === 'Roles') delete context.session.facts.roles
    const detail = `The account counts ${counted} ${name.toLowerCase()}, the authorization details list ${seen}.`
    context.gap({ reason: 'failed', detail })
  }
}
