/** Service accounts and their keys: https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import { listAssets } from './assets.ts'

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
