/** Integrations by API: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ApiServiceIntegrations/ */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { secretSchema } from './apps.ts'

const text = z.string()
const permission = 'okta.oauthIntegrations.read'

export const listServices = route({
  path: '/integrations/api/v1/api-services',
  permission,
  rows: '',
  pages: { by: 'link' },
  schema: z.object({
    id: text,
    type: text,
    name: text,
    createdAt: text.nullish(),
    createdBy: text.nullish(),
    grantedScopes: z.array(text).nullish(),
  }),
})
export type ServiceAnswer = z.infer<typeof listServices.schema>

export const listServiceSecrets = route({
  path: '/integrations/api/v1/api-services/{serviceId}/credentials/secrets',
  permission,
  rows: '',
  absent: true,
  schema: secretSchema,
})
