/** Rows that GitHub answers alike for an organization and for a repository. */
import { z } from 'zod'
import { hookAddress } from '../map/hooks.ts'

/** Of the address only the host is kept, and of the secret (which GitHub masks) only that there is one. */
export const hookRow = z.object({
  id: z.int(),
  active: z.boolean(),
  events: z.array(z.string()),
  config: z.object({
    url: z.string().nullish().transform(hookAddress),
    insecure_ssl: z.union([z.string(), z.number()]).optional(),
    secret: z
      .string()
      .nullish()
      .transform((masked) => typeof masked === 'string' && masked !== ''),
  }),
  updated_at: z.string().nullish(),
})
export type HookRow = z.infer<typeof hookRow>

export const rulesetRow = z.object({
  id: z.int(),
  name: z.string(),
  target: z.string().optional(),
  enforcement: z.string(),
  rules: z.array(z.object({ type: z.string() })).optional(),
  bypass_actors: z
    .array(z.object({ actor_id: z.int().nullish(), actor_type: z.string(), bypass_mode: z.string().optional() }))
    .optional(),
})
export type RulesetRow = z.infer<typeof rulesetRow>
