import { z } from 'zod'

const variableName = z.string().regex(/^[A-Za-z_]\w*$/, 'That is no name of an environment variable.')

/** The `slack` section of muster.yaml. */
export const SlackConfig = z.strictObject({
  workspaces: z
    .array(z.string().regex(/^T[A-Z0-9]+$/, 'That is no id of a workspace: T0….'))
    .min(1)
    .optional()
    .describe('Ids of the workspaces to read; left out: every one that the tokens reach.'),
  auth: z
    .strictObject({
      tokenEnvs: z
        .array(variableName)
        .min(1)
        .optional()
        .describe(
          'Environment variables that hold tokens, in any order: of a user, of a bot, of the organization. Each is used for what it may. Left out: those of SLACK_TOKEN, SLACK_USER_TOKEN, SLACK_ADMIN_TOKEN and SLACK_BOT_TOKEN that hold one.',
        ),
      configurationTokenEnv: variableName
        .optional()
        .describe(
          'The variable with an app configuration token, which reads manifests of apps of one’s own. It can change them, too: Slack has none that only reads.',
        ),
    })
    .prefault({}),
  endpoints: z
    .strictObject({
      api: z.url().optional().describe('In place of https://slack.com/api, such as https://slack-gov.com/api.'),
      audit: z
        .url()
        .optional()
        .describe('In place of https://api.slack.com, for audit logs; left out: beside the address of the API.'),
    })
    .prefault({}),
})
export type SlackConfig = z.infer<typeof SlackConfig>
