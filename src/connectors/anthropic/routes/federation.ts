/** Service accounts and what becomes one: https://platform.claude.com/docs/en/manage-claude/wif-admin-api */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { orgAdmin } from '../needs.ts'

const text = z.string()
const maybe = text.nullish()
const byPage = { by: 'cursor', from: 'next_page', to: 'page' } as const
const list = { permission: orgAdmin, rows: 'data', pages: byPage, query: { limit: 100 } } as const

export const listServiceAccounts = route({
  ...list,
  path: '/v1/organizations/service_accounts',
  query: { limit: 100, include_archived: true },
  schema: z.object({
    id: text,
    name: text,
    organization_role: maybe,
    created_at: maybe,
    archived_at: maybe,
    created_by_actor_id: maybe,
  }),
})
export type ServiceAccountAnswer = z.infer<typeof listServiceAccounts.schema>

/** The membership of the default workspace is implicit: each account has it. */
export const listAccountWorkspaces = route({
  ...list,
  path: '/v1/organizations/service_accounts/{account}/workspaces',
  schema: z.object({ workspace_id: text, workspace_role: text, implicit: z.boolean().nullish() }),
})

export const listIssuers = route({
  ...list,
  path: '/v1/organizations/federation_issuers',
  schema: z.object({ id: text, name: text, issuer_url: text, archived_at: maybe }),
})
export type IssuerAnswer = z.infer<typeof listIssuers.schema>

export const listRules = route({
  ...list,
  path: '/v1/organizations/federation_rules',
  schema: z.object({
    id: text,
    name: text,
    issuer_id: text,
    created_at: maybe,
    archived_at: maybe,
    match: z.object({
      subject_prefix: maybe,
      audience: maybe,
      condition: maybe,
      claims: z.record(text, text).nullish(),
    }),
    oauth_scope: text,
    target: z.object({ service_account_id: text }),
    token_lifetime_seconds: z.number(),
    applies_to_all_workspaces: z.boolean(),
    workspace_ids: z.array(text).nullish(),
    /** Of rules that are older than the list. */
    workspace_id: maybe,
  }),
})
export type RuleAnswer = z.infer<typeof listRules.schema>
