import { z } from 'zod'

const variable = z.string().regex(/^[A-Za-z_]\w*$/, 'That is no name of an environment variable.')

/** The `anthropic` section of muster.yaml. */
export const AnthropicConfig = z.strictObject({
  organization: z
    .string()
    .min(1)
    .optional()
    .describe('The organization’s id (Settings > Organization), which the sign-in has to belong to; left out: any.'),
  endpoint: z.url().optional().describe('In place of https://api.anthropic.com; left out: ANTHROPIC_BASE_URL.'),
  auth: z
    .strictObject({
      adminKeyEnv: variable
        .optional()
        .describe(
          'The environment variable that holds an Admin API key (sk-ant-admin01-…); left out: ANTHROPIC_ADMIN_KEY, ANTHROPIC_ADMIN_API_KEY.',
        ),
      oauthTokenEnv: variable
        .optional()
        .describe(
          'The environment variable that holds an OAuth token with org:admin, for service accounts and federation; left out: ANTHROPIC_OAUTH_TOKEN, or ANTHROPIC_AUTH_TOKEN where it holds one.',
        ),
      workspaceKeyEnvs: z
        .record(z.string().regex(/^wrkspc_\w+$/, 'That is no id of a workspace: wrkspc_….'), variable)
        .default({})
        .describe('For managed agents: by workspace, the environment variable that holds a key of it.'),
    })
    .prefault({})
    .describe('How to sign in: an Admin API key, an OAuth token, or both.'),
})
export type AnthropicConfig = z.infer<typeof AnthropicConfig>
