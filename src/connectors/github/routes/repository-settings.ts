/** What is set of a repository: Actions, webhooks, rulesets, Copilot's agent. */
import { z } from 'zod'
import { route } from '../route.ts'
import { hookRow, rulesetRow } from './rows.ts'

const ofRepository = { scopes: ['repo'], perResource: true } as const

export const getRepositoryOidcSubject = route({
  path: 'GET /repos/{owner}/{repo}/actions/oidc/customization/sub',
  single: true,
  schema: z.object({
    use_default: z.boolean(),
    include_claim_keys: z.array(z.string()).optional(),
    use_immutable_subject: z.boolean().optional(),
    sub_claim_prefix: z.string().optional(),
  }),
  permission: 'actions=read',
  ...ofRepository,
})

export const getRepositoryWorkflowPermissions = route({
  path: 'GET /repos/{owner}/{repo}/actions/permissions/workflow',
  single: true,
  schema: z.object({
    default_workflow_permissions: z.enum(['read', 'write']),
    can_approve_pull_request_reviews: z.boolean(),
  }),
  permission: 'administration=read',
  ...ofRepository,
})

export const listRepositoryWebhooks = route({
  path: 'GET /repos/{owner}/{repo}/hooks',
  schema: hookRow.extend({
    last_response: z.object({ code: z.int().nullable() }).nullish(),
  }),
  permission: 'repository_hooks=read',
  scopes: ['admin:repo_hook', 'write:repo_hook', 'read:repo_hook', 'repo'],
  perResource: true,
})

export const listRepositoryRulesets = route({
  path: 'GET /repos/{owner}/{repo}/rulesets',
  schema: z.object({ id: z.int() }),
  permission: 'metadata=read',
  ...ofRepository,
})

/** `bypass_actors` comes only to who may write the ruleset. */
export const getRepositoryRuleset = route({
  path: 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}',
  single: true,
  schema: rulesetRow,
  permission: 'metadata=read',
  ...ofRepository,
})

/** The configuration of MCP servers has no fixed form: the mapper looks at it and drops it. */
export const getAgentConfiguration = route({
  path: 'GET /repos/{owner}/{repo}/copilot/cloud-agent/configuration',
  single: true,
  schema: z.object({
    mcp_configuration: z.unknown(),
    is_firewall_enabled: z.boolean().optional(),
    require_actions_workflow_approval: z.boolean().optional(),
  }),
  permission: 'copilot_agent_settings=read',
  feature: 'copilot',
  ...ofRepository,
})
