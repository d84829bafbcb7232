/** Users, and what stands in the account of one: https://developers.google.com/workspace/admin/directory/reference/rest/v1 */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import { securityPrivilege, securityScope, userPrivilege, userScope } from '../needs.ts'

const text = z.string()
const flag = z.boolean().optional()

/** Names, telephone numbers and addresses of people are not even asked for. */
const fields =
  'nextPageToken,users(id,primaryEmail,aliases,nonEditableAliases,customerId,isAdmin,isDelegatedAdmin,suspended,archived,lastLoginTime,creationTime)'

export const listUsers = route({
  api: 'directory',
  operation: 'directory.users.list',
  permission: userScope,
  privilege: userPrivilege,
  pace: 'directory',
  rows: 'users',
  schema: z.object({
    id: text,
    primaryEmail: text,
    aliases: z.array(text).optional(),
    nonEditableAliases: z.array(text).optional(),
    customerId: text.optional(),
    isAdmin: flag,
    isDelegatedAdmin: flag,
    suspended: flag,
    archived: flag,
    lastLoginTime: text.optional(),
    creationTime: text.optional(),
  }),
  ask: (api, asked: { readonly customer: string }, options) =>
    api.users.list({ maxResults: 500, projection: 'full', fields, ...asked }, options),
})
export type UserAnswer = z.infer<typeof listUsers.schema>

/** No dates, and no word of when it was used: those are in the log alone. A user who is gone by now has none. */
export const listTokens = route({
  api: 'directory',
  operation: 'directory.tokens.list',
  permission: securityScope,
  privilege: securityPrivilege,
  pace: 'directory',
  rows: 'items',
  absent: true,
  perResource: true,
  schema: z.object({
    clientId: text,
    displayText: text.optional(),
    anonymous: flag,
    nativeApp: flag,
    scopes: z.array(text).optional(),
  }),
  ask: (api, { userKey }: { readonly userKey: string }, options) => api.tokens.list({ userKey }, options),
})
export type TokenAnswer = z.infer<typeof listTokens.schema>

const count = z.union([text, z.number()]).optional()

export const listAppPasswords = route({
  api: 'directory',
  operation: 'directory.asps.list',
  permission: securityScope,
  privilege: securityPrivilege,
  pace: 'directory',
  rows: 'items',
  absent: true,
  perResource: true,
  schema: z.object({ codeId: z.number(), name: text.optional(), creationTime: count, lastTimeUsed: count }),
  ask: (api, { userKey }: { readonly userKey: string }, options) => api.asps.list({ userKey }, options),
})
export type AppPasswordAnswer = z.infer<typeof listAppPasswords.schema>
