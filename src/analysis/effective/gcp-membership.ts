/** Whether a principal is among those that a policy names. */
import { fullNameOf } from './gcp-facts.ts'
import { isServiceAgent, memberOf, projectOfAccount } from './gcp-principals.ts'
import type { GcpMember } from './gcp-principals.ts'
import type { GcpWorld } from './gcp-world/index.ts'

/** undefined: nobody can tell, since members or what is above something were not read, or since the form is unknown. */
export function isAmong(world: GcpWorld, who: GcpMember, named: GcpMember): boolean | undefined {
  switch (named.kind) {
    case 'all-users':
      return true
    case 'all-authenticated':
      // Identities of pools are not among them. https://cloud.google.com/iam/docs/principals-overview#all-authenticated-users
      return who.kind === 'service-account' || who.kind === 'user' || who.kind === 'all-authenticated'
    case 'service-account':
    case 'user':
      return who.kind === named.kind && who.email === named.email
    case 'group':
      return inGroup(world, who, named.email)
    case 'domain':
      // Service accounts belong to no domain of Workspace.
      return who.kind === 'user' ? who.email.endsWith(`@${named.domain}`) : same(who, named)
    case 'basic-role':
      return hasBasicRole(world, who, named)
    case 'pool-set':
      return inPool(who, named)
    case 'container-set':
      return inContainer(world, who, named)
    case 'agent-set':
      return inAgents(who, named)
    case 'other':
      return same(who, named) || undefined
    default:
      return same(who, named)
  }
}

function same(who: GcpMember, named: GcpMember): boolean {
  return who.kind === named.kind && JSON.stringify(who) === JSON.stringify(named)
}

/** Only service accounts and people are in groups; of groups within groups, the accounts are told with the outer one. */
function inGroup(world: GcpWorld, who: GcpMember, group: string): boolean | undefined {
  if (who.kind === 'group') return who.email === group
  if (who.kind === 'user') return undefined
  if (who.kind !== 'service-account') return false
  return world.groupsOf(who.email).includes(group) || (world.membersRead(group) ? false : undefined)
}

/** `projectOwner:acme` is whoever has the role on the project itself. */
function hasBasicRole(
  world: GcpWorld,
  who: GcpMember,
  { role, project }: Extract<GcpMember, { kind: 'basic-role' }>,
): boolean | undefined {
  if (who.kind === 'basic-role') return who.role === role && who.project === project
  const bindings = world.bindingsOn(fullNameOf(`projects/${project}`)).filter((binding) => binding.role === role)
  return any(
    bindings.flatMap(({ members, condition }) =>
      members.map((member) => {
        const named = memberOf(member)
        const among = named.kind === 'basic-role' ? false : isAmong(world, who, named)
        return among === true && condition !== null ? undefined : among
      }),
    ),
  )
}

function inPool(who: GcpMember, { pool, set }: Extract<GcpMember, { kind: 'pool-set' }>): boolean | undefined {
  if (who.kind === 'pool-set') return who.pool === pool && (set === '*' || who.set === set)
  if (who.kind !== 'pool-subject' || who.pool !== pool) return false
  if (set === '*') return true
  const [, namespace] = /^ns\/([^/]+)\/sa\//.exec(who.subject) ?? []
  if (set.startsWith('namespace/')) return namespace === undefined ? undefined : set === `namespace/${namespace}`
  // Groups and attributes come with the token, and its subject does not tell them.
  return undefined
}

function inContainer(
  world: GcpWorld,
  who: GcpMember,
  named: Extract<GcpMember, { kind: 'container-set' }>,
): boolean | undefined {
  if (who.kind === 'container-set') return same(who, named)
  if (who.kind === 'service-account' && isServiceAgent(who.email) !== (named.of === 'service-agents'))
    return named.of === 'all' ? undefined : false
  if (who.kind !== 'service-account' && named.of !== 'all') return false
  if (who.kind === 'group' || who.kind === 'user' || who.kind === 'domain')
    return named.container.startsWith('organizations/') ? undefined : false
  const project = projectOf(world, who)
  return project === undefined ? homeless(who) : world.holds(named.container, project)
}

/** Whoever belongs to no project for certain is in none. */
function homeless({ kind }: GcpMember): boolean | undefined {
  return ['all-users', 'all-authenticated', 'basic-role', 'deleted'].includes(kind) ? false : undefined
}

/** The project that a principal belongs to, as `projects/acme`. */
export function projectOf(world: GcpWorld, who: GcpMember): string | undefined {
  const written = writtenProject(world, who)
  return written === undefined ? undefined : (world.container(`projects/${written}`)?.name ?? `projects/${written}`)
}

function writtenProject(world: GcpWorld, who: GcpMember): string | undefined {
  if (who.kind === 'service-account') return world.account(who.email)?.projectId ?? projectOfAccount(who.email)
  if (who.kind === 'agent') return /\/projects\/([^/]+)/.exec(who.path)?.[1]
  if (who.kind !== 'pool-subject' && who.kind !== 'pool-set') return undefined
  const [, number, name = ''] = /^projects\/([^/]+)\/.*\/([^/]+)$/.exec(who.pool) ?? []
  return number === '-' ? name.replace(/\.svc\.id\.goog$/, '') : number
}

/** `attribute.platformContainer/aiplatform/projects/1` are the agents of that project there. */
function inAgents(who: GcpMember, { trust, set }: Extract<GcpMember, { kind: 'agent-set' }>): boolean | undefined {
  if (who.kind === 'agent-set') return who.trust === trust && (set === '*' || who.set === set)
  if (who.kind !== 'agent' || who.trust !== trust) return false
  if (set === '*') return true
  const [, path] = /^attribute\.(?:platform|platformContainer)\/(.+)$/.exec(set) ?? []
  return path === undefined ? undefined : who.path.startsWith(`resources/${path}/`)
}

function any(answers: readonly (boolean | undefined)[]): boolean | undefined {
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false
}
