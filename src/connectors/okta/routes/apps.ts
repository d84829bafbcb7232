/** Applications and what they sign in with: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Application/ */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'

const text = z.string()
const texts = z.array(text)

export const networkSchema = z.object({ connection: text, include: texts.nullish(), exclude: texts.nullish() })

/** What an application shows of its secret, of keys in the clear and of passwords is not named here, and goes no further. */
const appSchema = z.object({
  id: text,
  name: text,
  label: text.nullish(),
  status: text,
  created: text.nullish(),
  signOnMode: text.nullish(),
  credentials: z
    .object({
      scheme: text.nullish(),
      oauthClient: z.object({ client_id: text, token_endpoint_auth_method: text.nullish() }).nullish(),
    })
    .nullish(),
  settings: z
    .object({
      oauthClient: z
        .object({
          application_type: text.nullish(),
          grant_types: texts.nullish(),
          dpop_bound_access_tokens: z.boolean().nullish(),
          jwks_uri: text.nullish(),
          network: networkSchema.nullish(),
        })
        .nullish(),
    })
    .nullish(),
})
export type AppAnswer = z.infer<typeof appSchema>

export const listApps = route({
  path: '/api/v1/apps',
  permission: 'okta.apps.read',
  rows: '',
  pages: { by: 'link' },
  query: { limit: 200, includeNonDeleted: true },
  schema: appSchema,
})

/** The answer also holds the secret and its hash. */
export const secretSchema = z.object({ id: text, status: text.nullish(), created: text.nullish() })
export type SecretAnswer = z.infer<typeof secretSchema>

export const listSecrets = route({
  path: '/api/v1/apps/{appId}/credentials/secrets',
  permission: 'okta.apps.read',
  rows: '',
  absent: true,
  schema: secretSchema,
})

/** Public keys. Were a private one registered by mistake, its parts are not named here. */
export const keySchema = z.object({
  id: text.nullish(),
  kid: text.nullish(),
  kty: text,
  use: text.nullish(),
  status: text.nullish(),
  created: text.nullish(),
  e: text.nullish(),
  n: text.nullish(),
  crv: text.nullish(),
  x: text.nullish(),
  y: text.nullish(),
})
export type KeyAnswer = z.infer<typeof keySchema>

export const listKeys = route({
  path: '/api/v1/apps/{appId}/credentials/jwks',
  permission: 'okta.apps.read',
  // Okta’s description has a list, its example a set of keys within another, and its SDK the set alone.
  rows: ['', 'keys', 'jwks.keys'],
  absent: true,
  schema: keySchema,
})

export const listGrants = route({
  path: '/api/v1/apps/{appId}/grants',
  permission: 'okta.appGrants.read',
  rows: '',
  absent: true,
  schema: z.object({
    id: text.nullish(),
    scopeId: text,
    status: text.nullish(),
    createdBy: z.object({ id: text.nullish(), type: text.nullish() }).nullish(),
  }),
})
