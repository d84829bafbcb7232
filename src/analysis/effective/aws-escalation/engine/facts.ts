/** What has to be so with resources, and with the users and roles that are taken. */
import type { GapReason, Resource } from '../../../../model/index.ts'
import { isUnknown } from '../../../../model/index.ts'
import { roleFacts, userFacts, workloadFacts } from '../../aws-facts.ts'
import { askToAssume, ask } from '../../aws-access/index.ts'
import type { Account, Principal } from '../../aws-access/types.ts'
import type { Need, Where } from '../catalogue/types.ts'
import type { Context } from '../../aws-policy/types.ts'
import { contextOfAssuming } from './context.ts'
import { regionsFor, statementsOf } from './patterns.ts'

/** `missing`: what was not read and could make it so. `undefined`: it is not so. */
export interface Met {
  readonly missing: readonly string[]
  readonly conditions: readonly string[]
}

const met: Met = { missing: [], conditions: [] }
const unread = (...missing: readonly string[]): Met => ({ missing, conditions: [] })

/** What brings a fact that was not asked for, for a scan of files and of an account itself. */
const hints = {
  resources: 'scan the account with --tier deep, or give --resources beside --from',
  report: 'scan the account itself, or give --credential-report beside --from',
  file: 'no API tells that nothing calls it; a resources file can',
} as const

export function resourcesUnread(kind: string, because: GapReason = 'not-collected'): string {
  return because === 'not-collected' ? `${kind} resources (${hints.resources})` : `${kind} resources`
}

export function factUnread(fact: string, arn: string): string {
  return `${fact} of ${arn} (${untold.has(fact) ? hints.file : hints.resources})`
}

/** What no API says of a resource when it is not so: schedules and flows elsewhere may call a function. */
const untold = new Set(['hasTrigger'])

export function arnOf(resource: Resource): string {
  const { arn } = workloadFacts(resource)
  return typeof arn === 'string' && arn !== '' ? arn : resource.nativeId
}

/** Facts of the resource that were not read; `undefined` when one speaks against it. */
export function meets(resource: Resource, tests: readonly Where[]): readonly string[] | undefined {
  const missing: string[] = []
  for (const test of tests) {
    const verdict = holds(resource, test.fact, test)
    if (verdict === true || (test.or !== undefined && holds(resource, test.or, test) === true)) continue
    if (verdict === false) return undefined
    if (test.assumed !== true) missing.push(factUnread(test.fact, arnOf(resource)))
  }
  return missing
}

function holds(resource: Resource, fact: string, test: Where): boolean | undefined {
  const value = resource.facts[fact]
  if (isUnknown(value)) return undefined
  if (test.is) return test.is.includes(value)
  if (test.not) return !test.not.includes(value)
  return value !== null && value !== '' && value !== 0 && value !== false
}

type Check = (subject: Principal, caller: Principal, account: Account) => Met | undefined

const checks: { readonly [N in Need]: Check } = {
  'can-be-changed': (subject) => where(canBeChanged(subject)),
  'instance-profile': (subject) => where(hasProfile(subject)),
  'profile-may-be-named': (subject, caller, account) => where(mayName(subject, caller, account)),
  'no-instance-profile': (subject) => where(!hasProfile(subject)),
  'free-key-slot': (subject, _, account) => where(keyCount(subject, account) !== 2),
  'both-key-slots-taken': (subject, _, account) => {
    const count = keyCount(subject, account)
    return count === undefined ? unread(`access keys of ${subject.arn} (${hints.report})`) : where(count >= 2)
  },
  password: (subject) => password(subject, true),
  'no-password': (subject) => password(subject, false),
  'identity-allows-assuming': (subject, caller) => where(identityAllows(caller, subject)),
  'trust-alone-allows-assuming': (subject, caller) =>
    where(!identityAllows(caller, subject) && askToAssume(caller, subject).verdict !== 'denied'),
}

export function need(what: Need, subject: Principal, caller: Principal, account: Account): Met | undefined {
  return checks[what](subject, caller, account)
}

function where(is: boolean): Met | undefined {
  return is ? met : undefined
}

export function hasProfile({ kind, identity }: Principal): boolean {
  return kind === 'role' && roleFacts(identity).instanceProfiles.length > 0
}

/** Whoever launches instances may be held to the profiles that they are launched with. */
function mayName({ identity }: Principal, caller: Principal, account: Account): boolean {
  if (!testsProfile(caller)) return true
  const { partition, id } = account
  const may = (region: string, context: Context): boolean => {
    const resource = `arn:${partition}:ec2:${region}:${id}:instance/muster-probe`
    return ask(caller, { action: 'ec2:RunInstances', resource, context }).verdict !== 'denied'
  }
  const regions = regionsFor(caller, account).filter((region) => may(region, {}))
  if (regions.length === 0) return true
  const { instanceProfiles } = roleFacts(identity)
  return regions.some((region) => instanceProfiles.some((profile) => may(region, { 'ec2:InstanceProfile': profile })))
}

function testsProfile(caller: Principal): boolean {
  return statementsOf(caller).some(({ source }) =>
    Object.values(source.Condition ?? {}).some((keys) =>
      Object.keys(keys).some((key) => key.toLowerCase() === 'ec2:instanceprofile'),
    ),
  )
}

/** Roles of AWS services and of Identity Center cannot be changed through IAM. */
export function canBeChanged({ kind, identity }: Principal): boolean {
  return kind === 'user' || !(roleFacts(identity).serviceLinked || roleFacts(identity).identityCenter)
}

function identityAllows(caller: Principal, role: Principal): boolean {
  const context = contextOfAssuming(caller, role)
  return ask(caller, { action: 'sts:AssumeRole', resource: role.arn, context }).verdict !== 'denied'
}

/** `undefined` where keys were not read. */
function keyCount(user: Principal, account: Account): number | undefined {
  const keys = account.credentials(user, 'access-key')
  return isUnknown(keys) ? undefined : keys.length
}

/** A user with a second factor is not signed in as by the password alone. */
function password({ identity, arn }: Principal, wanted: boolean): Met | undefined {
  const { passwordEnabled, mfaActive } = userFacts(identity)
  const conditions = mfaActive === true ? [`if the second factor of ${arn} is at hand or can be taken off`] : []
  if (passwordEnabled === null || isUnknown(passwordEnabled)) {
    return { missing: [`whether ${arn} has a console password (${hints.report})`], conditions }
  }
  return passwordEnabled === wanted ? { missing: [], conditions } : undefined
}
