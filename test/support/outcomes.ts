/** What every rule says of every subject of a scan. */
import type { View } from '../../src/inventory/view.ts'
import type { AnyRule, Subjects } from '../../src/rules/contract.ts'
import { rules } from '../../src/rules/index.ts'
import { settleRules } from '../../src/rules/settings.ts'
import type { Scanned } from './scan.ts'
import { scanNow } from './scan.ts'

/** By rule and subject: `aws-role-unused arn:… -> pass`. What a hidden facet makes of a pass is unknown. */
export function outcomesOf(scanned: Scanned): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const scope of scanned.collected.scopes) {
    const view = scanned.view(scope)
    for (const { rule, options } of settleRules(rules, {}).settings)
      for (const subject of subjectsOf(rule, view)) {
        const judged = rule.check(subject, { view, now: scanNow, options })
        // A path that hangs on what was refused is told as possible: neither found nor passed.
        const possible = judged?.outcome === 'fail' && judged.confidence === 'possible'
        const outcome = possible ? 'possible' : judged?.outcome
        const hidden = outcome === 'pass' && rule.reads.some((facet) => view.gap(facet))
        if (outcome) found.set(`${rule.id} ${subject.id}`, hidden ? 'unknown' : outcome)
      }
  }
  return found
}

/** What a refusal made fail that did not, or pass that did fail. */
export function changedForTheWorse(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  return [...after].filter(([what, outcome]) => {
    const was = before.get(what)
    return outcome === 'fail' ? was !== 'fail' : outcome === 'pass' && was === 'fail'
  })
}

function subjectsOf(rule: AnyRule, view: View): readonly Subjects[keyof Subjects][] {
  if (rule.provider !== undefined && rule.provider !== view.scope.provider) return []
  const subjects = {
    identity: () => [...view.identities()],
    credential: () => [...view.credentials()],
    resource: () => [...view.resources()],
    scope: () => [view.scope],
  }
  return subjects[rule.subject]().filter((subject) => !rule.kinds || rule.kinds.includes(subject.kind))
}
