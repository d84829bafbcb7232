import { z } from 'zod'

const variable = z.string().min(1)

/** The `okta` section of muster.yaml. */
export const OktaConfig = z.strictObject({
  domain: z
    .string()
    .regex(
      /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}$/i,
      'That is no host: acme.okta.com, without https:// and without -admin.',
    )
    .optional()
    .describe(
      'The organization: acme.okta.com, or its own domain; left out: OKTA_ORG_URL, OKTA_CLIENT_ORGURL, or OKTA_ORG_NAME with OKTA_BASE_URL.',
    ),
  endpoint: z.url().optional().describe('Another address in place of https://<domain>.'),
  auth: z
    .union([
      z.strictObject({
        clientId: z.string().min(1).describe('Client id of an API service application.'),
        privateKeyEnv: variable
          .optional()
          .describe('The environment variable that holds its private key: PEM, or JWK.'),
        privateKeyFile: z.string().min(1).optional().describe('Or the file that holds it.'),
        keyId: z
          .string()
          .min(1)
          .optional()
          .describe('The id (kid) of the key, where the application has several; a JWK tells its own.'),
      }),
      z.strictObject({
        tokenEnv: variable.describe(
          'The environment variable that holds an API token (SSWS): it may all that its owner may.',
        ),
      }),
    ])
    .optional()
    .describe(
      'How to sign in; left out: OKTA_CLIENT_ID with OKTA_PRIVATE_KEY, or the same two of Okta’s SDKs or of its Terraform provider, else the token in OKTA_API_TOKEN or OKTA_CLIENT_TOKEN.',
    ),
})
export type OktaConfig = z.infer<typeof OktaConfig>
