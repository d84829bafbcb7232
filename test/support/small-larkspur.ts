/** Judges one vendor's part of Larkspur, as the company would be. */
import { facetsOf } from '../../src/engine/facets.ts'
import { judge } from '../../src/engine/judge.ts'
import type { Store } from '../../src/inventory/store.ts'
import type { AnyConnector } from '../../src/connectors/contract.ts'
import type { Finding, UnknownVerdict } from '../../src/model/index.ts'
import type { AnyRule } from '../../src/rules/contract.ts'
import { settleRules } from '../../src/rules/settings.ts'
import { scanNow } from './scan.ts'

export interface Verdicts {
  /** `rule nativeId severity`, sorted. */
  readonly found: readonly string[]
  readonly findings: readonly Finding[]
  readonly unknowns: readonly UnknownVerdict[]
}

export function verdictsOf(store: Store, connector: AnyConnector, rules: readonly AnyRule[]): Verdicts {
  const findings: Finding[] = []
  const { unknowns } = judge({
    store,
    facets: facetsOf([connector.meta]),
    rules: settleRules(rules, {}).settings,
    scopes: store.scopes(),
    now: scanNow,
    clock: { now: () => 0 },
    listener: () => undefined,
    found: (finding) => findings.push(finding),
  })
  const found = findings.map(({ ruleId, subject, severity }) => `${ruleId} ${subject.nativeId} ${severity}`).toSorted()
  return { found, findings, unknowns }
}
