/** Routes by which the sign-in and the organizations are found. */
import { z } from 'zod'
import { route } from '../route.ts'

const organization = z.object({
  id: z.int(),
  login: z.string().min(1),
  plan: z.object({ name: z.string() }).nullish(),
  public_repos: z.int().nullish(),
  total_private_repos: z.int().nullish(),
  two_factor_requirement_enabled: z.boolean().nullish(),
  default_repository_permission: z.string().nullish(),
})
export type OrganizationRow = z.infer<typeof organization>

export const getOrganization = route({
  path: 'GET /orgs/{org}',
  single: true,
  schema: organization,
  permission: '',
  scopes: [],
})

/** The organizations of whoever the token belongs to. */
export const listOwnOrganizations = route({
  path: 'GET /user/memberships/orgs',
  schema: z.object({ state: z.string(), organization: z.object({ login: z.string().min(1) }) }),
  permission: 'members=read',
  scopes: ['read:org'],
})

export const listAppInstallations = route({
  path: 'GET /app/installations',
  schema: z.object({
    id: z.int(),
    app_id: z.int(),
    account: z.object({ login: z.string().optional() }).nullable(),
    target_type: z.string(),
    repository_selection: z.enum(['all', 'selected']),
    permissions: z.record(z.string(), z.string()),
    suspended_at: z.string().nullish(),
  }),
  permission: '',
  scopes: [],
  appOnly: true,
})

export const getMeta = route({
  path: 'GET /meta',
  single: true,
  schema: z.object({ installed_version: z.string().optional() }),
  permission: '',
  scopes: [],
})
