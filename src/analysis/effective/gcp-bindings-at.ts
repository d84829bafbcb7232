/** Bindings that count at a resource, and those of them that name a principal. */
import { accountResource, fullNameOf } from './gcp-facts.ts'
import { isAmong } from './gcp-membership.ts'
import { canonicalMember, memberOf, projectOfAccount } from './gcp-principals.ts'
import type { GcpMember } from './gcp-principals.ts'
import type { GcpBindingAt, GcpWorld } from './gcp-world/index.ts'
import { remember } from './gcp-world/remember.ts'

/** Where something lies: resources whose policies count there, and what of that was not told. */
export interface Place {
  readonly resources: readonly string[]
  /** `projects/acme`; undefined: nobody knows. */
  readonly container: string | undefined
  readonly missing: readonly string[]
}

/** The resource itself, what it is part of, its container, and all that is above. */
export function placeOf(world: GcpWorld, resource: string): Place {
  const own = written(world, resource)
  const parts = partsOf(own)
  const container = world.containerOf(own) ?? parts.flatMap((part) => world.bindingsOn(part)[0]?.container ?? [])[0]
  if (container === undefined) return { resources: parts, container, missing: [`which project ${own} belongs to`] }
  const { names, missing } = world.chain(container)
  const above = names.map(fullNameOf)
  return {
    resources: [...parts.filter((part) => !above.includes(part)), ...above],
    container: names[0] ?? container,
    missing: missing === undefined ? [] : [missing],
  }
}

/** Projects by their id; service accounts by their e-mail and with their project, also where `projects/-` stands for it. */
function written(world: GcpWorld, resource: string): string {
  const own = world.canonical(resource)
  const [, project, name = ''] =
    /^\/\/iam\.googleapis\.com\/projects\/([^/]+)\/serviceAccounts\/([^/]+)$/.exec(own) ?? []
  if (project === undefined) return own
  const account = /^\d+$/.test(name) ? world.accountByUniqueId(name) : undefined
  const email = account?.email ?? name.toLowerCase()
  const home = project === '-' ? (world.account(email)?.projectId ?? projectOfAccount(email) ?? project) : project
  return accountResource(email, home)
}

/** `//…/secrets/s/versions/1`, `//…/secrets/s`: names grow by a collection and an id at a time. */
function partsOf(resource: string): readonly string[] {
  const [, service = '', path = ''] = /^\/\/([^/]+)\/(.+)$/s.exec(resource) ?? []
  if (service === 'storage.googleapis.com') return bucketParts(path)
  const segments = path.split('/')
  const parts: string[] = []
  for (let length = segments.length; length > 2; length -= 2)
    parts.push(`//${service}/${segments.slice(0, length).join('/')}`)
  return parts.length === 0 ? [resource] : parts
}

/** Policies are kept by `//storage.googleapis.com/b`; requests and conditions write `projects/_/buckets/b`. */
function bucketParts(path: string): readonly string[] {
  const bucket = path.replace(/^projects\/_\/buckets\//, '')
  const [name = ''] = bucket.split('/')
  return [...new Set([bucket, name])].map((each) => `//storage.googleapis.com/${each}`)
}

export interface Naming {
  readonly binding: GcpBindingAt
  /** The member by which it does, as it is written there. */
  readonly member: string
  /** Nobody can tell whether it does. */
  readonly sure: boolean
}

interface AtResource {
  readonly byMember: ReadonlyMap<string, readonly GcpBindingAt[]>
  /** Members that may stand for others: sets and groups. */
  readonly wide: readonly string[]
}

const indexes = new WeakMap<readonly GcpBindingAt[], AtResource>()

function indexOf(bindings: readonly GcpBindingAt[]): AtResource {
  const before = indexes.get(bindings)
  if (before !== undefined) return before
  const byMember = new Map<string, GcpBindingAt[]>()
  for (const binding of bindings)
    for (const member of new Set(binding.members)) {
      remember(byMember, member, () => []).push(binding)
    }
  const made = { byMember, wide: [...byMember.keys()].filter(isWide) }
  indexes.set(bindings, made)
  return made
}

const narrow: readonly GcpMember['kind'][] = ['service-account', 'user', 'pool-subject', 'agent', 'deleted']

export function isWide(member: string): boolean {
  return !narrow.includes(memberOf(member).kind)
}

/** Found by the member's own name and among sets, not by trying every member. */
export function namingAt(world: GcpWorld, principal: string, resource: string): readonly Naming[] {
  const { byMember, wide } = indexOf(world.bindingsOn(resource))
  if (byMember.size === 0) return []
  const own = canonicalMember(principal)
  const who = memberOf(own)
  const direct = (byMember.get(own) ?? []).map((binding) => ({ binding, member: own, sure: true }))
  const sets = wide
    .filter((member) => member !== own)
    .flatMap((member): readonly Naming[] => {
      const among = isAmong(world, who, memberOf(member))
      if (among === false) return []
      return (byMember.get(member) ?? []).map((binding) => ({ binding, member, sure: among === true }))
    })
  return [...direct, ...sets]
}
