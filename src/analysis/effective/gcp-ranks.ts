/** What a role comes to where it is held: what denials and boundaries leave of it, and how much that is. */
import type { View } from '../../inventory/view.ts'
import { isKnown } from '../../model/index.ts'
import type { Known } from '../../model/index.ts'
import { tierOf } from './gcp-abilities/index.ts'
import type { GcpHeldOver, GcpTier } from './gcp-abilities/index.ts'
import { knownOf } from './gcp-basic-roles.ts'
import { boundsAt } from './gcp-boundaries.ts'
import type { BoundsAt } from './gcp-boundaries.ts'
import { denialsAt, denies } from './gcp-denials.ts'
import type { StandingDenial } from './gcp-denials.ts'
import { containerIn } from './gcp-facts.ts'
import type { GcpMember } from './gcp-principals.ts'
import type { GcpWorld } from './gcp-world/index.ts'
import { remember } from './gcp-world/remember.ts'

export interface GcpRank {
  /** unranked: the permissions of the role were not read. */
  readonly tier: GcpTier | 'unranked'
  /** A sentence. */
  readonly reason: string
}

/** A role where it is held, past what keeps it back. */
export interface Standing {
  /** Those that nothing keeps back for certain. */
  readonly permissions: Known<readonly string[]>
  readonly rank: GcpRank
  /** The rank hangs on a denial or a boundary that nobody can weigh. */
  readonly unsure: boolean
}

interface Held {
  readonly who: GcpMember
  readonly role: string
  readonly resource: string
  readonly container: string | undefined
}

export function standingOf(view: View, world: GcpWorld, { who, role, resource, container }: Held): Standing {
  const all = permissionsOf(view, world, role)
  const known = isKnown(all) ? all : knownOf(role)
  if (known === undefined) return { permissions: all, rank: unranked(role), unsure: false }
  const limits = container === undefined ? noLimits : limitsAt(world, who, container)
  const over = overOf(resource)
  const pasts = view.onceForAll('gcp roles past their limits', () => new Map<string, Past>())
  const { left, sure } = remember(pasts, `${limits.key} ${role}`, () => past(known, limits))
  const rank = rankOf(left, over)
  return { permissions: isKnown(all) ? left : all, rank, unsure: rankOf(sure, over).tier !== rank.tier }
}

function unranked(role: string): GcpRank {
  return { tier: 'unranked', reason: `The permissions of ${role} were not read.` }
}

/** One list a role, whoever holds it. */
function permissionsOf(view: View, world: GcpWorld, role: string): Known<readonly string[]> {
  const lists = view.onceForAll('gcp permissions by role', () => new Map<string, Known<readonly string[]>>())
  return remember(lists, role, () => {
    const permissions = world.permissionsOf(role)
    return isKnown(permissions) ? [...permissions].toSorted() : permissions
  })
}

interface Limits {
  /** The same for all whom the same keeps back. */
  readonly key: string
  readonly denials: readonly StandingDenial[]
  readonly bounds: BoundsAt | undefined
}

const noLimits: Limits = { key: '', denials: [], bounds: undefined }

function limitsAt(world: GcpWorld, who: GcpMember, container: string): Limits {
  const denials = denialsAt(world, who, container)
  const bounds = boundsAt(world, who, container)
  if (denials.length === 0 && bounds === undefined) return noLimits
  const names = denials.map(({ policy, index, state }) => `${policy.policyName}#${index} ${state}`)
  return { key: [...names, bounds?.key ?? ''].join(' '), denials, bounds }
}

interface Past {
  readonly left: readonly string[]
  /** Of these, the ones that nothing may keep back either. */
  readonly sure: readonly string[]
}

function past(all: readonly string[], { denials, bounds }: Limits): Past {
  if (denials.length === 0 && bounds === undefined) return { left: all, sure: all }
  const kept = (permission: string): 'yes' | 'no' | 'unsure' => {
    const against = denials.filter(({ rule }) => denies(rule, permission))
    const bound = bounds?.of(permission).state ?? 'free'
    if (bound === 'blocked' || against.some(({ state }) => state === 'denied')) return 'yes'
    return bound === 'unsure' || against.length > 0 ? 'unsure' : 'no'
  }
  const answers = all.map(kept)
  return {
    left: all.filter((_, at) => answers[at] !== 'yes'),
    sure: all.filter((_, at) => answers[at] === 'no'),
  }
}

const ranks = new WeakMap<readonly string[], Map<GcpHeldOver, GcpRank>>()

/** Lists are shared by all who hold a role, so that each is weighed once. */
function rankOf(permissions: readonly string[], over: GcpHeldOver): GcpRank {
  const known = ranks.get(permissions) ?? new Map<GcpHeldOver, GcpRank>()
  ranks.set(permissions, known)
  return remember(known, over, () => tierOf(permissions, over))
}

const kinds: { readonly [plural: string]: GcpHeldOver } = {
  organizations: 'organization',
  folders: 'folder',
  projects: 'project',
}

function overOf(resource: string): GcpHeldOver {
  const [plural = ''] = (containerIn(resource) ?? '').split('/')
  return (
    kinds[plural] ??
    (/^\/\/iam\.googleapis\.com\/.*\/serviceAccounts\/[^/]+$/.test(resource) ? 'service-account' : 'other')
  )
}
