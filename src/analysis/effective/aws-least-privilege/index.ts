/** Policies of AWS users and roles, cut down to what is used: docs/guide/least-privilege.md. */
import type { Instant, Unknown } from '../../../model/index.ts'
import { isUnknown } from '../../../model/index.ts'
import type { PolicyDocument, PolicyStatement } from '../../../model/facts/aws.ts'
import type { Account, Principal } from '../aws-access/index.ts'
import { counted, dayOf, daysInWords } from '../../time.ts'
import { iamDataDate } from '../aws-actions/index.ts'
import { diffOf } from './diff.ts'
import { serviceOf } from './grants.ts'
import { passRole } from './habits.ts'
import { heldBy } from './held.ts'
import { cut } from './rewrite.ts'
import { judge, type Judgement } from './stays.ts'
import type {
  Held,
  LastAccessed,
  NoReduction,
  PolicyReduction,
  ReduceOptions,
  Reduction,
  Stay,
  Window,
} from './types.ts'
import { windowOf } from './usage.ts'
import { verify, type Proposal, reducedPrincipal } from './verify.ts'

export type * from './types.ts'
export { excessOf, unreadPolicies, type Excess, type UnusedService } from './excess.ts'
export { lastAccessedOf } from './usage.ts'

/**
 * The smallest change to a principal's own policies after which it may do what it used in the last `maxDays`, what goes
 * with that, and what nobody can know about; or why nothing is proposed. Nothing is added that was not granted.
 */
export function reducedPolicies(
  principal: Principal,
  account: Account,
  usage: LastAccessed | Unknown,
  now: Instant,
  options: ReduceOptions,
): Reduction | NoReduction {
  if (isUnknown(usage)) {
    const detail = 'Nobody asked AWS what this identity used.'
    return { proposed: false, because: 'usage-unknown', detail, gap: usage.unknown }
  }
  const window = windowOf(principal.identity, now, options.maxDays)
  const early = tooEarly(window)
  if (early || !window) return early ?? refusal('age-unknown', 'Nobody knows since when this identity exists.')
  const policies = heldBy(principal, account)
  const judgement = judge(policies, usage, now, options.maxDays)
  const proposals = policies.map((held) => proposalFor(held, judgement))
  const changed = proposals.filter(({ cuts }) => cuts.some(({ removed }) => removed.length > 0))
  if (changed.length === 0) return refusal('nothing-unused', 'Everything that can be told of is used.')
  const verified = verify(principal, account, proposals, judgement, options)
  if (typeof verified === 'string') return refusal('not-verified', `The proposal does not hold: ${verified}.`)
  const reductions = changed.map((proposal) => reductionOf(proposal, principal, window))
  return {
    proposed: true,
    window,
    confidence: Object.keys(usage.actions).length > 0 ? 'action-level' : 'service-level',
    policies: reductions,
    diff: reductions.flatMap(({ diff }) => diff).join('\n'),
    notes: notesOf(changed, judgement, principal),
    kept: countStays(judgement),
    verified,
    missing: principal.missing,
  }
}

/** The principal with the proposal carried out; itself where nothing is proposed. */
export function principalAfter(principal: Principal, account: Account, reduction: Reduction | NoReduction): Principal {
  if (!reduction.proposed) return principal
  const proposals = heldBy(principal, account).map((held): Proposal => {
    const own = reduction.policies.find(({ policy, holder }) => policy === held.policy && holder === held.holder)
    return { held, cuts: [], after: own ? own.after : held.document }
  })
  return reducedPrincipal(principal, proposals)
}

function refusal(because: NoReduction['because'], detail: string): NoReduction {
  return { proposed: false, because, detail }
}

function tooEarly(window: Window | undefined): NoReduction | undefined {
  if (!window || window.days > window.maxDays) return undefined
  const detail = `It exists for ${daysInWords(window.days)}, which is no more than the ${daysInWords(window.maxDays)} asked for.`
  return refusal('younger-than-window', detail)
}

function proposalFor(held: Held, judgement: Judgement): Proposal {
  const { document } = held
  if (held.fixed) return { held, cuts: [], after: document }
  const cuts = document.Statement.map((statement, place) => cut(statement, place, judgement))
  if (cuts.every(({ removed }) => removed.length === 0)) return { held, cuts, after: document }
  const Statement = cuts.flatMap(({ statement }): PolicyStatement[] => (statement ? [statement] : []))
  const after: PolicyDocument = { ...document, Statement }
  return { held, cuts, after: Statement.length === 0 ? null : after }
}

function reductionOf({ held, cuts, after }: Proposal, principal: Principal, window: Window): PolicyReduction {
  const { policy, kind, holder, through, sharedWith, document } = held
  const foreign = kind === 'aws-managed' || sharedWith.length > 0
  const apply = after === null ? 'drop' : foreign ? 'replace' : 'change'
  const title = {
    change: policy,
    replace: `a policy of ${principal.identity.name}'s own`,
    drop: 'nothing is left of it',
  }[apply]
  return {
    policy,
    kind,
    holder,
    through,
    sharedWith,
    before: document,
    after,
    removed: cuts.flatMap(({ removed }) => removed),
    apply,
    diff: diffOf(held, cuts, title, window),
  }
}

function countStays(judgement: Judgement): { readonly [why in Stay]: number } {
  const counts = { used: 0, needed: 0, rare: 0, fixed: 0, 'no-telemetry': 0 }
  for (const [service, actions] of judgement.granted)
    for (const action of actions) {
      const why = judgement.stays(action, service)
      if (why !== undefined) counts[why] += 1
    }
  return counts
}

/** What a reader must know who is to answer for the change. */
function notesOf(changed: readonly Proposal[], judgement: Judgement, principal: Principal): readonly string[] {
  const patterns = changed.flatMap(({ cuts }) => cuts.flatMap(({ removed }) => removed.map(({ pattern }) => pattern)))
  const open = patterns.some((pattern) => pattern === 'NotAction' || /^\*+(:\*+)?$/.test(pattern))
  const { untold, granted } = judgement
  const silent = [passRole, 'kms:Decrypt'].filter((action) => keptSilently(action, judgement))
  return [
    ...(open
      ? [
          `A statement that grants everything, or all but what it names, now lists what stays; services and actions younger than ${dayOf(iamDataDate)} are not in the list.`,
        ]
      : []),
    ...(silent.length > 0 && granted.size > 1
      ? [
          `${silent.join(' and ')} ${silent.length === 1 ? 'leaves' : 'leave'} no trace in last-accessed data: kept for what may need it.`,
        ]
      : []),
    ...(untold.length > 0
      ? [`AWS tells nothing of the use of ${counted(untold.length, 'granted service')}, which stay: ${short(untold)}.`]
      : []),
    ...principal.missing.map(({ fact }) => `Not read, and so not counted: ${fact}.`),
    ...changed.flatMap((proposal) => sizeNote(proposal, principal)),
  ]
}

/** Characters, without white space. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const longest = { managed: 6144, role: 10_240, user: 2048 }

function sizeNote({ held, after }: Proposal, principal: Principal): readonly string[] {
  const most = held.kind === 'inline' && held.through === 'self' ? longest[principal.kind] : longest.managed
  const size = after === null ? 0 : JSON.stringify(after).length
  return size <= most ? [] : [`${held.policy} comes to ${size} characters, of which AWS takes ${most}: split it.`]
}

function keptSilently(action: string, { granted, unused, stays }: Judgement): boolean {
  const service = serviceOf(action)
  return unused.includes(service) && granted.get(service)?.has(action) === true && stays(action) !== undefined
}

function short(names: readonly string[]): string {
  return names.length <= 8 ? names.join(', ') : `${names.slice(0, 8).join(', ')} and ${names.length - 8} more`
}
