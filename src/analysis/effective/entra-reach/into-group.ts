/** Who becomes a member of a group, and so holds what it holds. */
import type { View } from '../../../inventory/view.ts'
import type { Resource } from '../../../model/index.ts'
import { isKnown, isUnknown } from '../../../model/index.ts'
import type { DirectoryRoleFacts, GroupFacts } from '../../../model/facts/entra.ts'
import { tenantOf } from '../azure-scopes.ts'
import type { Holding } from '../entra-holdings.ts'
import { holdersOf } from './holders.ts'
import type { Heeded, Step } from './types.ts'

const addMember = 'microsoft.directory/groups/members/update'

export function stepsIntoGroup(view: View, group: Resource, heeded: Heeded): readonly Step[] {
  const facts = group.facts as GroupFacts
  return [...(isKnown(facts.dynamicRule) ? [] : ownerSteps(view, group)), ...takerSteps(view, group, facts, heeded)]
}

/** Owners add members, to groups that roles may be given to as well. Applications need a permission beside. */
function ownerSteps(view: View, group: Resource): readonly Step[] {
  return view.edgesTo(group.id, 'owns').flatMap(({ from, via }): readonly Step[] => {
    const owner = view.identity(from)
    if (via === 'sponsor' || owner?.kind !== 'user' || owner.enabled === false) return []
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
function takerSteps(
  view: View,
  group: Resource,
  { roleAssignable, dynamicRule, objectId }: GroupFacts,
  heeded: Heeded,
): readonly Step[] {
  if (roleAssignable === true) return []
  const takers = holdersOf(view, tenantOf(group.id)).takers.get('group') ?? []
  const ruled = isKnown(dynamicRule)
  return takers.flatMap(({ id, name, holding }): readonly Step[] => {
    if (id === group.id || !heeded(id) || (ruled && !changesRules(holding))) return []
    const over = heldOver(holding, objectId)
    if (over === undefined) return []
    const missing = [
      ...(over === 'unit' ? [`whether the group ${group.name} is in the administrative unit`] : []),
      ...(isUnknown(roleAssignable) ? [`whether roles may be given to the group ${group.name}`] : []),
    ]
    const conditions = holding.state === 'eligible' ? [`${holding.name} is activated first`] : []
    return [
      {
        from: id,
        to: group.id,
        by: 'entra-add-member',
        actions: holding.kind === 'app-role' ? [holding.name] : [addMember],
        text: `${name} holds ${holding.name}: it ${ruled ? 'takes the rule away and ' : ''}adds itself to the group ${group.name}.`,
        verdict: missing.length > 0 ? 'possible' : conditions.length > 0 ? 'conditional' : 'proven',
        conditions,
        missing,
        grant: holding,
        mend: `Take ${holding.name} from ${name}, or make ${group.name} a group that roles may be given to.`,
      },
    ]
  })
}

/** Roles may be held over one group alone, or over an administrative unit, whose members were not read. */
function heldOver(holding: Holding, group: string): 'group' | 'unit' | undefined {
  if (holding.kind !== 'directory-role' || holding.scope === '/') return 'group'
  if (/^\/administrativeunits\//i.test(holding.scope)) return 'unit'
  return holding.scope.replace(/^\//, '').toLowerCase() === group.toLowerCase() ? 'group' : undefined
}

/** A rule decides who is in a dynamic group, and more than members is needed to change it. */
const ruleChangers = ['Group.ReadWrite.All', 'Directory.ReadWrite.All']
/** Global, Groups, User and Intune Administrator, Directory Writers: https://learn.microsoft.com/entra/identity/users/groups-change-type */
const ruleChangingRoles = [
  '62e90394-69f5-4237-9190-012177145e10',
  'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
  '3a2c62db-5318-420d-8d74-23affee5d9d5',
  '9360feb5-f418-4baa-8175-e2a00bac4301',
]

function changesRules(holding: Holding): boolean {
  if (holding.kind !== 'directory-role') return ruleChangers.includes(holding.name)
  const { templateId, actions } = holding.what.facts as DirectoryRoleFacts
  const writes = /\/groups(?:\.\w+)?\/(?:dynamicMembershipRule\/update|allProperties\/(?:update|allTasks))$/i
  return ruleChangingRoles.includes(templateId) || actions.some((action) => writes.test(action))
}
