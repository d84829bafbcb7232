/** A reduction as plain data for a finding, long lists cut. */
import { pathsBetween, pathsOnItself } from '../../analysis/effective/aws-escalation/index.ts'
import { directPaths } from '../../analysis/effective/aws-reach/direct.ts'
import type { ReduceOptions, Reduction, NoReduction } from '../../analysis/effective/aws-least-privilege/index.ts'
import type { View } from '../../inventory/view.ts'
import type { Json } from '../../model/index.ts'

const mostRemoved = 60
const mostActions = 12
const mostLines = 250
/** No policy of a customer is longer, but some of AWS are. */
const longestText = 12_000

export function dataOf(reduction: Reduction | NoReduction): { readonly [name: string]: Json } {
  if (!reduction.proposed) return { proposed: false, because: reduction.because, detail: reduction.detail }
  const { window, confidence, notes, verified, kept } = reduction
  const lines = reduction.diff.split('\n')
  return {
    proposed: true,
    window: { ...window },
    confidence,
    policies: reduction.policies.map(({ policy, apply, kind, holder, sharedWith, before, after, removed }) => ({
      policy,
      kind,
      holder,
      sharedWith: sharedWith.slice(0, mostRemoved),
      apply,
      before: textOf(before),
      after: textOf(after),
      removed: removed.slice(0, mostRemoved).map(({ actions, ...each }) => ({
        ...each,
        actions: actions.slice(0, mostActions),
        count: actions.length,
      })),
      removedInAll: removed.length,
    })),
    diff: [...lines.slice(0, mostLines), ...more(lines.length - mostLines)].join('\n'),
    notes,
    kept: { ...kept },
    verified: { ...verified },
  }
}

function more(count: number): readonly string[] {
  return count > 0 ? [`# and ${count} more lines`] : []
}

/** `null` also for what is too long to be carried along. */
function textOf(document: object | null): Json {
  const text = JSON.stringify(document)
  return text.length > longestText ? null : (JSON.parse(text) as Json)
}

/**
 * The ways that an identity has, and those of them that are left to one with fewer permissions. Whoever administers the
 * account has none to speak of before; with less, what counts is whether it can make itself more again.
 */
export function pathsIn(view: View): NonNullable<ReduceOptions['paths']> {
  return (principal, account) => {
    // Ways are remembered by identity: only the real one may be asked about there.
    const real = account.principal(principal.arn)
    const before = real ? directPaths(view, real) : []
    if (real === principal) return before
    const targets = new Set(before.map(({ target }) => target))
    const ids = new Set(before.map(({ id }) => id))
    const others = account.principals.filter(({ arn }) => arn !== principal.arn && targets.has(arn))
    const left = [
      ...pathsOnItself(principal, account),
      ...others.flatMap((target) => pathsBetween(principal, target, account, 'admin')),
    ]
    return before.length === 0 ? left : left.filter(({ id }) => ids.has(id))
  }
}
