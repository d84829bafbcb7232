/** Steps end to end, as a path that a finding carries. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath, PathStatement } from '../../../model/index.ts'
import { pathVerdicts } from '../../../model/index.ts'
import { scopeWords, tenantOf } from '../azure-scopes.ts'
import { holdingsOf, weighing, weightOf } from '../entra-holdings.ts'
import type { Holding } from '../entra-holdings.ts'
import { nameOf } from './into-application.ts'
import type { Step } from './types.ts'

export function chainOf(view: View, steps: readonly Step[], gain: FoundPath['gain'] = 'admin'): FoundPath {
  const [first] = steps
  const last = steps.at(-1)
  if (first === undefined || last === undefined) throw new Error('a path has a step')
  const end = holdingsOf(view, last.to)
  const granted = [...steps.flatMap(({ grant }) => grant ?? []), ...weighing(end, weightOf(end)).slice(0, 3)]
  return {
    id: steps.map(({ by }) => by).join(' + '),
    verdict: steps
      .map(({ verdict }) => verdict)
      .reduce((a, b) => (pathVerdicts.indexOf(b) > pathVerdicts.indexOf(a) ? b : a)),
    target: nativeIdOf(view, last.to),
    gain,
    hops: steps.map(({ from, to, by, actions, text }) => ({
      from: nativeIdOf(view, from),
      to: nativeIdOf(view, to),
      fromName: nameOf(view, from),
      toName: nameOf(view, to),
      by,
      actions,
      text,
    })),
    statements: distinct(granted.map((holding) => statementOf(view, holding))),
    conditions: distinct(steps.flatMap(({ conditions }) => conditions)),
    missingFacts: distinct(steps.flatMap(({ missing }) => missing)),
    mend: first.mend,
  }
}

/** A grant, as the statement that decides. */
export function statementOf(view: View, holding: Holding): PathStatement {
  const { grant, name, kind, ranked, state } = holding
  const where =
    holding.kind === 'azure-role'
      ? { scope: holding.scope, ...(holding.condition === null ? {} : { condition: holding.condition }) }
      : holding.kind === 'directory-role'
        ? { scope: holding.scope }
        : {}
  return {
    holder: nativeIdOf(view, grant.from),
    holderName: nameOf(view, grant.from),
    source: 'grant',
    policy: name,
    index: 0,
    effect: 'Allow',
    text: JSON.stringify({ kind, grant: grant.via ?? null, state, ...where, reason: ranked.reason }),
  }
}

export function nativeIdOf(view: View, id: string): string {
  return view.identity(id)?.nativeId ?? view.resource(id)?.nativeId ?? id
}

/** `Owner over the subscription shop-prod` */
export function holdingWords(view: View, holding: Holding): string {
  if (holding.kind === 'azure-role')
    return `${holding.name} over ${scopeWords(view, tenantOf(holding.grant.from), holding.scope)}`
  return holding.kind === 'app-role' ? `${holding.name} of ${holding.facts.apiName}` : holding.name
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}
