/** The result document `muster.result/1` as a schema: what is published, and what tests hold results against. */
import { z } from 'zod'
import { inventoryShape } from '../inventory/document.ts'
import { confidences, coverageStatuses, gapReasons, severities } from '../model/index.ts'

const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/).describe('ISO 8601, UTC.')
const count = z.int().min(0)
const severity = z.enum(severities)

const subject = z.strictObject({
  id: z.string(), type: z.enum(['identity', 'credential', 'resource', 'scope']), kind: z.string(), nativeId: z.string(),
  name: z.string(), provider: z.string(), scope: z.string(),
})
const finding = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{32}$/).describe('The same for the same rule and subject in every scan.'),
  ruleId: z.string(), severity, confidence: z.enum(confidences), subject, message: z.string(),
  evidence: z.array(z.strictObject({ source: z.string(), detail: z.string().optional() })),
  related: z.array(z.string()).describe('Ids of entities of the inventory.'),
  owner: z.strictObject({ name: z.string(), source: z.string() }).optional(),
  remediation: z.array(z.strictObject({ text: z.string(), command: z.string().optional() })),
  data: z.record(z.string(), z.unknown()),
  waiver: z.strictObject({ reason: z.string(), owner: z.string(), expires: z.string() }).optional(),
})
const coverage = z.strictObject({
  connector: z.string(), scope: z.string(), step: z.string(), status: z.enum(coverageStatuses), missing: z.array(z.string()),
  calls: count, retries: count, records: count, seconds: z.number().min(0), detail: z.string().optional(),
})
const rule = z.strictObject({
  id: z.string(), title: z.string(), severity, frameworks: z.record(z.string(), z.array(z.string())),
  fail: count, pass: count, unknown: count, notApplicable: count, waived: count,
})
const unknown = z.strictObject({
  ruleId: z.string(), scope: z.string(), because: z.enum(gapReasons), missing: z.array(z.string()),
  subjects: count.describe('How many could not be judged; 0 when they could not even be listed.'),
})

export const resultShape = z.strictObject({
  schema: z.literal('muster.result/1'),
  tool: z.strictObject({ name: z.literal('muster'), version: z.string() }),
  scan: z.strictObject({
    id: z.string(), startedAt: instant, finishedAt: instant, asOf: instant, status: z.enum(['complete', 'partial', 'failed']),
    connectors: z.array(z.string()), endpoints: z.array(z.string()).optional().describe('Endpoints that are not the vendor’s own.'),
    modules: z.record(z.string(), z.string()).optional().describe('Connectors that did not come with Muster, and the module of each.'),
    data: z.strictObject({ awsActions: z.string().optional().describe('Day of the data on AWS actions.') }).optional()
      .describe('The reference data that was judged by.'),
  }),
  summary: z.strictObject({
    identities: z.strictObject({ total: count, machine: count, ai: count, human: count, unknown: count }),
    providers: z
      .array(z.strictObject({ provider: z.string(), machine: count, ai: count, human: count, unknown: count }))
      .optional(),
    ai: z.strictObject({ agents: count, integrations: count, invokers: count, possible: count }).optional()
      .describe('Identities with an AI facet: of class ai those that act and those that bring a model in; of other classes those that can call a model, and those for which only a name speaks.'),
    credentials: z.strictObject({ total: count, static: count, expiring: count, ephemeral: count }),
    findings: z.strictObject({ critical: count, high: count, medium: count, low: count, info: count }),
    waived: count,
    unknown: count,
  }),
  coverage: z.array(coverage),
  rules: z.array(rule),
  findings: z.array(finding),
  unknowns: z.array(unknown),
  inventory: inventoryShape,
})
