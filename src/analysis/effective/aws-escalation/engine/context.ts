/** Condition keys whose value the way of acting fixes. */
import { isKnown } from '../../../../model/index.ts'
import { userFacts } from '../../aws-facts.ts'
import type { Context } from '../../aws-policy/types.ts'
import type { Principal } from '../../aws-access/types.ts'
import { statementsOf } from './patterns.ts'

interface On {
  readonly action: string
  readonly region: string
  /** The user or role that is acted on. */
  readonly principal?: Principal
  /** Tags of what is acted on, where they were read. */
  readonly tags?: { readonly [key: string]: string }
}

type Keys = { [key: string]: string | readonly string[] | null }

export function contextOf(caller: Principal, on: On, fixed: { readonly [key: string]: string }): Context {
  const context: Keys = { 'aws:RequestedRegion': on.region }
  if (on.action.startsWith('ec2:')) context['ec2:Region'] = on.region
  const iam = on.action.startsWith('iam:')
  if (iam && on.action !== 'iam:PassRole') delete context['aws:RequestedRegion']
  if (iam && on.principal && on.action !== 'iam:PassRole') {
    const boundary = userFacts(on.principal.identity).permissionsBoundary
    if (boundary === null || isKnown<string>(boundary)) context['iam:PermissionsBoundary'] = boundary
  }
  bindTags(context, caller, on)
  return Object.assign(context, fixed)
}

/** Tags of the role, which sts:AssumeRole carries. */
export function contextOfAssuming(caller: Principal, role: Principal): Context {
  const context: Keys = {}
  bindTags(context, caller, { action: 'sts:AssumeRole', principal: role })
  return context
}

/**
 * Tags that the caller's policies ask for, as the resource has them or not. AWS promises nothing of a role's tags when
 * the role is passed: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
function bindTags(context: Keys, caller: Principal, { action, principal, tags }: Omit<On, 'region'>): void {
  if (action === 'iam:PassRole') return
  const known = principal ? tagsOf(principal) : tags
  if (known) for (const { key, tag } of tagKeysOf(caller)) context[key] = valueFor(known, tag)
}

function tagsOf({ identity }: Principal): { readonly [key: string]: string } | undefined {
  if (identity.tags === null) return {}
  return isKnown<{ readonly [key: string]: string }>(identity.tags) ? identity.tags : undefined
}

function valueFor(tags: { readonly [key: string]: string }, tag: string): string | null {
  const found = Object.entries(tags).find(([name]) => name.toLowerCase() === tag)
  return found?.[1] ?? null
}

interface TagKey {
  readonly key: string
  readonly tag: string
}

const remembered = new WeakMap<Principal, readonly TagKey[]>()

function tagKeysOf(caller: Principal): readonly TagKey[] {
  const known = remembered.get(caller)
  if (known) return known
  const found = new Map<string, TagKey>()
  for (const { source } of statementsOf(caller))
    for (const keys of Object.values(source.Condition ?? {}))
      for (const key of Object.keys(keys)) {
        const tag = /^[a-z0-9-]+:resourcetag\/(.+)$/i.exec(key)?.[1]
        if (tag !== undefined) found.set(key.toLowerCase(), { key, tag: tag.toLowerCase() })
      }
  const asked = [...found.values()]
  remembered.set(caller, asked)
  return asked
}
