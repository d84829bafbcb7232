/** Names for resources that do not exist yet, such that the caller's own policies could cover them. */
import { arnFormats } from '../../aws-actions/index.ts'
import { listOf } from '../../aws-statements.ts'
import { common } from './common.ts'
import { valueOf } from '../../aws-access/context.ts'
import type { CompiledStatement, Context } from '../../aws-policy/types.ts'
import type { Account, Principal } from '../../aws-access/types.ts'

/** A resource of the type in the region, by a name nobody has thought of; and the pattern that covers all of them. */
interface Shape {
  readonly generic: string
  readonly pattern: string
  readonly fits: RegExp
}

const fillings = ['example', 'example/example', 'example:1']

function shapesOf(type: string, account: Account, region: string, cluster: string | undefined): readonly Shape[] {
  const colon = type.indexOf(':')
  return formatsOf(type.slice(0, colon), type.slice(colon + 1)).map((format) => {
    const placed = format
      .replace('${Partition}', account.partition)
      .replace('${Region}', region)
      .replace('${Account}', account.id)
      .replace('${ClusterName}', cluster ?? '${ClusterName}')
    return {
      generic: placed.replaceAll(/\$\{(\w+)\}/g, (_, name: string) =>
        /RevisionNumber|VersionId/.test(name) ? '1' : 'example',
      ),
      pattern: placed.replaceAll(/\$\{\w+\}/g, '*').replace(`:${region}:`, ':*:'),
      fits: new RegExp(
        `^${placed.replaceAll(/[.*+?^|()[\]\\]/g, String.raw`\$&`).replaceAll(/\$\{(\w+)\}/g, variable)}$`,
      ),
    }
  })
}

function variable(_: string, name: string): string {
  return name.endsWith('WithPath') ? '[^:]+' : '[^:/]+'
}

/** Without those of resources that belong to AWS itself, such as its ready-made code interpreters. */
function formatsOf(service: string, type: string): readonly string[] {
  const formats = arnFormats(service, type)
  return formats.filter((format) => !/^arn:[^:]*:[^:]*:[^:]*:aws:/.test(format))
}

/**
 * Candidates for a new resource of one of the types: the plain one first, then what the caller's statements name, and
 * what the target's trust asks for.
 */
export function invent(
  caller: Principal,
  account: Account,
  types: readonly string[],
  actions: readonly string[],
  region: string,
  {
    cluster,
    trusted = [],
  }: { readonly cluster?: string | undefined; readonly trusted?: readonly string[] | undefined } = {},
): readonly { readonly is: string; readonly pattern: string }[] {
  const own = patternsFor(caller, actions)
  const named = trusted.length === 0 ? own : [...own, ...trusted]
  const found = new Map<string, { readonly is: string; readonly pattern: string }>()
  for (const shape of types.flatMap((type) => shapesOf(type, account, region, cluster))) {
    found.set(shape.generic, { is: shape.generic, pattern: shape.pattern })
    for (const pattern of named) {
      const is = instanceOf(pattern, shape)
      if (is !== undefined) found.set(is, { is, pattern: shape.pattern })
    }
    for (const is of sharedBy(named, shape)) found.set(is, { is, pattern: shape.pattern })
  }
  return [...found.values()]
}

/** Every two patterns are tried, so that more than these would take long; policies rarely have as many for one action. */
const mostShared = 12

/** Resources that two of the patterns cover at once, as where one action is held to an ending, another to a beginning. */
function sharedBy(patterns: readonly string[], shape: Shape): readonly string[] {
  const open = patterns.filter((pattern) => /[*?]/.test(pattern)).slice(0, mostShared)
  const head = shape.generic.split(':').slice(0, 5)
  const ends = open.flatMap((pattern) => {
    const parts = pattern.split(':')
    return parts.length > 5 && head.every((part, at) => wild(parts[at] ?? '').test(part))
      ? parts.slice(5).join(':')
      : []
  })
  return ends.flatMap((a, at) =>
    ends.slice(at + 1).flatMap((b) => {
      const shared = common(a, b)
      const is = shared === undefined ? '' : `${head.join(':')}:${shared}`
      return shape.fits.test(is) ? is : []
    }),
  )
}

/** A resource that both the pattern and the shape cover, if one is easily found; none where the generic one will do. */
function instanceOf(pattern: string, shape: Shape): string | undefined {
  const wanted = pattern.split(':')
  if (wanted.length < 6) return undefined
  const generic = shape.generic.split(':')
  for (const part of [0, 1, 2, 3, 4]) if (!wild(wanted[part] ?? '').test(generic[part] ?? '')) return undefined
  const head = generic.slice(0, 5).join(':')
  const rest = wanted.slice(5).join(':')
  const own = generic.slice(5).join(':')
  const covers = wild(rest)
  if (covers.test(own)) return undefined
  const prefix = /^[^/:]*[/:]/.exec(own)?.[0] ?? ''
  for (const filling of fillings)
    for (const start of ['', prefix]) {
      const name = start + rest.replaceAll(/\*+/g, filling).replaceAll('?', 'a')
      if (covers.test(name) && shape.fits.test(`${head}:${name}`)) return `${head}:${name}`
    }
  const shared = `${head}:${common(rest, shape.pattern.split(':').slice(5).join(':')) ?? ''}`
  return shape.fits.test(shared) ? shared : undefined
}

const wilds = new Map<string, RegExp>()

function wild(pattern: string): RegExp {
  const known = wilds.get(pattern)
  if (known) return known
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]')
  const made = new RegExp(`^${source}$`)
  wilds.set(pattern, made)
  return made
}

const remembered = new WeakMap<Principal, Map<string, readonly string[]>>()

/** Resource patterns of the statements that speak of one of the actions. */
function patternsFor(caller: Principal, actions: readonly string[]): readonly string[] {
  const known = remembered.get(caller) ?? new Map<string, readonly string[]>()
  remembered.set(caller, known)
  const key = actions.join(' ')
  const before = known.get(key)
  if (before) return before
  const found = new Set<string>()
  for (const statement of statementsOf(caller))
    if (actions.some((action) => statement.coversAction(action.toLowerCase())))
      for (const pattern of namedBy(statement)) {
        const filled = fillIn(pattern, caller)
        if (filled !== undefined) for (const each of relatives(filled)) found.add(each)
      }
  const patterns = [...found]
  known.set(key, patterns)
  return patterns
}

/** A Deny leaves open what its NotResource names. Conditions name what the way fixes for another of its calls. */
function namedBy({ effect, source }: CompiledStatement): readonly string[] {
  const tested = Object.values(source.Condition ?? {})
    .flatMap((keys) => Object.values(keys).flatMap((values) => listOf(values)))
    .filter((value): value is string => typeof value === 'string' && value.startsWith('arn:'))
  return [...listOf(effect === 'Allow' ? source.Resource : source.NotResource), ...tested].filter(
    (pattern) => pattern !== '*',
  )
}

const ofCluster = /^([^/]*:ecs:[^/]*:)(?:cluster|service|task|container-instance)\/([^/:]+)/
const ofVersion = /^(.*:lambda:.*:function:[^:]+):[^:]+$/

/** What a pattern says of others: what is in an ECS cluster has its name, a version of a function that of the function. */
function relatives(pattern: string): readonly string[] {
  const [, head, cluster] = ofCluster.exec(pattern) ?? []
  if (head !== undefined && cluster !== undefined) {
    const inside = ['service', 'task', 'container-instance'].map((type) => `${head}${type}/${cluster}/*`)
    return [pattern, `${head}cluster/${cluster}`, ...inside]
  }
  return [pattern, ofVersion.exec(pattern)?.[1] ?? []].flat()
}

/** Whether the caller's statements on the action speak of versions of functions, which have ARNs of their own. */
export function namesVersions(caller: Principal, action: string): boolean {
  return patternsFor(caller, [action]).some((pattern) => ofVersion.test(pattern))
}

const variables = /\$\{\s*([^\s,}]+)\s*(?:,\s*'([^']*)'\s*)?\}/g

/** Policy variables whose value follows from the caller; `undefined` where one does not. */
function fillIn(pattern: string, caller: Principal): string | undefined {
  const filled = pattern.replaceAll(variables, (all, name: string, fallback: string | undefined) => {
    const value = ofCaller(name.toLowerCase(), caller)
    return typeof value === 'string' ? value : value === null && fallback !== undefined ? fallback : all
  })
  return filled.includes('${') ? undefined : filled
}

function ofCaller(key: string, caller: Principal): Context[string] | undefined {
  if (key === 'aws:username') return caller.kind === 'user' ? caller.identity.name : null
  if (key === 'aws:principalaccount') return caller.account
  return valueOf(key, caller, { action: '', resource: '' })
}

export function statementsOf({ caller }: Principal): readonly CompiledStatement[] {
  const policies = [
    ...caller.identity,
    ...(caller.boundary ? [caller.boundary] : []),
    ...(caller.session ?? []),
    ...(caller.serviceControl ?? []).flat(),
  ]
  return policies.flatMap(({ statements }) => statements)
}

const regionsOf = new WeakMap<Principal, readonly string[]>()

/** Regions worth a try: the account's own, and those that what grants and limits the caller names. */
export function regionsFor(caller: Principal, account: Account): readonly string[] {
  const known = regionsOf.get(caller)
  if (known) return known
  const found = new Set([account.region])
  for (const { source } of statementsOf(caller)) {
    for (const pattern of [...listOf(source.Resource), ...listOf(source.NotResource)])
      found.add(pattern.split(':')[3] ?? '')
    for (const keys of Object.values(source.Condition ?? {}))
      for (const [key, values] of Object.entries(keys))
        if (/^(aws:requestedregion|ec2:region)$/i.test(key))
          for (const value of listOf(values)) found.add(String(value))
  }
  const regions = [...found].filter((region) => /^[a-z]{2}(-[a-z]+)+-\d+$/.test(region))
  regionsOf.set(caller, regions)
  return regions
}
