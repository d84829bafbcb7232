/** Settings of the organization that bound what machines may do. */
import { z } from 'zod'
import { route } from '../route.ts'
import { hookRow, rulesetRow } from './rows.ts'

const administration = { permission: 'organization_administration=read', scopes: ['admin:org'] } as const

export const listWebhooks = route({
  path: 'GET /orgs/{org}/hooks',
  schema: hookRow,
  permission: 'organization_hooks=read',
  scopes: ['admin:org_hook'],
})

export const getActionsPermissions = route({
  path: 'GET /orgs/{org}/actions/permissions',
  single: true,
  schema: z.object({
    enabled_repositories: z.enum(['all', 'none', 'selected']),
    allowed_actions: z.enum(['all', 'local_only', 'selected']).optional(),
    sha_pinning_required: z.boolean().optional(),
  }),
  ...administration,
})

export const getWorkflowPermissions = route({
  path: 'GET /orgs/{org}/actions/permissions/workflow',
  single: true,
  schema: z.object({
    default_workflow_permissions: z.enum(['read', 'write']),
    can_approve_pull_request_reviews: z.boolean(),
  }),
  ...administration,
})

export const getForkPullRequests = route({
  path: 'GET /orgs/{org}/actions/permissions/fork-pr-workflows-private-repos',
  single: true,
  schema: z.object({
    run_workflows_from_fork_pull_requests: z.boolean(),
    send_write_tokens_to_workflows: z.boolean(),
    send_secrets_and_variables: z.boolean(),
    require_approval_for_fork_pr_workflows: z.boolean(),
  }),
  ...administration,
})

export const getOidcSubject = route({
  path: 'GET /orgs/{org}/actions/oidc/customization/sub',
  single: true,
  schema: z.object({
    include_claim_keys: z.array(z.string()).optional(),
    use_immutable_subject: z.boolean().nullish(),
  }),
  permission: 'organization_administration=read',
  scopes: ['read:org', 'admin:org'],
})

/**
 * Apps take the permission to write for this, by https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
 * which Muster never asks for.
 */
const rulesets = { permission: 'organization_administration=write', scopes: ['admin:org'] } as const

export const listRulesets = route({
  path: 'GET /orgs/{org}/rulesets',
  schema: z.object({ id: z.int() }),
  ...rulesets,
})

export const getRuleset = route({
  path: 'GET /orgs/{org}/rulesets/{ruleset_id}',
  single: true,
  schema: rulesetRow,
  ...rulesets,
  perResource: true,
})

export const listPropertyValues = route({
  path: 'GET /orgs/{org}/properties/values',
  schema: z.object({
    repository_id: z.int(),
    properties: z.array(
      z.object({
        property_name: z.string(),
        value: z.union([z.string(), z.array(z.string())]).nullable(),
      }),
    ),
  }),
  permission: 'organization_custom_properties=read',
  scopes: ['read:org', 'admin:org'],
})

/** Always asked with `hide_secret`; the field `secret` is not named, so that it would be dropped even so. */
export const listSecretAlerts = route({
  path: 'GET /orgs/{org}/secret-scanning/alerts',
  schema: z.object({
    number: z.int(),
    created_at: z.string().nullish(),
    secret_type: z.string(),
    secret_type_display_name: z.string().optional(),
    validity: z.enum(['active', 'inactive', 'unknown']).nullish(),
    publicly_leaked: z.boolean().nullish(),
    multi_repo: z.boolean().nullish(),
    push_protection_bypassed_by: z.object({ login: z.string() }).nullish(),
    repository: z.object({ id: z.int(), full_name: z.string().min(1) }),
  }),
  permission: 'secret_scanning_alerts=read',
  scopes: ['repo', 'security_events'],
  feature: 'secret-protection',
})
