/** The pages of what Microsoft's identities are given: roles of the directory, permissions of APIs, roles of Azure. */
import {
  apis,
  applicationPermissionTier,
  delegatedScopeTier,
  directoryRoles,
  directoryRoleTier,
  graph,
  graphPermission,
  graphPermissions,
} from '../../analysis/effective/entra-tiers/index.ts'
import type { Ranked } from '../../analysis/effective/entra-tiers/index.ts'
import { roleReach } from '../../analysis/effective/azure-actions/index.ts'
import type { ReachTier } from '../../analysis/effective/azure-actions/index.ts'
import { azureRoleFacts } from '../../analysis/effective/azure-facts.ts'
import { directoryRoleFacts } from '../../analysis/effective/entra-facts.ts'
import { UsageError } from '../../config/errors.ts'
import { nearest } from '../../config/suggest.ts'
import type { Store } from '../../inventory/store.ts'
import { clean } from '../../report/lines.ts'
import { gcpRole } from './gcp-role.ts'
import type { GivenKind } from './given-kinds.ts'
import { collected, holderLines } from './holders.ts'
import { lines, listed, some } from './statements.ts'
import { tierWords } from './tiers.ts'

/** Without a store nobody can say who holds it, nor what is the tenant's own. */
export function givenPage(kind: GivenKind, name: string, store: Store | undefined): readonly string[] {
  const pages = {
    'entra-role': entraRole,
    'graph-permission': permission,
    'azure-role': azureRole,
    'gcp-role': gcpRole,
  }
  return [...pages[kind](name, store)]
}

function* entraRole(name: string, store: Store | undefined): Generator<string> {
  const found = collected(store, 'directory-role', name)
  const asked = name.toLowerCase()
  const row = directoryRoles.find((role) => role.id === asked || role.name.toLowerCase() === asked)
  const own = found.map(directoryRoleFacts)
  const role = own[0] ?? (row && { templateId: row.id, displayName: row.name, builtIn: true, actions: [] })
  if (!role) {
    const names = directoryRoles.map((each) => each.name)
    throw unknown('role of Entra ID', name, names, 'Custom roles are known once their tenant was scanned.')
  }
  yield `${clean(role.displayName)}\n`
  yield* lines(`${role.builtIn ? 'Built-in' : 'Custom'} role of Entra ID, template ${role.templateId}`, '  ')
  yield* rankedLines(directoryRoleTier(role))
  yield* holderLines(store, found, 'role')
}

function* permission(name: string, store: Store | undefined): Generator<string> {
  const known = graphPermission(name)
  const value = known?.value ?? name
  const elsewhere = Object.entries(apis).filter(([, { application, delegated }]) =>
    [...application, ...delegated].some(({ values }) => values.includes(name)),
  )
  const guessed = applicationPermissionTier({ apiAppId: graph, value })
  if (!known && elsewhere.length === 0 && guessed.tier === 'unranked')
    throw unknown('permission', name, valuesOfGraph(), 'Give it as Microsoft writes it, such as Mail.Read.')
  yield `${clean(value)}\n`
  if (known || elsewhere.length === 0) yield* graphLines(value, known)
  for (const [appId, { name: api, application, delegated }] of elsewhere) {
    yield* lines(`Of ${api}, ${appId}`, '  ')
    if (application.some(({ values }) => values.includes(name)))
      yield* rankedLines(applicationPermissionTier({ apiAppId: appId, value: name }), asApplication)
    if (delegated.some(({ values }) => values.includes(name)))
      yield* rankedLines(delegatedScopeTier({ apiAppId: appId, scope: name }), inNameOfUser)
  }
  const natives = [graph, ...elsewhere.map(([appId]) => appId)].map((appId) => `${appId}/${value}`)
  const found = natives.flatMap((native) => collected(store, 'app-role', native))
  if (known?.applicationId !== undefined || found.length > 0) yield* holderLines(store, found, 'permission')
}

function* graphLines(value: string, known: ReturnType<typeof graphPermission>): Generator<string> {
  yield* lines(known ? 'Of Microsoft Graph' : strange(value), '  ', '    ')
  if (!known || known.applicationId !== undefined)
    yield* rankedLines(applicationPermissionTier({ apiAppId: graph, value }), asApplication, known?.applicationId)
  if (!known || known.delegatedId !== undefined)
    yield* rankedLines(delegatedScopeTier({ apiAppId: graph, scope: value }), inNameOfUser, known?.delegatedId)
}

function strange(value: string): string {
  const meant = nearest(value, valuesOfGraph())
  const more = meant === undefined ? '' : `; did you mean ${meant}?`
  return `Not among the permissions that Microsoft Graph had on ${graphPermissions().date}${more}`
}

function valuesOfGraph(): readonly string[] {
  const { application, delegated } = graphPermissions()
  return [...new Set([...Object.keys(application), ...Object.keys(delegated)])]
}

const reachWords: { readonly [Tier in ReachTier]: string } = {
  owner: 'Gives roles away',
  contributor: 'Changes nearly everything',
  takeover: 'Runs as what is there',
  data: 'Secrets, keys or data',
  operator: 'Changes or uses a service',
  reader: 'Reads settings',
  none: 'Nothing',
}

function* azureRole(name: string, store: Store | undefined): Generator<string> {
  const found = collected(store, 'azure-role', name)
  const [role] = found.map(azureRoleFacts)
  if (!role) {
    const hint = 'Roles of Azure are known once a scan has met them: muster scan azure.'
    throw unknown(
      'role of Azure',
      name,
      collected(store, 'azure-role').map((each) => each.name),
      hint,
    )
  }
  const { tier, reason, abilities } = roleReach(role)
  yield `${clean(role.roleName)}\n`
  yield* lines(`${role.type === 'BuiltInRole' ? 'Built-in' : 'Custom'} role of Azure, ${role.roleId}`, '  ')
  yield* lines(reachWords[tier], '  ')
  yield* lines(reason, '    ')
  if (abilities.length > 0) yield '\nWhat it can do\n'
  for (const { id, reason: why, matched } of abilities.slice(0, listed)) {
    yield* lines(`${id}: ${why}`, '  ', '    ')
    yield* lines(some(matched, 2), '    ', '      ')
  }
  if (abilities.length > listed) yield* lines(`and ${abilities.length - listed} more`, '  ')
  yield* holderLines(store, found, 'role')
}

const asApplication = 'As an application'
const inNameOfUser = 'In the name of a user'

function* rankedLines(ranked: Ranked, how?: string, id?: string): Generator<string> {
  const { tier, reason, source, takesOver, data } = ranked
  if (how !== undefined) yield* lines(id === undefined ? how : `${how}, ${id}`, '  ')
  const [first, rest] = how === undefined ? ['  ', '    '] : ['    ', '      ']
  yield* lines(how === inNameOfUser && tier === 'data' ? 'Data of whoever signs in' : tierWords[tier], first)
  yield* lines(reason, rest)
  if (takesOver) yield* lines(`Takes over: ${takesOver.map(worded).join(', ')}`, rest)
  if (data) yield* lines(`Data: ${data.map(worded).join(', ')}`, rest)
  const known =
    source === 'table' ? 'the table of Muster' : 'its actions or its name, as no row of the table is about it'
  yield* lines(`Ranked by ${known}.`, rest)
}

function worded(word: string): string {
  return word === 'unified-group' ? 'group of Microsoft 365' : word.replaceAll('-', ' ')
}

function unknown(what: string, name: string, names: readonly string[], hint: string): UsageError {
  const meant = nearest(name, names)
  return new UsageError(
    `No ${what} is called "${clean(name)}".`,
    meant === undefined ? hint : `Did you mean ${clean(meant)}?`,
  )
}
