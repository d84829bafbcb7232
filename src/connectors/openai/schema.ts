import { z } from 'zod'

const variable = z.string().regex(/^[A-Za-z_]\w*$/, 'That is no name of an environment variable.')

/** The `openai` section of muster.yaml. */
export const OpenaiConfig = z.strictObject({
  organization: z
    .string()
    .regex(/^org-[\w-]+$/, 'That is no id of an organization: org-….')
    .optional()
    .describe(
      'The organization’s id (Settings > Organization > General); left out: the name that OpenAI answers with.',
    ),
  endpoint: z.url().optional().describe('In place of https://api.openai.com/v1; left out: OPENAI_BASE_URL.'),
  auth: z
    .strictObject({
      adminKeyEnv: variable
        .default('OPENAI_ADMIN_KEY')
        .describe('The environment variable that holds an admin key (sk-admin-…); reading scopes are enough.'),
    })
    .prefault({})
    .describe('How to sign in.'),
})
export type OpenaiConfig = z.infer<typeof OpenaiConfig>
