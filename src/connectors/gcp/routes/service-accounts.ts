/** Service accounts and their keys: https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import { listAssets, searchCreated } from './assets.ts'

const text = z.string()

export const accountSchema = z.object({
  email: text,
  uniqueId: text,
  projectId: text.optional(),
  displayName: text.optional(),
  description: text.optional(),
  disabled: z.boolean().optional(),
  oauth2ClientId: text.optional(),
})
export type AccountAnswer = z.infer<typeof accountSchema>

/** The representation has no time of creation; Cloud Asset's search has one, its list does not. */
export const listAccountAssets = listAssets('iam.googleapis.com/ServiceAccount', accountSchema)
export const searchAccounts = searchCreated('iam.googleapis.com/ServiceAccount')

/** At most 100 a page: https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts/list */
export const listAccounts = route({
  api: 'iam',
  operation: 'iam.projects.serviceAccounts.list',
  permission: 'iam.serviceAccounts.list',
  pace: 'iam',
  rows: 'accounts',
  schema: accountSchema,
  ask: (api, asked: { readonly name: string }, options) =>
    api.projects.serviceAccounts.list({ pageSize: 100, ...asked }, options),
})

/** https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys; the key itself is never in a list. */
export const keySchema = z.object({
  /** `projects/<id>/serviceAccounts/<e-mail>/keys/<id>` */
  name: text,
  keyType: text.optional(),
  keyOrigin: text.optional(),
  validAfterTime: text.optional(),
  validBeforeTime: text.optional(),
  disabled: z.boolean().optional(),
  disableReason: text.optional(),
  extendedStatus: z.array(z.object({ key: text, value: text.optional() })).optional(),
})
export type KeyAnswer = z.infer<typeof keySchema>

/** Of both kinds: its list knows no filter. */
export const listKeyAssets = listAssets('iam.googleapis.com/ServiceAccountKey', keySchema)

/** Without pages: an account has ten keys of its own at most. An account that is gone has none. */
export const listKeys = route({
  api: 'iam',
  operation: 'iam.projects.serviceAccounts.keys.list',
  permission: 'iam.serviceAccountKeys.list',
  pace: 'iam',
  rows: 'keys',
  schema: keySchema,
  perResource: true,
  absent: true,
  ask: (api, { name }: { readonly name: string }, options) =>
    api.projects.serviceAccounts.keys.list({ name, keyTypes: ['USER_MANAGED'] }, options),
})
