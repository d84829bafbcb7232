/** Judges stored facts, a scope at a time: every rule over every subject it is about. */
import { createHash } from 'node:crypto'
import type { Store } from '../inventory/store.ts'
import type { Facets, Remembered } from '../inventory/view-sqlite.ts'
import type { View } from '../inventory/view.ts'
import { ownersOf } from '../analysis/owners.ts'
import type {
  Finding,
  Gap,
  GapReason,
  Instant,
  Listener,
  RuleSummary,
  Scope,
  Subject,
  UnknownVerdict,
} from '../model/index.ts'
import type { AnyRule, Fail, Outcome, Subjects } from '../rules/contract.ts'
import type { RuleSetting } from '../rules/settings.ts'

export interface JudgeOptions {
  readonly store: Store
  readonly facets: Facets
  readonly rules: readonly RuleSetting[]
  /** Scopes to judge; the others are there for what crosses scopes. */
  readonly scopes: readonly Scope[]
  readonly now: Instant
  readonly clock: { now(): number }
  readonly listener: Listener
  /** Gaps met before any scope was reached, such as a refusal to list an organisation's accounts. */
  readonly connectionGaps?: readonly Gap[]
  /** Takes each finding as it is made. */
  readonly found: (finding: Finding) => void
}

export interface Judged {
  readonly rules: readonly RuleSummary[]
  readonly unknowns: readonly UnknownVerdict[]
}

interface Count {
  fail: number
  pass: number
  unknown: number
  notApplicable: number
}

type AnySubject = Subjects[keyof Subjects]

export function judge(options: JudgeOptions): Judged {
  const counts = new Map(options.rules.map(({ rule }) => [rule.id, { fail: 0, pass: 0, unknown: 0, notApplicable: 0 }]))
  const unknowns: UnknownVerdict[] = []
  const forAll: Remembered = new Map()
  for (const [index, scope] of options.scopes.entries()) {
    options.listener({
      kind: 'judging',
      at: options.clock.now(),
      scope: scope.id,
      done: index,
      total: options.scopes.length,
    })
    unknowns.push(...judgeScope(options, options.store.view(scope.id, options.facets, forAll), counts))
  }
  const rules = options.rules.map(({ rule, severity }) => ({
    id: rule.id,
    title: rule.title,
    severity: severity ?? rule.severity,
    frameworks: rule.frameworks as RuleSummary['frameworks'],
    ...counts.get(rule.id)!,
    waived: 0,
  }))
  return { rules, unknowns: unknowns.toSorted(byRule) }
}

function byRule(a: UnknownVerdict, b: UnknownVerdict): number {
  const [x, y] = [a, b].map((verdict) => JSON.stringify([verdict.ruleId, verdict.scope, verdict.because]))
  if (x === y) return 0
  return x! < y! ? -1 : 1
}

/** One rule in one scope: what of its facets cannot be seen, and what became unknown for it. */
interface Bench {
  readonly setting: RuleSetting
  readonly hidden: { readonly reason: GapReason; readonly missing: readonly string[] } | undefined
  readonly unknown: Map<GapReason, { missing: Set<string>; subjects: number }>
}

function judgeScope(options: JudgeOptions, view: View, counts: ReadonlyMap<string, Count>): UnknownVerdict[] {
  const { scope } = view
  const benches = options.rules
    .filter(
      ({ rule }) => (rule.provider ?? scope.provider) === scope.provider && appliesTo(rule, scope, options.facets),
    )
    .map((setting): Bench => ({ setting, hidden: hiddenFrom(options, setting.rule, view), unknown: new Map() }))
  for (const type of ['identity', 'credential', 'resource', 'scope'] as const) {
    const concerned = benches.filter(({ setting }) => setting.rule.subject === type)
    if (concerned.length === 0) continue
    for (const subject of subjectsOf(type, view, concerned))
      for (const bench of concerned) judgeOne(options, view, bench, subject, counts.get(bench.setting.rule.id)!)
  }
  return benches.flatMap((bench) => verdictsOf(bench, scope))
}

/** A rule about what only an account holds says nothing about an organisation. */
function appliesTo(rule: AnyRule, scope: Scope, facets: Facets): boolean {
  const [own] = readsIn(rule, scope)
  if (own === undefined) return true
  const kinds = facets.scopeKinds(own)
  return kinds.length === 0 || kinds.includes(scope.kind)
}

/** A rule about every vendor reads of a scope what its own vendor fills; what it needs of others, it says itself. */
function readsIn({ provider, reads }: AnyRule, scope: Scope): readonly string[] {
  return provider === undefined ? reads.filter((facet) => facet.startsWith(`${scope.provider}.`)) : reads
}

function hiddenFrom({ connectionGaps = [], facets }: JudgeOptions, rule: AnyRule, view: View): Bench['hidden'] {
  const gaps = readsIn(rule, view.scope).flatMap((facet) => {
    const gap = view.gap(facet)
    if (gap?.reason !== 'not-collected') return gap ?? []
    return connectionGaps.find((each) => facets.of(each.connector, each.step).includes(facet)) ?? gap
  })
  const [first] = gaps
  if (!first) return undefined
  return { reason: first.reason, missing: gaps.flatMap((gap) => gap.permission ?? []) }
}

function* subjectsOf(type: keyof Subjects, view: View, benches: readonly Bench[]): Generator<AnySubject> {
  if (type === 'scope') {
    yield view.scope
    return
  }
  const list = { identity: view.identities, credential: view.credentials, resource: view.resources }[type]
  const kinds = benches.some(({ setting }) => !setting.rule.kinds)
    ? [undefined]
    : [...new Set(benches.flatMap(({ setting }) => setting.rule.kinds ?? []))].toSorted()
  for (const kind of kinds) yield* list(kind === undefined ? {} : { kind })
}

function judgeOne(options: JudgeOptions, view: View, bench: Bench, subject: AnySubject, count: Count): void {
  const { rule, options: ruleOptions } = bench.setting
  if (rule.kinds && !rule.kinds.includes(subject.kind)) return
  const outcome: Outcome = rule.check(subject, { view, now: options.now, options: ruleOptions })
  if (outcome === undefined) {
    count.notApplicable += 1
  } else if (outcome.outcome === 'fail') {
    count.fail += 1
    options.found(findingOf(bench.setting, view, subject, outcome))
  } else if (outcome.outcome === 'pass' && !bench.hidden) {
    count.pass += 1
  } else {
    count.unknown += 1
    const because = outcome.outcome === 'unknown' ? outcome.because : bench.hidden!.reason
    const missing =
      outcome.outcome === 'unknown'
        ? [...(outcome.missing ?? []), ...(bench.hidden?.missing ?? [])]
        : bench.hidden!.missing
    note(bench, because, missing, 1)
  }
}

function note(bench: Bench, because: GapReason, missing: readonly string[], subjects: number): void {
  const entry = bench.unknown.get(because) ?? { missing: new Set<string>(), subjects: 0 }
  for (const permission of missing) entry.missing.add(permission)
  entry.subjects += subjects
  bench.unknown.set(because, entry)
}

/** Where a facet is hidden the rule says so, even if there was no subject left to say it of. */
function verdictsOf(bench: Bench, scope: Scope): UnknownVerdict[] {
  if (bench.hidden && ![...bench.unknown.values()].some((entry) => entry.subjects > 0))
    note(bench, bench.hidden.reason, bench.hidden.missing, 0)
  return [...bench.unknown].map(([because, { missing, subjects }]) => ({
    ruleId: bench.setting.rule.id,
    scope: scope.id,
    because,
    missing: [...missing].toSorted(),
    subjects,
  }))
}

function findingOf(setting: RuleSetting, view: View, subject: AnySubject, outcome: Fail): Finding {
  const { rule } = setting
  const about = subjectOf(rule.subject, subject)
  const owner = ownersOf(about, view)[0]
  return {
    fingerprint: fingerprintOf(rule.id, about.id, outcome.key),
    ruleId: rule.id,
    severity: setting.severity ?? outcome.severity ?? rule.severity,
    confidence: outcome.confidence ?? 'proven',
    subject: about,
    message: filled(rule.messages[outcome.message] ?? outcome.message, outcome.values ?? {}),
    evidence: outcome.evidence ?? [],
    related: [...(outcome.related ?? [])].toSorted(),
    ...(owner ? { owner } : {}),
    remediation: outcome.remediation ?? rule.remediation(subject),
    data: outcome.data ?? {},
  }
}

/** Hex, 32 characters; the same for the same rule and subject in every scan, whatever the dates and counts. */
export function fingerprintOf(ruleId: string, subjectId: string, key = ''): string {
  return createHash('sha256')
    .update(JSON.stringify([ruleId, subjectId, key]))
    .digest('hex')
    .slice(0, 32)
}

function subjectOf(type: keyof Subjects, subject: AnySubject): Subject {
  const { id, kind, nativeId, name, provider } = subject
  return { id, type, kind, nativeId, name, provider, scope: 'scope' in subject ? subject.scope : subject.id }
}

function filled(message: string, values: { readonly [name: string]: string | number }): string {
  return message.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
