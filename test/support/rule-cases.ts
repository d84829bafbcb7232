/** One case of a rule test: literal records in, one outcome out, judged as the engine judges. */
import { z } from 'zod'
import type { Confidence, Instant, InventoryRecord, Json, Scope, Severity } from '../../src/model/index.ts'
import { viewOf } from '../../src/inventory/memory.ts'
import type { AnyRule, Fail, Outcome, Subjects } from '../../src/rules/contract.ts'
import { accountScope } from './aws-records.ts'
import { anthropicScope } from './anthropic-records.ts'
import { tenantScope } from './azure-place.ts'
import { gcpScope } from './gcp-place.ts'
import { githubScope } from './github-records.ts'
import { workspaceScope } from './gws-records.ts'
import { k8sScope } from './kubernetes-place.ts'
import { mcpScope } from './mcp-records.ts'
import { oktaScope } from './okta-place.ts'
import { slackScope } from './slack-records.ts'
import { openaiScope } from './openai-records.ts'
import type { Touched } from './watched-view.ts'
import { frozen, watched, watchedEntity } from './watched-view.ts'

export const outcomes = ['fail', 'pass', 'unknown', 'notApplicable'] as const
export type OutcomeName = (typeof outcomes)[number]

export interface RuleCase {
  readonly name: string
  /** The first record of the rule's subject type is the subject. Lists may be nested, as the builders give them. */
  readonly records: readonly (InventoryRecord | readonly InventoryRecord[])[]
  /** Left out: one AWS account, organization of GitHub or of Google Cloud or tenant of Entra ID, whichever the rule is for. */
  readonly scope?: Scope
  readonly scopes?: readonly Scope[]
  readonly options?: { readonly [name: string]: Json }
  /** Left out: 2026-11-21T10:00:00Z. */
  readonly now?: Instant
  /** Of a failing case: the whole message, filled. */
  readonly message?: string
  readonly severity?: Severity
  readonly confidence?: Confidence
  /** Properties that the finding's data has, among others. */
  readonly data?: { readonly [key: string]: Json }
  /** A piece of one of the remediation commands or texts. */
  readonly remediation?: string
  /** Ids that the finding relates to. */
  readonly related?: readonly string[]
}

export interface Judgement {
  readonly outcome: OutcomeName
  /** What the rule itself answered, before a hidden facet turned a pass into unknown. */
  readonly own: Outcome
  readonly touched: Touched
  readonly rule: AnyRule
  readonly subject: Subjects[keyof Subjects]
}

const defaultNow = '2026-11-21T10:00:00Z'

/** Throws what the rule throws, and when the case has no subject or its options do not fit. */
export function judgeCase(
  rule: AnyRule,
  example: RuleCase,
  order: (records: InventoryRecord[]) => InventoryRecord[],
): Judgement {
  const records = example.records.flat()
  const scope = example.scope ?? defaultScope(rule)
  const view = viewOf({ scope, scopes: example.scopes ?? [], records: order([...records]) })
  const touched: Touched = new Set()
  const kinds = new Map(records.flatMap((record) => ('id' in record ? [[record.id, record.kind] as const] : [])))
  const looking = watched(view, touched, (id) => kinds.get(id))
  const subject = subjectOf(rule, records, scope)
  const answer = (own: Outcome, outcome: OutcomeName): Judgement => ({ outcome, own, touched, rule, subject })
  if (rule.kinds && !rule.kinds.includes(subject.kind)) return answer(undefined, 'notApplicable')
  const seen = rule.subject === 'scope' ? frozen(subject) : watchedSubject(rule, subject, touched)
  const options = (rule.options ?? z.strictObject({})).parse(example.options ?? {})
  const own = rule.check(seen as never, { view: looking, now: example.now ?? defaultNow, options: frozen(options) })
  if (own === undefined) return answer(own, 'notApplicable')
  const hidden = own.outcome === 'pass' && rule.reads.some((facet) => view.gap(facet))
  return answer(own, hidden ? 'unknown' : own.outcome)
}

function defaultScope({ provider }: AnyRule): Scope {
  if (provider === 'github') return githubScope()
  if (provider === 'gcp') return gcpScope()
  if (provider === 'google-workspace') return workspaceScope()
  if (provider === 'openai') return openaiScope()
  if (provider === 'anthropic') return anthropicScope()
  if (provider === 'mcp') return mcpScope()
  if (provider === 'okta') return oktaScope()
  if (provider === 'kubernetes') return k8sScope()
  if (provider === 'slack') return slackScope()
  return provider === 'azure' ? tenantScope() : accountScope()
}

function watchedSubject(rule: AnyRule, subject: Subjects[keyof Subjects], touched: Touched): unknown {
  touched.add(`${rule.subject} ${subject.kind}`)
  return watchedEntity(subject as Subjects['identity'], touched)
}

function subjectOf(rule: AnyRule, records: readonly InventoryRecord[], scope: Scope): Subjects[keyof Subjects] {
  if (rule.subject === 'scope') return scope
  const found = records.find((record) => record.type === rule.subject)
  if (!found) throw new Error(`the case has no ${rule.subject} for the rule to look at`)
  const { type: _, ...entity } = found
  return structuredClone(entity) as Subjects['identity']
}

export function messageOf(rule: AnyRule, outcome: Fail): string {
  const text = rule.messages[outcome.message]
  if (text === undefined) return `no message ${outcome.message}`
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(outcome.values?.[name] ?? whole))
}
