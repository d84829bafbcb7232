/** Secrets of Secret Manager, without what they hold: https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import { listAssets } from './assets.ts'

const text = z.string()

const secretSchema = z.object({
  /** `projects/<number>/secrets/<id>`, `projects/<number>/locations/<region>/secrets/<id>` */
  name: text,
  createTime: text.optional(),
  expireTime: text.optional(),
  labels: z.record(text, text).optional(),
  rotation: z.object({ rotationPeriod: text.optional(), nextRotationTime: text.optional() }).optional(),
})
export type SecretAnswer = z.infer<typeof secretSchema>

export const listSecretAssets = listAssets('secretmanager.googleapis.com/Secret', secretSchema)

export const listSecrets = route({
  api: 'secretmanager',
  operation: 'secretmanager.projects.secrets.list',
  permission: 'secretmanager.secrets.list',
  rows: 'secrets',
  schema: secretSchema,
  ask: (api, asked: { readonly parent: string; readonly pageToken?: string }, options) =>
    api.projects.secrets.list({ pageSize: 1000, ...asked }, options),
})
