/** The inventory document `muster.inventory/1` as a schema: what import accepts, and what is published. */
import { z } from 'zod'
import { credentialKinds, edgeKinds, gapReasons, identityClasses, scopeKinds } from '../model/index.ts'

export const inventorySchema = 'muster.inventory/1'

const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/, 'must be ISO 8601 in UTC')
  .describe('ISO 8601, UTC.')
const unknown = z.strictObject({ unknown: z.enum(gapReasons) }).describe('Nobody could read it, and why.')
const known = <T extends z.ZodType>(type: T) => z.union([type, z.null(), unknown])
const facts = z.record(z.string(), z.unknown()).describe('Vendor-shaped facts of this kind.')
const evidence = z.array(z.strictObject({ source: z.string(), detail: z.string().optional() }))

const entity = {
  id: z.string().min(1),
  provider: z.string().min(1),
  scope: z.string().min(1).describe('The id of its scope.'),
  nativeId: z.string(),
  name: z.string(),
  facts,
}

export const scopeShape = z.strictObject({
  id: z.string().min(1),
  provider: z.string().min(1),
  kind: z.enum(scopeKinds),
  nativeId: z.string(),
  name: z.string(),
  parent: z.string().optional(),
})
const ai = z.strictObject({
  kind: z.enum(['agent', 'copilot', 'automation', 'model-integration']),
  vendor: z.string(),
  models: z.array(z.string()),
  confidence: z.number().min(0).max(1),
  evidence: z.array(z.string()),
})
export const recordShapes = {
  identity: z.strictObject({
    ...entity,
    kind: z.string(),
    createdAt: known(instant),
    enabled: known(z.boolean()),
    class: z.enum(identityClasses),
    ai: ai.optional(),
    environment: known(z.string()),
    purpose: known(z.string()),
    tags: known(z.record(z.string(), z.string())),
  }),
  credential: z.strictObject({
    ...entity,
    kind: z.enum(credentialKinds),
    createdAt: known(instant),
    expiresAt: known(instant),
    rotatedAt: known(instant),
    enabled: known(z.boolean()),
    lifetime: z.enum(['static', 'expiring', 'ephemeral']),
    fingerprint: z.string().optional(),
  }),
  resource: z.strictObject({ ...entity, kind: z.string() }),
  edge: z.strictObject({
    kind: z.enum(edgeKinds),
    from: z.string(),
    to: z.string(),
    via: z.string().optional(),
    conditions: z.unknown().optional(),
    level: z.enum(['observed', 'configured', 'hint']).optional(),
    evidence,
  }),
  usage: z.strictObject({
    subject: z.string(),
    lastUsedAt: known(instant),
    observedSince: known(instant),
    precision: z.enum(['exact', 'day', 'window', 'none']),
    source: z.string(),
  }),
  gap: z.strictObject({
    connector: z.string(),
    scope: z.string(),
    step: z.string(),
    reason: z.enum(gapReasons),
    permission: z.string().optional(),
    detail: z.string(),
  }),
} as const

export type RecordType = keyof typeof recordShapes

/** The document's lists, in their order, and the type of what each holds. */
export const sections = [
  ['scopes', 'scope'],
  ['identities', 'identity'],
  ['credentials', 'credential'],
  ['resources', 'resource'],
  ['edges', 'edge'],
  ['usage', 'usage'],
  ['gaps', 'gap'],
] as const
export type SectionType = (typeof sections)[number][1]

export const inventoryShape = z.strictObject({
  schema: z.literal(inventorySchema),
  collectedAt: instant,
  scopes: z.array(scopeShape),
  identities: z.array(recordShapes.identity),
  credentials: z.array(recordShapes.credential),
  resources: z.array(recordShapes.resource),
  edges: z.array(recordShapes.edge),
  usage: z.array(recordShapes.usage),
  gaps: z.array(recordShapes.gap),
})
