import type { RoleAssignmentFacts } from '../../../model/facts/azure.ts'
import { unknown } from '../../../model/index.ts'
import { AbsentError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { collectMisses } from '../../shared/misses.ts'
import { lookUp } from '../batch.ts'
import { assignmentFacts, emitAssignment, lastOf } from '../map/role-assignment.ts'
import type { AssignmentRow } from '../map/role-assignment.ts'
import { idOf, partsOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { getServicePrincipal, listRoleAssignments } from '../routes/authorization.ts'
import { shown } from '../visible.ts'

export const roleAssignmentsMeta = {
  id: 'role-assignments',
  title: 'Role assignments of Azure',
  tier: 'core',
  scopes: ['tenant'],
  needs: [
    'Microsoft.ResourceGraph/resources/read',
    'Microsoft.Authorization/roleAssignments/read',
    'Application.Read.All',
  ],
  emits: ['role-assignments'],
  after: ['subscriptions', 'service-principals', 'managed-identities', 'workloads'],
} as const satisfies StepMeta

const ownIsHidden = 'Azure shows no role assignment, not even the one by which this sign-in sees subscriptions.'

type Principal = RoleAssignmentFacts['principal']

export async function roleAssignments(context: AzureContext): Promise<void> {
  const { facts } = context.session
  const strangers = new Map<string, AssignmentRow[]>()
  const homeless = new Set<string>()
  for await (const row of shown(context, listRoleAssignments, ownIsHidden)) {
    const holder = holderOf(context, row)
    if (holder === 'person') continue
    facts.heldRoles.add(lastOf(row.roleDefinitionId))
    if (holder === 'stranger') {
      const id = row.principalId.toLowerCase()
      strangers.set(id, [...(strangers.get(id) ?? []), row])
    } else {
      if (holder.entity === undefined && holder.principal !== 'present') homeless.add(row.principalId)
      noteHolder(context, row, holder.entity)
      tell(context, row, holder.principal, holder.entity)
    }
  }
  if (facts.subscriptions === undefined && homeless.size > 0) tellHomeless(context, homeless.size)
  await askForStrangers(context, strangers)
}

/** What a role allows is told by the next step, which says of its holders what follows. */
function noteHolder({ session }: AzureContext, { roleDefinitionId }: AssignmentRow, entity: string | undefined): void {
  if (entity === undefined) return
  const { holders } = session.facts
  const role = lastOf(roleDefinitionId)
  holders.set(role, (holders.get(role) ?? new Set()).add(entity))
}

/** Of a subscription that another tenant delegates, who holds roles lives there: without the list all might. */
function tellHomeless({ gap }: AzureContext, count: number): void {
  const of = count === 1 ? 'one principal that holds a role' : `${count} principals that hold roles`
  gap({
    reason: 'not-collected',
    detail: `Whose the subscriptions are was not read, so that of ${of} nobody knows whether they are still there.`,
  })
}

interface Holder {
  readonly entity: string | undefined
  readonly principal: Principal
}

/** Whoever it is: what people may is no matter of this inventory. */
export function holderOf(
  context: AzureContext,
  row: Pick<AssignmentRow, 'id' | 'principalId' | 'principalType' | 'scope'>,
): Holder | 'person' | 'stranger' {
  const { principals, groups, seenIdentities } = context.session.facts
  const id = row.principalId.toLowerCase()
  const known = principals?.get(id)
  if (known !== undefined) return { entity: known.entity, principal: 'present' }
  if (seenIdentities.has(id)) return { entity: idOf(context, 'managed-identity', id), principal: 'present' }
  if (row.principalType === 'User') return 'person'
  if (row.principalType === 'Group') {
    groups.add(id)
    return { entity: idOf(context, 'group', id), principal: unknown('not-collected') }
  }
  const here = principals !== undefined && row.principalType !== 'ForeignGroup' && isHome(context, row)
  return here ? 'stranger' : { entity: undefined, principal: unknown('not-collected') }
}

/** Principals of a subscription that another tenant delegates live there: this one does not know them. */
function isHome(context: AzureContext, { scope, id }: Pick<AssignmentRow, 'scope' | 'id'>): boolean {
  const { subscriptionId } = partsOf(scope || id)
  if (subscriptionId === '') return true
  const subscription = context.session.facts.subscriptions?.find((each) => each.id === subscriptionId)
  return subscription?.home === context.session.tenantId.toLowerCase()
}

function tell(context: AzureContext, row: AssignmentRow, principal: Principal, entity?: string): void {
  emitAssignment(context, assignmentFacts(row, { principal, state: 'active' }), entity, listRoleAssignments.operation)
}

/** What no list knows was deleted, or made since. Where Azure does not say that it is an application, it may be a person. */
async function askForStrangers(
  context: AzureContext,
  strangers: ReadonlyMap<string, readonly AssignmentRow[]>,
): Promise<void> {
  const misses = collectMisses()
  for await (const [id, looked] of lookUp(context, getServicePrincipal, strangers.keys())) {
    const failure = looked instanceof Error && !(looked instanceof AbsentError) ? looked : undefined
    // What no file tells is unknown of these assignments alone: the list itself is whole.
    if (failure !== undefined && failure.reason !== 'not-collected') misses.addError(id, failure)
    for (const row of strangers.get(id) ?? []) {
      const absent: Principal = row.principalType === 'ServicePrincipal' ? 'gone' : unknown('not-collected')
      const answered = looked instanceof AbsentError ? absent : 'present'
      tell(context, row, failure === undefined ? answered : unknown(failure.reason))
    }
  }
  misses.tell(context, 'Principals')
}
