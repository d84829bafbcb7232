import type { Evidence, Instant } from './inventory.ts'
import type { GapReason, Json } from './known.ts'

export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof severities)[number]

export const confidences = ['proven', 'possible'] as const
export type Confidence = (typeof confidences)[number]

export type SubjectType = 'identity' | 'credential' | 'resource' | 'scope'

export interface Subject {
  readonly id: string
  readonly type: SubjectType
  readonly kind: string
  readonly nativeId: string
  readonly name: string
  readonly provider: string
  readonly scope: string
}

export interface WaiverNote {
  readonly reason: string
  readonly owner: string
  readonly expires: string
}

export interface Owner {
  readonly name: string
  readonly source: string
}

export interface Remediation {
  readonly text: string
  /** The exact command, ready to be read and run by a person. */
  readonly command?: string
}

export interface Finding {
  /** Rule id, subject id and the rule's identity fields: no dates, counts or names. */
  readonly fingerprint: string
  readonly ruleId: string
  readonly severity: Severity
  readonly confidence: Confidence
  readonly subject: Subject
  readonly message: string
  readonly evidence: readonly Evidence[]
  /** Ids of entities that belong to the story. */
  readonly related: readonly string[]
  readonly owner?: Owner
  readonly remediation: readonly Remediation[]
  readonly data: { readonly [key: string]: Json }
  readonly waiver?: WaiverNote
}

export interface UnknownVerdict {
  readonly ruleId: string
  readonly scope: string
  readonly because: GapReason
  readonly missing: readonly string[]
  /** How many subjects could not be judged; 0 when they could not even be listed. */
  readonly subjects: number
}

export const coverageStatuses = [
  'complete',
  'partial',
  'denied',
  'unsupported',
  'unlicensed',
  'skipped',
  'failed',
] as const
export type CoverageStatus = (typeof coverageStatuses)[number]

export interface Coverage {
  readonly connector: string
  readonly scope: string
  readonly step: string
  readonly status: CoverageStatus
  readonly missing: readonly string[]
  readonly calls: number
  readonly retries: number
  readonly records: number
  readonly seconds: number
  readonly detail?: string
}

export interface RuleSummary {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly frameworks: { readonly [framework: string]: readonly string[] }
  readonly fail: number
  readonly pass: number
  readonly unknown: number
  readonly notApplicable: number
  readonly waived: number
}

/** Identities with an AI facet, each counted once. */
export interface AiSummary {
  /** Of class `ai`, and act of themselves or for a person: agents, copilots, automations. */
  readonly agents: number
  /** Of class `ai`, and bring a model into something else. */
  readonly integrations: number
  /** Of another class: machines that can call a model and do nothing else that is known to be AI. */
  readonly invokers: number
  /** Too little speaks for it to call them AI: a word in a name. */
  readonly possible: number
}

export interface ProviderSummary {
  readonly provider: string
  readonly machine: number
  readonly ai: number
  readonly human: number
  readonly unknown: number
}

/** Connectors that did not come with Muster, by id, and the module of each as it was named. */
export type Modules = { readonly [connector: string]: string }

export interface ResultHead {
  readonly schema: 'muster.result/1'
  readonly tool: { readonly name: 'muster'; readonly version: string }
  readonly scan: {
    readonly id: string
    readonly startedAt: Instant
    readonly finishedAt: Instant
    readonly asOf: Instant
    readonly status: 'complete' | 'partial' | 'failed'
    readonly connectors: readonly string[]
    /** Endpoints that are not the vendor's own. */
    readonly endpoints?: readonly string[]
    readonly modules?: Modules
    /** Days of the reference data that was judged by: `awsActions: '2026-09-26'`. Left out where none was needed. */
    readonly data?: { readonly awsActions?: string }
  }
  readonly summary: {
    readonly identities: {
      readonly total: number
      readonly machine: number
      readonly ai: number
      readonly human: number
      readonly unknown: number
    }
    /** The same, one row a provider, in order of name. Left out by older versions. */
    readonly providers?: readonly ProviderSummary[]
    /** Left out by older versions. */
    readonly ai?: AiSummary
    readonly credentials: {
      readonly total: number
      readonly static: number
      readonly expiring: number
      readonly ephemeral: number
    }
    readonly findings: { readonly [S in Severity]: number }
    readonly waived: number
    readonly unknown: number
  }
  readonly coverage: readonly Coverage[]
  readonly rules: readonly RuleSummary[]
}
