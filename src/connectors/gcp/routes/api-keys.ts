/** API keys: https://cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import { listAssets } from './assets.ts'

const text = z.string()

const keySchema = z.object({
  /** `projects/<number>/locations/global/keys/<uid>` */
  name: text,
  uid: text.optional(),
  displayName: text.optional(),
  createTime: text.optional(),
  deleteTime: text.optional(),
  serviceAccountEmail: text.optional(),
  restrictions: z
    .object({
      apiTargets: z.array(z.object({ service: text })).optional(),
      browserKeyRestrictions: z.object({ allowedReferrers: z.array(text).optional() }).optional(),
      serverKeyRestrictions: z.object({ allowedIps: z.array(text).optional() }).optional(),
      androidKeyRestrictions: z.object({ allowedApplications: z.array(z.object({})).optional() }).optional(),
      iosKeyRestrictions: z.object({ allowedBundleIds: z.array(text).optional() }).optional(),
    })
    .optional(),
})
export type ApiKeyAnswer = z.infer<typeof keySchema>

export const listApiKeyAssets = listAssets('apikeys.googleapis.com/Key', keySchema)

/** What was deleted within thirty days is told only where it is asked for. */
export const listApiKeys = route({
  api: 'apikeys',
  operation: 'apikeys.projects.locations.keys.list',
  permission: 'apikeys.keys.list',
  rows: 'keys',
  schema: keySchema,
  ask: (api, asked: { readonly parent: string; readonly pageToken?: string }, options) =>
    api.projects.locations.keys.list({ pageSize: 300, ...asked }, options),
})
