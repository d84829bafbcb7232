/** muster.yaml: one strict schema, put together from what each connector says of its own part. */
import { z } from 'zod'
import { severities } from '../model/index.ts'

const ruleChoice = z.union([
  z.enum(['on', 'off', ...severities]),
  z.strictObject({
    enabled: z.boolean().optional().describe('false takes the rule out.'),
    severity: z.enum(severities).optional().describe('Stands over what the rule and the facts say.'),
    options: z.record(z.string(), z.unknown()).optional().describe("The rule's own options; see its page."),
  }),
])
export type RuleChoice = z.infer<typeof ruleChoice>

/** The parts of muster.yaml that no connector owns. */
export interface MusterConfig {
  readonly connectors: { readonly [id: string]: unknown }
  readonly packs: readonly string[]
  readonly rules: { readonly [id: string]: RuleChoice }
  readonly waivers?: string | undefined
  readonly store?: string | undefined
}

/** The section of a connector that somebody else has written: what else stands in it is that connector’s to judge. */
export const moduleSection = z.looseObject({
  module: z
    .string()
    .min(1)
    .describe(
      'A file (./pagerly.js, from here) or a package (muster-connector-pagerly). It runs with Muster’s rights.',
    ),
})
export type ModuleSection = z.infer<typeof moduleSection>

/** `modules`: the ids under which this file names modules; `any`: as it is published for editors, which read no file. */
export function configSchema(
  connectors: { readonly [id: string]: z.ZodType },
  modules: readonly string[] | 'any' = [],
): z.ZodType<MusterConfig> {
  const own = Object.fromEntries(Object.entries(connectors).map(([id, schema]) => [id, schema.optional()]))
  const sections =
    modules === 'any'
      ? z.object(own).catchall(moduleSection)
      : z.strictObject({ ...Object.fromEntries(modules.map((id) => [id, moduleSection])), ...own })
  return z.strictObject({
    connectors: sections
      .default({})
      .describe('What to scan. `{}` takes a connector with its defaults. Others name their `module`.'),
    packs: z.array(z.string()).default([]).describe('Rule packs, applied in this order before `rules`.'),
    rules: z
      .record(z.string(), ruleChoice)
      .default({})
      .describe('Per rule: on, off, a severity, or { severity, options }.'),
    waivers: z.string().optional().describe('The waivers file, relative to this file.'),
    store: z.string().optional().describe('sqlite:PATH; the command line stands over it.'),
  })
}

/** Published as schema/config.schema.json, for editors. */
export function configJsonSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12', unrepresentable: 'any' })
}
