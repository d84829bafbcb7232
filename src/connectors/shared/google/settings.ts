/** What both connectors of Google take in muster.yaml. */
import { z } from 'zod'

const email = z.string().regex(/^[^\s@]+@[^\s@]+$/, 'That is no e-mail address.')

export const googleSettings = {
  auth: z
    .union([
      z.strictObject({
        credentialsFile: z
          .string()
          .min(1)
          .describe('A file that Google’s own tools write: of workload identity federation, a user’s, or a key file.'),
      }),
      z.strictObject({
        credentialsEnv: z.string().min(1).describe('Or the environment variable with what such a file holds.'),
      }),
    ])
    .optional()
    .describe('How to sign in; left out: application default credentials.'),
  impersonate: email.optional().describe('The service account that is then impersonated.'),
  quotaProject: z
    .string()
    .min(1)
    .optional()
    .describe('The project whose quota is used, and where the APIs that are asked have to be enabled.'),
  universeDomain: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'That is no domain.')
    .default('googleapis.com')
    .describe('Where Google’s APIs are, for clouds that others run on Google’s technology: s3nsapis.fr.'),
  endpoints: z
    .strictObject({ root: z.url().optional().describe('Takes the requests for every host of Google’s APIs.') })
    .default({})
    .describe('Addresses in place of Google’s own.'),
} as const

const GoogleSettings = z.strictObject(googleSettings)
export type GoogleSettings = z.infer<typeof GoogleSettings>
