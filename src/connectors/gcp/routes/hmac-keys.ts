/** HMAC keys of Cloud Storage: https://cloud.google.com/storage/docs/json_api/v1/projects/hmacKeys */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'

const text = z.string()

const hmacKeySchema = z.object({
  accessId: text,
  serviceAccountEmail: text,
  projectId: text.optional(),
  state: z.enum(['ACTIVE', 'INACTIVE', 'DELETED']),
  timeCreated: text.optional(),
})
export type HmacKeyAnswer = z.infer<typeof hmacKeySchema>

/** At most 250 a page; a list never has the secret. */
export const listHmacKeys = route({
  api: 'storage',
  operation: 'storage.projects.hmacKeys.list',
  permission: 'storage.hmacKeys.list',
  rows: 'items',
  schema: hmacKeySchema,
  perResource: true,
  ask: (api, asked: { readonly projectId: string; readonly pageToken?: string }, options) =>
    api.projects.hmacKeys.list({ maxResults: 250, ...asked }, options),
})
