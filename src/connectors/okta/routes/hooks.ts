/** Addresses that Okta calls: https://developer.okta.com/docs/concepts/event-hooks/, https://developer.okta.com/docs/concepts/inline-hooks/ */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'

const text = z.string()

/** Values of headers, and what OAuth needs of secrets, are not named here. */
const channel = z
  .object({
    type: text.nullish(),
    config: z
      .object({
        uri: text.nullish(),
        authType: text.nullish(),
        authScheme: z.object({ type: text.nullish() }).nullish(),
        headers: z.array(z.object({ key: text.nullish() })).nullish(),
      })
      .nullish(),
  })
  .nullish()

const hook = {
  id: text,
  name: text,
  status: text.nullish(),
  created: text.nullish(),
  lastUpdated: text.nullish(),
  channel,
}

export const listEventHooks = route({
  path: '/api/v1/eventHooks',
  permission: 'okta.eventHooks.read',
  rows: '',
  pages: { by: 'link' },
  schema: z.object({ ...hook, createdBy: text.nullish(), verificationStatus: text.nullish() }),
})
export type EventHookAnswer = z.infer<typeof listEventHooks.schema>

export const listInlineHooks = route({
  path: '/api/v1/inlineHooks',
  permission: 'okta.inlineHooks.read',
  rows: '',
  pages: { by: 'link' },
  schema: z.object({ ...hook, type: text }),
})
export type InlineHookAnswer = z.infer<typeof listInlineHooks.schema>
