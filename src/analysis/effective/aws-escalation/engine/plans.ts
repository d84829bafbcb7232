/** Which ways are open to a caller at all, worked out once, whatever the target. */
import type { Account, Principal } from '../../aws-access/types.ts'
import { catalogue } from '../catalogue/index.ts'
import type { PathEntry } from '../catalogue/types.ts'
import { regionsOfKinds } from './domains.ts'
import { isIdle, mentionsAll } from './idle.ts'
import { regionsFor } from './patterns.ts'
import type { Scene, Trial } from './scene.ts'
import { partsOf, trialsOf, type Part } from './search.ts'
import { regionsInTrusts } from './sources.ts'

export interface Plan {
  readonly entry: PathEntry
  /** Services of which the target has to trust one. */
  readonly services: readonly string[] | undefined
  /** Regions in which all that does not hang on the target is open. */
  readonly regions: readonly {
    readonly region: string
    readonly done: readonly (readonly Trial[])[]
    readonly open: readonly Part[]
  }[]
}

type Plans = { [target: string]: readonly Plan[] }

interface Known {
  /** Callers to whom nothing is open, by target. */
  readonly bare: { readonly [T in PathEntry['target']]: WeakSet<Principal> }
  readonly latest: Map<Principal, Plans>
}

/** Callers are asked about one after the other; the plans of all of a large account would be a lot to keep. */
const mostRemembered = 64
const known = new WeakMap<Account, Known>()
const ofEverybody = new WeakMap<Account, { [who: string]: readonly Plan[] }>()

export function plansFor(caller: Principal, account: Account, target: PathEntry['target']): readonly Plan[] {
  if (isIdle(caller)) {
    const alike = ofEverybody.get(account) ?? {}
    ofEverybody.set(account, alike)
    return (alike[`${target} ${caller.kind} ${caller.account === account.id}`] ??= plansTo(target, caller, account))
  }
  const { bare, latest } = knownOf(account)
  if (bare[target].has(caller)) return none
  const plans = latest.get(caller) ?? {}
  const made = (plans[target] ??= plansTo(target, caller, account))
  if (made.length === 0) {
    bare[target].add(caller)
    return none
  }
  if (!latest.has(caller) && latest.size >= mostRemembered) latest.delete(latest.keys().next().value!)
  latest.set(caller, plans)
  return made
}

const none: readonly Plan[] = []

function knownOf(account: Account): Known {
  const before = known.get(account)
  if (before) return before
  const bare = { self: new WeakSet<Principal>(), user: new WeakSet<Principal>(), role: new WeakSet<Principal>() }
  const made: Known = { bare, latest: new Map() }
  known.set(account, made)
  return made
}

function plansTo(target: PathEntry['target'], caller: Principal, account: Account): readonly Plan[] {
  return catalogue.filter((entry) => entry.target === target).flatMap((entry) => planFor(entry, caller, account))
}

function planFor(entry: PathEntry, caller: Principal, account: Account): readonly Plan[] {
  if (entry.caller !== 'either' && entry.caller !== caller.kind) return []
  if (caller.account !== account.id && entry.acrossAccounts !== true) return []
  if (!mentionsAll(caller, entry)) return []
  const parts = partsOf(entry, account)
  const regions = regionsOf(entry, caller, account).flatMap((region) => {
    const scene: Scene = { entry, caller, target: undefined, account, region }
    const done: (readonly Trial[])[] = []
    for (const part of parts) {
      if (part.hangsOnTarget) continue
      const trials = trialsOf(part, scene)
      if (trials.length === 0) return []
      done.push(trials)
    }
    return [{ region, done, open: parts.filter(({ hangsOnTarget }) => hangsOnTarget) }]
  })
  return regions.length === 0 ? [] : [{ entry, services: servicesOf(entry), regions }]
}

function regionsOf(entry: PathEntry, caller: Principal, account: Account): readonly string[] {
  const regional = entry.steps.some((step) => 'do' in step && !step.do.startsWith('iam:'))
  if (!regional) return [account.region]
  const domains = Object.values(entry.variables ?? {})
  return [
    ...new Set([...regionsFor(caller, account), ...regionsInTrusts(account), ...regionsOfKinds(domains, account)]),
  ]
}

function servicesOf({ steps, variables }: PathEntry): readonly string[] | undefined {
  const step = steps.find((each) => 'trusts' in each && each.of === undefined)
  const domain = step && 'trusts' in step ? variables?.[step.trusts] : undefined
  return domain?.from === 'service' ? domain.names : undefined
}
