/** https://learn.microsoft.com/microsoft-365/copilot/extensibility/api/admin-settings/package/copilotpackages-list */
import { z } from 'zod'
import { route } from '../route.ts'
import type { Route } from '../route.ts'

const schema = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  appId: z.string().nullish(),
  ownerId: z.string().nullish(),
  publisher: z.string().nullish(),
  type: z.string().nullish(),
  elementTypes: z.array(z.string()).nullish(),
  isBlocked: z.boolean().nullish(),
  availableTo: z.string().nullish(),
  lastModifiedDateTime: z.string().nullish(),
})
export type CopilotPackage = z.infer<typeof schema>

/** It moved from beta to v1.0 in the course of 2026; tenants and clouds without it answer 404. */
export const listCopilotPackages: readonly Route<CopilotPackage>[] = (['v1.0', 'beta'] as const).map((version) =>
  route({
    wire: 'graph',
    path: `/${version}/copilot/admin/catalog/packages`,
    operation: `GET ${version === 'beta' ? '/beta' : ''}/copilot/admin/catalog/packages`,
    permission: 'CopilotPackages.Read.All',
    licence: 'Microsoft Agent 365',
    absent: true,
    schema,
  }),
)
