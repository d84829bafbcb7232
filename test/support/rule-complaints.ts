/** What the rule tester has to say against a rule, in sentences; nothing to say is an empty list. */
import { isDeepStrictEqual } from 'node:util'
import type { InventoryRecord } from '../../src/model/index.ts'
import { confidences, severities } from '../../src/model/index.ts'
import type { AnyRule, Fail } from '../../src/rules/contract.ts'
import { facetsTouched, undeclared, untouched } from './facets.ts'
import type { Judgement, OutcomeName, RuleCase } from './rule-cases.ts'
import { judgeCase, messageOf, outcomes } from './rule-cases.ts'

export type RuleCases = { readonly [Name in OutcomeName]: readonly RuleCase[] }

/** Runs the case as it stands, again, with the records in other orders and under another clock. */
export function caseComplaints(rule: AnyRule, expected: OutcomeName, example: RuleCase): string[] {
  let judged: Judgement
  try {
    judged = judgeCase(rule, example, (records) => records)
  } catch (error) {
    return [thrown(error)]
  }
  const complaints = judged.outcome === expected ? [] : [`is ${judged.outcome}, expected ${expected}`]
  if (judged.own?.outcome === 'fail') complaints.push(...failComplaints(judged, judged.own, example))
  if (judged.own === undefined || judged.own.outcome === 'pass') {
    const missing = undeclared(judged.touched, rule.reads)
    if (missing.length > 0) complaints.push(`looks at what it does not declare in reads: ${missing.join(', ')}`)
  }
  const blind = judged.own?.outcome === 'fail' ? [] : blindness(rule, example, judged)
  return [...complaints, ...blind, ...steadiness(rule, example, judged)]
}

/**
 * Takes one facet after the other away, as a denial would: nothing that was fine may turn into a finding, unless it
 * says of itself that it is only possible for want of facts.
 */
function blindness(rule: AnyRule, example: RuleCase, judged: Judgement): string[] {
  const records = example.records.flat()
  const kinds = new Map(records.flatMap((record) => ('id' in record ? [[record.id, record.kind] as const] : [])))
  return facetsTouched(judged.touched, rule.reads)
    .filter((facet) => {
      const seen = records.filter(
        (record) =>
          ('id' in record && record.id === judged.subject.id) ||
          !facetsTouched([touchOf(record, kinds)], rule.reads).includes(facet),
      )
      const hidden = { ...example, records: [...seen, gapOf(facet, judged)] }
      const { own } = judgeCase(rule, hidden, (given) => given)
      return own?.outcome === 'fail' && own.confidence !== 'possible'
    })
    .map((facet) => `finds fault where ${facet} was denied`)
}

function touchOf(record: InventoryRecord, kinds: ReadonlyMap<string, string>): string {
  if (record.type === 'usage') return `usage ${kinds.get(record.subject) ?? 'unknown'}`
  return 'kind' in record ? `${record.type} ${record.kind}` : record.type
}

function gapOf(facet: string, { subject }: Judgement): InventoryRecord {
  const [connector = '', ...step] = facet.split('.')
  const scope = 'scope' in subject ? subject.scope : subject.id
  return { type: 'gap', connector, scope, step: step.join('.'), reason: 'denied', detail: 'denied in this test' }
}

function thrown(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  if (/read only property|not extensible|Cannot (delete|define|add) property/.test(text))
    return `changes what it is given: ${text}`
  return `throws: ${text}`
}

function failComplaints(judged: Judgement, own: Fail, example: RuleCase): string[] {
  const complaints: string[] = []
  const message = messageOf(judged.rule, own)
  if (/\{\w+\}|undefined|\[object|NaN|\b1 days\b/.test(message))
    complaints.push(`has a message with a gap in it: ${message}`)
  if (example.message !== undefined && message !== example.message)
    complaints.push(`says ${JSON.stringify(message)}, expected ${JSON.stringify(example.message)}`)
  if ((own.evidence ?? []).length === 0) complaints.push('does not say where it was read: no evidence')
  const severity = own.severity ?? judged.rule.severity
  if (!severities.includes(severity)) complaints.push(`has no such severity: ${severity}`)
  if (example.severity && severity !== example.severity) complaints.push(`is ${severity}, expected ${example.severity}`)
  const confidence = own.confidence ?? 'proven'
  if (!confidences.includes(confidence)) complaints.push(`has no such confidence: ${confidence}`)
  if (example.confidence && confidence !== example.confidence)
    complaints.push(`is ${confidence}, expected ${example.confidence}`)
  for (const [key, value] of Object.entries(example.data ?? {}))
    if (!isDeepStrictEqual(own.data?.[key], value))
      complaints.push(`has data.${key} ${JSON.stringify(own.data?.[key])}, expected ${JSON.stringify(value)}`)
  for (const id of example.related ?? []) if (!own.related?.includes(id)) complaints.push(`does not relate to ${id}`)
  return [...complaints, ...remediationComplaints(judged, own, example)]
}

function remediationComplaints(judged: Judgement, own: Fail, example: RuleCase): string[] {
  const steps = own.remediation ?? judged.rule.remediation(judged.subject)
  const words = steps.flatMap((step) => [step.text, step.command ?? ''])
  if (steps.length === 0 || steps.some((step) => step.text.trim() === '')) return ['says no way to mend it']
  const complaints = words
    .filter((text) => /undefined|\[object|NaN|<[a-z-]+>|arn:aws:iam::aws:.*undefined/.test(text))
    .map((text) => `has remediation with a gap in it: ${text}`)
  const wanted = example.remediation
  if (wanted !== undefined && !words.some((text) => text.includes(wanted)))
    complaints.push(`has no remediation with ${JSON.stringify(wanted)}: ${JSON.stringify(words)}`)
  return complaints
}

function steadiness(rule: AnyRule, example: RuleCase, first: Judgement): string[] {
  const answers = [
    (records: InventoryRecord[]) => records,
    (records: InventoryRecord[]) => records.toReversed(),
    shuffled,
  ]
  const real = Date.now
  try {
    // A rule that asks the machine's clock gives another answer here.
    Date.now = () => 0
    return answers.some((order) => !isDeepStrictEqual(judgeCase(rule, example, order).own, first.own))
      ? ['gives two answers for one input']
      : []
  } catch (error) {
    return [thrown(error)]
  } finally {
    Date.now = real
  }
}

/** The same order every time: a linear congruential generator with a fixed seed picks. */
function shuffled(records: InventoryRecord[]): InventoryRecord[] {
  let seed = 7
  const mixed = [...records]
  for (let index = mixed.length - 1; index > 0; index -= 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    const other = seed % (index + 1)
    ;[mixed[index], mixed[other]] = [mixed[other]!, mixed[index]!]
  }
  return mixed
}

/** What concerns the cases together: all four outcomes, every message, every declared facet, the options. */
export function wholeComplaints(rule: AnyRule, cases: RuleCases): string[] {
  const complaints: string[] = outcomes.filter((name) => cases[name].length === 0).map((name) => `has no ${name} case`)
  const touched = new Set<string>()
  const said = new Set<string>()
  for (const name of outcomes)
    for (const example of cases[name]) {
      const judged = quietly(() => judgeCase(rule, example, (records) => records))
      for (const touch of judged?.touched ?? []) touched.add(touch)
      if (judged?.own?.outcome === 'fail') said.add(judged.own.message)
    }
  for (const message of Object.keys(rule.messages))
    if (!said.has(message)) complaints.push(`has a message that no case brings up: ${message}`)
  const idle = untouched(touched, rule.reads)
  if (idle.length > 0) complaints.push(`declares facets that no case looks at: ${idle.join(', ')}`)
  if (rule.options && !rule.options.safeParse({}).success) complaints.push('has an option without a default')
  if (rule.options?.safeParse({ 'no-such-option': 1 }).success) complaints.push('takes options it does not know')
  return complaints
}

function quietly<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
