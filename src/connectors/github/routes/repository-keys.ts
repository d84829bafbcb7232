import { z } from 'zod'
import { route } from '../route.ts'

/** The key itself is public: it is what its fingerprint is made of. */
export const listDeployKeys = route({
  path: 'GET /repos/{owner}/{repo}/keys',
  schema: z.object({
    id: z.int(),
    key: z.string(),
    title: z.string(),
    verified: z.boolean().nullish(),
    created_at: z.string(),
    read_only: z.boolean(),
    added_by: z.string().nullish(),
    last_used: z.string().nullish(),
    enabled: z.boolean().optional(),
  }),
  permission: 'administration=read',
  scopes: ['repo'],
  perResource: true,
})
