/** Tokens of other issuers that become service accounts: https://developers.openai.com/api/docs/guides/workload-identity-federation */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { managementRead } from '../needs.ts'
import { afterLast } from './projects.ts'

const text = z.string()

export const listIdentityProviders = route({
  path: '/organization/workload_identity_providers',
  query: { limit: 100 },
  permission: managementRead,
  rows: 'data',
  pages: afterLast,
  optional: true,
  schema: z.object({ id: text, name: text, issuer: text, audience: text, enabled: z.boolean() }),
})
export type ProviderAnswer = z.infer<typeof listIdentityProviders.schema>

export const listFederationRules = route({
  path: '/organization/workload_identity_providers/{provider}/federation_rules',
  query: { limit: 100 },
  permission: managementRead,
  rows: 'data',
  pages: afterLast,
  schema: z.object({
    id: text,
    name: text.nullish(),
    attribute_matchers: z.record(text, z.union([text, z.number(), z.boolean()])).nullish(),
    created_at: z.number(),
    enabled: z.boolean(),
    permissions: z.object({ type: text, scopes: z.array(text).optional() }),
    project_id: text,
    service_account_id: text,
  }),
})
export type FederationRuleAnswer = z.infer<typeof listFederationRules.schema>
