/** What the permissions of a role amount to where it is held, never by the name of the role. */
import { liftsLimits, readsData } from './data.ts'
import { actAs } from './methods/impersonation.ts'
import { gcpMethods } from './methods/index.ts'
import type { GcpMethod } from './types.ts'

/**
 * control: gives roles over the place away. takeover: becomes other service accounts, by token or by code. data: reads
 * secrets or what is stored. management: changes something. limited: reads settings.
 */
export const gcpTiers = ['control', 'takeover', 'data', 'management', 'limited'] as const
export type GcpTier = (typeof gcpTiers)[number]

/** What a role is held over; other: one resource, such as a secret or a bucket. */
export type GcpHeldOver = 'organization' | 'folder' | 'project' | 'service-account' | 'other'

export interface GcpTierFound {
  readonly tier: GcpTier
  /** A sentence that names the permission. */
  readonly reason: string
}

/** Whoever may set the policy of what lies below may set it of all of that. */
const givesRoles: { readonly [Over in GcpHeldOver]: readonly string[] } = {
  organization: ['organizations', 'folders', 'projects'].map(setsPolicyOf),
  folder: ['folders', 'projects'].map(setsPolicyOf),
  project: ['projects'].map(setsPolicyOf),
  'service-account': [],
  other: [],
}

function setsPolicyOf(plural: string): string {
  return `resourcemanager.${plural}.setIamPolicy`
}

/** Permissions by which control of a place is had, the widest first: of any place that lies in `over`. */
export function controllingPermissions(over: GcpHeldOver): readonly string[] {
  return givesRoles[over]
}

export function tierOf(permissions: readonly string[], over: GcpHeldOver): GcpTierFound {
  const held = new Set(permissions)
  return control(held, over) ?? takeover(held, over) ?? data(held, over) ?? rest(permissions)
}

function control(held: ReadonlySet<string>, over: GcpHeldOver): GcpTierFound | undefined {
  const found = givesRoles[over].find((permission) => held.has(permission))
  if (found === undefined) return undefined
  return { tier: 'control', reason: `${found}: It gives itself and others any role ${placeWords[over]}.` }
}

const placeWords: { readonly [Over in GcpHeldOver]: string } = {
  organization: 'over what is in the organization',
  folder: 'over what is in the folder',
  project: 'over the project',
  'service-account': 'over the service account',
  other: 'over it',
}

function takeover(held: ReadonlySet<string>, over: GcpHeldOver): GcpTierFound | undefined {
  const found = gcpMethods.find((method) => isTakeover(method, over) && gives(method, held))
  if (found === undefined) return undefined
  const whose = over === 'service-account' ? 'this service account' : 'service accounts'
  const words = found.gives === 'role' ? '' : ` ${whose}`
  const permission = found.all[0] ?? found.oneOf?.find((each) => held.has(each)) ?? ''
  return {
    tier: 'takeover',
    reason: `${permission}${found.actAs ? ` with ${actAs}` : ''}: It ${found.does}${words}.`,
  }
}

/** Over one service account only what is asked for there counts, over one other resource nothing. */
function isTakeover({ at, gives: gain }: GcpMethod, over: GcpHeldOver): boolean {
  if (gain !== 'become' && gain !== 'role') return false
  if (over === 'other') return at === 'workload'
  return over === 'service-account' ? at === 'service-account' : true
}

/** Whether the permissions do for the method, all of them in one hand. */
export function gives({ all, oneOf, actAs: acts }: GcpMethod, held: ReadonlySet<string>): boolean {
  if (acts && !held.has(actAs)) return false
  return all.every((each) => held.has(each)) && (oneOf === undefined || oneOf.some((each) => held.has(each)))
}

/** Of what is gained short of a service account, its keys for Cloud Storage read what it reads. */
function data(held: ReadonlySet<string>, over: GcpHeldOver): GcpTierFound | undefined {
  const lesser =
    over === 'other' ? undefined : gcpMethods.find((method) => method.gives === 'storage' && gives(method, held))
  if (lesser) return { tier: 'data', reason: `${lesser.all[0]}: It ${lesser.does} service accounts.` }
  const found = readsData.find(({ permission }) => held.has(permission))
  return found && { tier: 'data', reason: `${found.permission}: ${found.reason}` }
}

const verbsThatRead = /^(?:get|list|search|view|read|fetch|query|check|test|lookup|analyze|export)/i

function rest(permissions: readonly string[]): GcpTierFound {
  const held = new Set(permissions)
  const lifting = liftsLimits.find(({ permission }) => held.has(permission))
  if (lifting) return { tier: 'management', reason: `${lifting.permission}: ${lifting.reason}` }
  const lesser = gcpMethods.find(
    ({ gives: gain, all }) => (gain === 'token' || gain === 'key') && all.every((each) => held.has(each)),
  )
  if (lesser) return { tier: 'management', reason: `${lesser.all[0]}: It ${lesser.does} service accounts.` }
  if (held.has(actAs))
    return { tier: 'management', reason: `${actAs}: It runs as service accounts what another role lets it deploy.` }
  const changing = permissions.find((each) => !verbsThatRead.test(each.split('.').at(-1) ?? ''))
  if (changing !== undefined)
    return { tier: 'management', reason: `${changing}: It changes or uses something, and becomes nobody by it.` }
  return {
    tier: 'limited',
    reason: permissions[0] === undefined ? 'It allows nothing.' : `${permissions[0]}: It reads.`,
  }
}
