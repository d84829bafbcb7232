/** Service accounts that Okta Privileged Access looks after: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ServiceAccount/ */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'

const text = z.string()
const ids = z.array(text).nullish()

const shared = {
  rows: '',
  pages: { by: 'link' },
  query: { limit: 200 },
  optional: true,
  licence: 'Okta Privileged Access',
} as const

const account = {
  id: text,
  name: text,
  status: text.nullish(),
  created: text.nullish(),
  ownerUserIds: ids,
  ownerGroupIds: ids,
}

/** In applications of others; the password and what somebody wrote about it are not named here. */
export const listAppAccounts = route({
  ...shared,
  path: '/privileged-access/api/v1/service-accounts',
  permission: 'okta.serviceAccounts.read',
  schema: z.object({
    ...account,
    username: text.nullish(),
    containerOrn: text.nullish(),
    containerInstanceName: text.nullish(),
  }),
})
export type AppAccountAnswer = z.infer<typeof listAppAccounts.schema>

/** Users of this organization. */
export const listUserAccounts = route({
  ...shared,
  path: '/privileged-access/api/v1/okta-service-accounts',
  permission: 'okta.serviceAccounts.okta.read',
  schema: z.object({ ...account, oktaUserId: text.nullish() }),
})
export type UserAccountAnswer = z.infer<typeof listUserAccounts.schema>
