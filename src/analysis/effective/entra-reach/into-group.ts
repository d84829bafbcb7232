/** Who becomes a member of a group, and so holds what it holds. */
import type { View } from '../../../inventory/view.ts'
import type { Resource } from '../../../model/index.ts'
import { isKnown, isUnknown } from '../../../model/index.ts'
import type { GroupFacts } from '../../../model/facts/entra.ts'
import { tenantOf } from '../azure-scopes.ts'
import { holdersOf } from './holders.ts'
import { nameOf } from './into-application.ts'
import type { Step } from './types.ts'

const addMember = 'microsoft.directory/groups/members/update'

/** A rule decides who is in a dynamic group; nobody is added to it. */
export function stepsIntoGroup(view: View, group: Resource): readonly Step[] {
  const facts = group.facts as GroupFacts
  if (isKnown(facts.dynamicRule)) return []
  return [...ownerSteps(view, group), ...takerSteps(view, group, facts)]
}

/** Owners add members, to groups that roles may be given to as well. Applications need a permission beside. */
function ownerSteps(view: View, group: Resource): readonly Step[] {
  return view.edgesTo(group.id, 'owns').flatMap(({ from }): readonly Step[] => {
    const owner = view.identity(from)
    if (owner?.kind !== 'user' || owner.enabled === false) return []
    return [
      {
        from,
        to: group.id,
        by: 'entra-owner-adds-member',
        actions: [addMember],
        text: `${owner.name} owns the group ${group.name}, and adds an identity to it.`,
        verdict: 'proven',
        conditions: [],
        missing: [],
        grant: undefined,
        mend: `Take ${owner.name} from the owners of the group ${group.name}.`,
      },
    ]
  })
}

/** https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept: those that roles are given to are closed to them. */
function takerSteps(view: View, group: Resource, { roleAssignable }: GroupFacts): readonly Step[] {
  if (roleAssignable === true) return []
  const takers = holdersOf(view, tenantOf(group.id)).takers.get('group') ?? []
  return takers
    .filter(({ id, holding }) => id !== group.id && (holding.kind !== 'directory-role' || holding.scope === '/'))
    .map(({ id, holding }) => ({
      from: id,
      to: group.id,
      by: 'entra-add-member',
      actions: holding.kind === 'app-role' ? [holding.name] : [addMember],
      text: `${nameOf(view, id)} holds ${holding.name}: it adds itself to the group ${group.name}.`,
      ...(isUnknown(roleAssignable)
        ? {
            verdict: 'possible' as const,
            conditions: [],
            missing: [`whether roles may be given to the group ${group.name}`],
          }
        : holding.state === 'eligible'
          ? { verdict: 'conditional' as const, conditions: [`${holding.name} is activated first`], missing: [] }
          : { verdict: 'proven' as const, conditions: [], missing: [] }),
      grant: holding,
      mend: `Take ${holding.name} from ${nameOf(view, id)}, or make ${group.name} a group that roles may be given to.`,
    }))
}
