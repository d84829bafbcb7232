/** Who controls an organization, a folder or a project by what it holds itself. */
import type { View } from '../../../inventory/view.ts'
import { controllingPermissions } from '../gcp-abilities/index.ts'
import { placesBelow } from '../gcp-boundaries.ts'
import { containerIn, fullNameOf } from '../gcp-facts.ts'
import { memberOf } from '../gcp-principals.ts'
import type { GcpBindingAt, GcpContainer } from '../gcp-world/index.ts'
import { worldOf } from '../gcp-world/index.ts'
import { decided } from './deciding.ts'
import type { Look } from './deciding.ts'
import { methodPermissions, principalsIn } from './holders.ts'
import { containerWords, nameOf, resourceWords, rolesIn } from './names.ts'
import { homeOf, mayUpdate, rewritingWords, updatesRoles } from './rewriting.ts'
import { firmness, levels } from './types.ts'
import type { Control, Decided } from './types.ts'

export type Controls = ReadonlyMap<string, readonly Control[]>

/**
 * By member, in the order of the containers' names; of those that control very many, as many as have to be told. Roles
 * that give control come before those that are rewritten: nobody rewrites a role for what it has.
 */
export function controlsOf(look: Look): Controls {
  const { view, now } = look
  return view.onceForAll(`gcp controls ${now ?? ''}`, () => {
    const found = new Map<string, readonly Control[]>()
    const bindings = [...worldOf(view).bindings()].toSorted((a, b) => order(a.resource, b.resource))
    for (const rewritten of [false, true])
      for (const binding of bindings)
        for (const way of waysOf(view, binding))
          if ((way.home !== undefined) === rewritten) addControls(look, found, { ...way, binding })
    return found
  })
}

function addControls(look: Look, found: Map<string, readonly Control[]>, way: Held): void {
  const { view } = look
  const container = containerOf(view, way.binding)
  if (container === undefined) return
  for (const member of way.binding.members.flatMap((text) => principalsIn(view, text))) {
    if (way.home !== undefined && !mayUpdate(view, way.home, member)) continue
    const known = found.get(member) ?? []
    if (isTold(known, container) || !acts(view, member)) continue
    const further = controlsBy(look, member, container, way).filter((one) => !known.some((each) => isAsFirm(each, one)))
    if (further.length > 0)
      found.set(member, [...known.filter((each) => !further.some((one) => isAsFirm(one, each))), ...further])
  }
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

/** Control of the container, or of what boundaries leave of it where that is kept back. */
function controlsBy(look: Look, member: string, container: GcpContainer, way: Held): readonly Control[] {
  const control = controlBy(look, member, container, way)
  if (control !== undefined) return [control]
  return placesBelow(worldOf(look.view), memberOf(member), container.name)
    .filter(({ kind }) => controllingPermissions(kind).includes(way.gives))
    .flatMap((place) => controlBy(look, member, place, way) ?? [])
}

interface Way {
  /** The permission by which control is had. */
  readonly gives: string
  /** Of a custom role that does not have it yet: where whoever may update it has to be let. */
  readonly home?: string
}

/** The role lets it set policies there, or is a custom one, which whoever may update it makes to let it. */
function waysOf(view: View, binding: GcpBindingAt): readonly Way[] {
  const kind = containerOf(view, binding)?.kind
  if (kind === undefined) return []
  const { role } = binding
  const held = methodPermissions(view, role)
  const controlling = controllingPermissions(kind)
  const given = controlling.filter((each) => held.has(each))
  const home = homeOf(role)
  if (given.length > 0 || home === undefined) return given.map((gives) => ({ gives }))
  // Roles of a project take no permissions over what is above projects.
  // https://cloud.google.com/iam/docs/creating-custom-roles#limitations
  const added = home.startsWith('projects/') ? controlling.filter((each) => each.includes('.projects.')) : controlling
  return added.map((gives) => ({ gives, home }))
}

/** A condition may let it give some roles alone: one of these is enough. */
const controllingRoles = ['roles/owner', 'roles/resourcemanager.projectIamAdmin', 'roles/iam.securityAdmin'] as const

interface Held extends Way {
  readonly binding: GcpBindingAt
}

function controlBy(look: Look, member: string, container: GcpContainer, held: Held): Control | undefined {
  const { gives, home, binding } = held
  const resource = fullNameOf(container.name)
  const updating = home === undefined ? [] : [{ permission: updatesRoles, resource: fullNameOf(home) }]
  const rewriting = home === undefined ? {} : { rewriting: binding }
  const found = controllingRoles
    .flatMap(
      (giving) => decided(look, member, [...updating, { permission: gives, resource, giving, ...rewriting }]) ?? [],
    )
    .toSorted((a, b) => firmness(a) - firmness(b))[0]
  if (found === undefined) return undefined
  const shared = { ...found, member, container: container.name, level: container.kind }
  if (home === undefined)
    return {
      ...shared,
      permission: gives,
      by: 'grant',
      ...grantWords(look.view, member, { container, binding, found }),
    }
  const { text, mend } = rewritingWords(look, member, { binding, home, does: 'adds the right to give roles' })
  return { ...shared, permission: updatesRoles, by: 'gcp-update-role', text, mend }
}

interface Granted {
  readonly container: GcpContainer
  readonly binding: GcpBindingAt
  readonly found: Decided
}

function grantWords(
  view: View,
  member: string,
  { container, binding, found }: Granted,
): Pick<Control, 'text' | 'mend'> {
  const name = nameOf(view, member)
  const roles = rolesIn(found.statements)
  const over = resourceWords(view, binding.resource)
  const kept =
    containerIn(binding.resource) === container.name ? '' : `, kept to ${containerWords(view, container.name)}`
  return { text: `${name} holds ${roles} on ${over}${kept}.`, mend: `Take ${roles} on ${over} from ${name}.` }
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
