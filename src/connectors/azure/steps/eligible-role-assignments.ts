import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { each, tellUnread } from '../each.ts'
import { assignmentFacts, emitAssignment, lastOf } from '../map/role-assignment.ts'
import type { AzureContext } from '../place.ts'
import { all } from '../read.ts'
import { listEligibleRoleAssignments } from '../routes/authorization.ts'
import { holderOf } from './role-assignments.ts'

export const eligibleRoleAssignmentsMeta = {
  id: 'eligible-role-assignments',
  title: 'Roles of Azure that can be activated',
  tier: 'creds',
  scopes: ['tenant'],
  needs: ['Microsoft.Authorization/roleEligibilityScheduleInstances/read'],
  emits: ['eligible-role-assignments'],
  after: ['subscriptions', 'service-principals', 'managed-identities', 'workloads'],
} as const satisfies StepMeta

type Row = ReturnType<typeof listEligibleRoleAssignments.schema.parse>

export async function eligibleRoleAssignments(context: AzureContext): Promise<void> {
  const { subscriptions } = context.session.facts
  if (subscriptions === undefined) return tellUnread(context, 'Which subscriptions')
  const seen = new Set<string>()
  const name = (subscription: (typeof subscriptions)[number]): string => subscription.name
  await each(context, subscriptions, { what: 'Eligible roles of', name }, async ({ id: subscription }) => {
    for (const row of await all(context, listEligibleRoleAssignments, { subscription })) {
      // What stands above a subscription is listed with each.
      if (seen.has(row.id.toLowerCase())) continue
      seen.add(row.id.toLowerCase())
      emitRow(context, row)
    }
  })
}

function emitRow(context: AzureContext, { id, properties }: Row): void {
  const row = { id, ...properties }
  const holder = holderOf(context, row)
  if (holder === 'person') return
  context.session.facts.heldRoles.add(lastOf(row.roleDefinitionId))
  const { entity, principal } =
    holder === 'stranger' ? { entity: undefined, principal: unknown('not-collected') } : holder
  emitAssignment(
    context,
    assignmentFacts(row, { principal, state: 'eligible' }),
    entity,
    listEligibleRoleAssignments.operation,
  )
}
