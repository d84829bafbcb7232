/** Tokens of people that reach into the organization. */
import { z } from 'zod'
import { route } from '../route.ts'

const owner = z.object({ id: z.int(), login: z.string().min(1) })
const named = z.record(z.string(), z.string()).optional()
const permissions = z.object({ organization: named, repository: named, other: named })
const selection = z.enum(['none', 'all', 'subset'])

export const listTokenGrants = route({
  path: 'GET /orgs/{org}/personal-access-tokens',
  schema: z.object({
    id: z.int(),
    token_id: z.int(),
    token_name: z.string(),
    owner,
    repository_selection: selection,
    permissions,
    access_granted_at: z.string(),
    token_expired: z.boolean(),
    token_expires_at: z.string().nullish(),
    token_last_used_at: z.string().nullish(),
  }),
  permission: 'organization_personal_access_tokens=read',
  scopes: [],
  appOnly: true,
})

export const listTokenGrantRepositories = route({
  path: 'GET /orgs/{org}/personal-access-tokens/{pat_id}/repositories',
  schema: z.object({ full_name: z.string().min(1) }),
  permission: 'organization_personal_access_tokens=read',
  scopes: [],
  appOnly: true,
})

export const listTokenRequests = route({
  path: 'GET /orgs/{org}/personal-access-token-requests',
  schema: z.object({
    id: z.int(),
    token_name: z.string().optional(),
    owner,
    reason: z.string().nullish(),
    repository_selection: selection,
    permissions,
    created_at: z.string(),
    token_expires_at: z.string().nullish(),
  }),
  permission: 'organization_personal_access_token_requests=read',
  scopes: [],
  appOnly: true,
})

/** `token_last_eight` is left out: it is a piece of a secret. */
export const listCredentialAuthorizations = route({
  path: 'GET /orgs/{org}/credential-authorizations',
  schema: z.object({
    credential_id: z.int(),
    login: z.string().min(1),
    credential_type: z.string(),
    credential_authorized_at: z.string().nullish(),
    credential_accessed_at: z.string().nullish(),
    authorized_credential_id: z.int().nullish(),
    authorized_credential_title: z.string().nullish(),
    authorized_credential_note: z.string().nullish(),
    authorized_credential_expires_at: z.string().nullish(),
    scopes: z.array(z.string()).nullish(),
    fingerprint: z.string().nullish(),
  }),
  permission: 'organization_administration=read',
  scopes: ['read:org', 'admin:org'],
  feature: 'saml',
})
