/** API tokens: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ApiToken/ */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { networkSchema } from './apps.ts'

const text = z.string()

export const listTokens = route({
  path: '/api/v1/api-tokens',
  permission: 'okta.apiTokens.read',
  rows: '',
  pages: { by: 'link' },
  schema: z.object({
    id: text,
    name: text,
    userId: text,
    clientName: text.nullish(),
    tokenWindow: text.nullish(),
    created: text.nullish(),
    expiresAt: text.nullish(),
    network: networkSchema.nullish(),
  }),
})
export type TokenAnswer = z.infer<typeof listTokens.schema>
