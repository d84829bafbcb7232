/** Who controls an organization, a folder or a project by what it holds itself. */
import type { View } from '../../../inventory/view.ts'
import { controllingPermissions } from '../gcp-abilities/index.ts'
import { containerIn, fullNameOf } from '../gcp-facts.ts'
import { memberOf } from '../gcp-principals.ts'
import type { GcpBindingAt, GcpContainer } from '../gcp-world/index.ts'
import { worldOf } from '../gcp-world/index.ts'
import { decided, settled } from './deciding.ts'
import type { Look } from './deciding.ts'
import { holdersIn, methodPermissions, principalsIn } from './holders.ts'
import { containerWords, nameOf, rolesIn } from './names.ts'
import { firmness, levels } from './types.ts'
import type { Control, Decided, Level } from './types.ts'

export type Controls = ReadonlyMap<string, readonly Control[]>

/** By member, in the order of the containers' names; of those that control very many, as many as have to be told. */
export function controlsOf(look: Look): Controls {
  const { view, now } = look
  return view.onceForAll(`gcp controls ${now ?? ''}`, () => {
    const found = new Map<string, Control[]>()
    const bindings = [...worldOf(view).bindings()].toSorted((a, b) => order(a.resource, b.resource))
    for (const binding of bindings) {
      const container = containerOf(view, binding)
      if (container === undefined) continue
      for (const { permission, by, on } of waysOf(view, binding, container)) {
        for (const text of binding.members)
          for (const member of principalsIn(view, text)) {
            const known = found.get(member) ?? []
            if (by === 'gcp-update-role' && !mayUpdate(view, on, member)) continue
            if (isTold(known, container) || !acts(view, member)) continue
            const control = controlBy(look, member, { binding, container, permission, by, on })
            if (control === undefined || known.some((each) => isAsFirm(each, control))) continue
            found.set(member, [...known.filter((each) => !isAsFirm(control, each)), control])
          }
      }
    }
    return found
  })
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function isAsFirm(a: Control, b: Control): boolean {
  return a.container === b.container && firmness(a) <= firmness(b)
}

const most = 100

/** Nobody gets more than the organization, nor more than what it has for certain. */
function isTold(known: readonly Control[], { name, kind }: GcpContainer): boolean {
  const sure = known.filter(({ verdict }) => verdict === 'proven')
  return (
    sure.some(({ level, container }) => container === name || level === 'organization') ||
    known.filter(({ level }) => level === kind).length >= most
  )
}

function containerOf(view: View, { resource }: GcpBindingAt): GcpContainer | undefined {
  const name = containerIn(resource)
  return name === undefined ? undefined : worldOf(view).container(name)
}

interface Way {
  readonly permission: string
  readonly by: Control['by']
  /** Full name of where the permission is asked for. */
  readonly on: string
}

/** The role lets it set policies there, or is a custom one, which whoever may update it makes to let it. */
function waysOf(view: View, { role, resource }: GcpBindingAt, { kind }: GcpContainer): readonly Way[] {
  const held = methodPermissions(view, role)
  const permission = controllingPermissions(kind).find((each) => held.has(each))
  if (permission !== undefined) return [{ permission, by: 'grant', on: resource }]
  const [, home] = /^((?:projects|organizations)\/[^/]+)\/roles\//.exec(role) ?? []
  return home === undefined ? [] : [{ permission: 'iam.roles.update', by: 'gcp-update-role', on: fullNameOf(home) }]
}

/** Few may, and few of those that hold a custom role need be decided on. */
function mayUpdate(view: View, home: string, member: string): boolean {
  return (
    holdersIn(view, containerIn(home) ?? home)
      .get(member)
      ?.has('iam.roles.update') === true
  )
}

/** A condition may let it give some roles alone: one of these is enough. */
const controllingRoles = ['roles/owner', 'roles/resourcemanager.projectIamAdmin', 'roles/iam.securityAdmin'] as const

interface Held extends Way {
  readonly binding: GcpBindingAt
  readonly container: GcpContainer
}

function controlBy(look: Look, member: string, { binding, container, permission, by, on }: Held): Control | undefined {
  const { view } = look
  const given = by === 'grant' ? controllingRoles.map((giving) => ({ giving })) : [{}]
  const found = given
    .flatMap((each) => decided(look, member, [{ permission, resource: on, ...each }]) ?? [])
    .toSorted((a, b) => firmness(a) - firmness(b))[0]
  if (found === undefined) return undefined
  const over = containerWords(view, container.name)
  const name = nameOf(view, member)
  const level: Level = container.kind
  const shared = { member, container: container.name, level, permission, by }
  if (by === 'grant') {
    const roles = rolesIn(found.statements)
    return {
      ...found,
      ...shared,
      text: `${name} holds ${roles} on ${over}.`,
      mend: `Take ${roles} on ${over} from ${name}.`,
    }
  }
  return {
    ...underCondition(found, binding),
    ...shared,
    text: `${name} holds the custom role ${binding.role} on ${over} and may update it: it adds the right to give roles.`,
    mend: `Take ${rolesIn(found.statements)} from ${name}, so that it cannot update roles that it holds.`,
  }
}

/** What is added to the role is held as the role is held. */
function underCondition(found: Decided, { condition, role }: GcpBindingAt): Decided {
  if (condition === null) return found
  return settled({
    ...found,
    conditions: [...found.conditions, `The condition on ${role} is met: ${condition.expression}`],
  })
}

/** What is switched off does nothing. */
export function acts(view: View, member: string): boolean {
  const found = memberOf(member)
  return found.kind !== 'service-account' || worldOf(view).account(found.email)?.enabled !== false
}

/** The firmest of the widest. */
export function widest(controls: readonly Control[]): Control | undefined {
  return controls.toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || firmness(a) - firmness(b))[0]
}
