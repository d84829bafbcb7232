import { z } from 'zod'

const login = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?$/, 'That is no login of an organization.')

/** The `github` section of muster.yaml. */
export const GithubConfig = z.strictObject({
  organizations: z
    .array(login)
    .default([])
    .describe('Which organizations are read; empty: every one that the sign-in reaches.'),
  enterprise: z
    .string()
    .min(1)
    .optional()
    .describe('Read every organization of this enterprise (its slug), as far as the sign-in may.'),
  endpoint: z
    .url()
    .optional()
    .describe(
      'REST address: https://HOST/api/v3 of Enterprise Server, https://api.SUBDOMAIN.ghe.com; else GITHUB_API_URL.',
    ),
  auth: z
    .union([
      z.strictObject({
        appId: z.union([z.int().positive(), z.string().min(1)]).describe('App id or client id of a GitHub App.'),
        privateKeyFile: z.string().min(1).optional().describe('PEM file with the private key of the app.'),
        privateKeyEnv: z.string().min(1).optional().describe('Or the environment variable that holds it.'),
      }),
      z.strictObject({ tokenEnv: z.string().min(1).describe('The environment variable that holds a token.') }),
      z.strictObject({ tokenFile: z.string().min(1).describe('A file that holds a token.') }),
    ])
    .optional()
    .describe('How to sign in; left out: the token in GITHUB_TOKEN or GH_TOKEN.'),
})
export type GithubConfig = z.infer<typeof GithubConfig>
