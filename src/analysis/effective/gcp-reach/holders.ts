/**
 * Who may hold what where, by the policies alone: looked up by place, since an organization has thousands of service
 * accounts. What is found here is decided on afterwards, with denials, boundaries and conditions.
 */
import type { View } from '../../../inventory/view.ts'
import { actAs, controllingPermissions, gcpMethods, implicitDelegation } from '../gcp-abilities/index.ts'
import { roleHas } from '../gcp-basic-roles.ts'
import { fullNameOf } from '../gcp-facts.ts'
import { isServiceAgent, memberOf } from '../gcp-principals.ts'
import { worldOf } from '../gcp-world/index.ts'
import { accountMember } from './types.ts'

export type Permissions = ReadonlySet<string>
export type Holders = ReadonlyMap<string, Permissions>

const interesting: Permissions = new Set([
  actAs,
  implicitDelegation,
  ...controllingPermissions('organization'),
  ...gcpMethods.flatMap(({ all, oneOf }) => [...all, ...(oneOf ?? [])]),
])

const nothing: Permissions = new Set()

/** Those permissions of a role that a method asks for. A role that was not read gives none: its gap is told elsewhere. */
export function methodPermissions(view: View, role: string): Permissions {
  return view.once(`gcp method permissions ${role}`, () => {
    const all = worldOf(view).permissionsOf(role)
    return new Set([...interesting].filter((each) => roleHas(role, all, each) === true))
  })
}

/** By the policy of the resource itself. */
export function holdersOn(view: View, resource: string): Holders {
  return view.once(`gcp holders on ${resource}`, () => {
    const found = new Map<string, Permissions>()
    for (const { role, members } of worldOf(view).bindingsOn(resource)) {
      const held = methodPermissions(view, role)
      if (held.size === 0) continue
      for (const member of members)
        for (const each of principalsIn(view, member)) found.set(each, together(found.get(each), held))
    }
    return found
  })
}

/** By the policies of a project, folder or organization and of what is above it. */
export function holdersIn(view: View, container: string): Holders {
  return view.once(`gcp holders in ${container}`, () => {
    const [own = container, next] = worldOf(view).chain(container).names
    const here = holdersOn(view, fullNameOf(own))
    if (next === undefined) return here
    const above = holdersIn(view, next)
    if (here.size === 0) return above
    const found = new Map(above)
    for (const [member, held] of here) found.set(member, together(found.get(member), held))
    return found
  })
}

export function together(a: Permissions | undefined, b: Permissions | undefined): Permissions {
  if (a === undefined || b === undefined) return a ?? b ?? nothing
  const further = [...b].filter((each) => !a.has(each))
  return further.length === 0 ? a : new Set([...a, ...further])
}

/**
 * A member as those that take steps: the service accounts of a group or a project, one service account, principals of a
 * pool. What everybody may do is no step of somebody's, and what Google's own services may do is theirs.
 */
export function principalsIn(view: View, text: string): readonly string[] {
  const member = memberOf(text)
  switch (member.kind) {
    case 'service-account':
      return isServiceAgent(member.email) ? [] : [accountMember(member.email)]
    case 'group':
      return view.once(`gcp accounts of the group ${member.email}`, () => accountsOfGroup(view, member.email))
    case 'container-set':
      return member.of === 'service-agents' ? [] : accountsIn(view, member.container)
    case 'pool-subject':
    case 'pool-set':
    case 'agent':
      return [text]
    default:
      return []
  }
}

function accountsOfGroup(view: View, group: string): readonly string[] {
  const ids = worldOf(view).group(group)?.ids ?? []
  const found = ids.flatMap((id) => view.edgesTo(id, 'member-of').map(({ from }) => view.identity(from)?.nativeId))
  return [...new Set(found.flatMap((email) => (email === undefined ? [] : [accountMember(email)])))].toSorted()
}

function accountsIn(view: View, container: string): readonly string[] {
  return view.once(`gcp accounts in ${container}`, () => {
    const world = worldOf(view)
    const accounts = [...world.accounts()].filter(
      ({ projectId }) => world.holds(container, `projects/${projectId}`) === true,
    )
    return accounts.map(({ email }) => accountMember(email)).toSorted()
  })
}
