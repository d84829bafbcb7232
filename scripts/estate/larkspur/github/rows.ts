/** Rows as GitHub's API shows them, with what a story does not care about filled in. */
import type { Row } from '../../../../fixtures/servers/github/estate.ts'

/** A day alone is its morning. */
export const at = (time: string): string => (time.includes('T') ? time : `${time}T08:30:00Z`)

export const account = (login: string, id: number, type: 'User' | 'Bot' | 'Organization' = 'User'): Row => ({
  login,
  id,
  node_id: `U_${id}`,
  type,
  site_admin: false,
})

export interface AppSpec {
  readonly appId: number
  readonly permissions: { readonly [name: string]: string }
  readonly all?: boolean
  readonly updated?: string
  readonly suspended?: string
}

export const installation = (slug: string, { appId, permissions, all = false, updated, suspended }: AppSpec): Row => ({
  id: 40_000_000 + (appId % 1_000_000),
  app_id: appId,
  app_slug: slug,
  client_id: `Iv1.${String(appId).padStart(16, '0')}`,
  account: account('larkspur', 4711, 'Organization'),
  target_id: 4711,
  target_type: 'Organization',
  repository_selection: all ? 'all' : 'selected',
  permissions: { metadata: 'read', ...permissions },
  events: ['push', 'pull_request'],
  single_file_name: null,
  has_multiple_single_files: false,
  created_at: '2025-03-10T08:30:00Z',
  updated_at: at(updated ?? '2026-09-15'),
  suspended_at: suspended === undefined ? null : at(suspended),
  suspended_by: suspended === undefined ? null : account('ada-stone', 5001),
})

export const appPage = (slug: string, appId: number, owner: string, name: string, description: string): Row => ({
  id: appId,
  slug,
  name,
  description,
  owner: account(owner, appId + 1, 'Organization'),
  external_url: `https://${owner}.example`,
  html_url: `https://github.com/apps/${slug}`,
  created_at: '2020-01-10T08:30:00Z',
  updated_at: '2026-01-10T08:30:00Z',
  permissions: {},
  events: [],
})

export interface GrantSpec {
  readonly owner: Row
  readonly granted: string
  readonly expires?: string | null
  readonly used?: string | null
  readonly expired?: boolean
  readonly selection?: 'none' | 'all' | 'subset'
  readonly repository?: { readonly [name: string]: string }
  readonly organization?: { readonly [name: string]: string }
}

/** A fine-grained token that was let in. */
export const grant = (id: number, name: string, spec: GrantSpec): Row => ({
  id,
  owner: spec.owner,
  repository_selection: spec.selection ?? 'subset',
  repositories_url: `https://api.github.com/organizations/4711/personal-access-tokens/${id}/repositories`,
  permissions: { organization: spec.organization ?? {}, repository: { metadata: 'read', ...spec.repository } },
  access_granted_at: at(spec.granted),
  token_id: 100_000 + id,
  token_name: name,
  token_expired: spec.expired ?? false,
  token_expires_at: spec.expires === undefined || spec.expires === null ? null : at(spec.expires),
  token_last_used_at: spec.used === undefined || spec.used === null ? null : at(spec.used),
})

export interface AuthorizationSpec {
  readonly login: string
  readonly type: 'personal access token' | 'SSH key' | 'OAuth app token' | 'GitHub app token'
  readonly authorized: string
  readonly used: string | null
  readonly expires?: string
  readonly scopes?: readonly string[]
  readonly note: string
}

/** A member's credential that single sign-on was authorized for. */
export const authorization = (id: number, spec: AuthorizationSpec): Row => ({
  login: spec.login,
  credential_id: id,
  credential_type: spec.type,
  credential_authorized_at: at(spec.authorized),
  credential_accessed_at: spec.used === null ? null : at(spec.used),
  authorized_credential_id: 200_000 + id,
  authorized_credential_expires_at: spec.expires === undefined ? null : at(spec.expires),
  ...(spec.type === 'SSH key'
    ? { authorized_credential_title: spec.note, fingerprint: `SHA256:${String(id).repeat(10)}` }
    : { authorized_credential_note: spec.note, token_last_eight: 'CANARY08', scopes: spec.scopes ?? [] }),
})

export const secret = (name: string, updated: string, rest: Row = {}): Row => ({
  name,
  created_at: at(updated < '2025-02-01' ? updated : '2025-02-01'),
  updated_at: at(updated),
  ...rest,
})

export const variable = (name: string, value: string, rest: Row = {}): Row => ({
  name,
  value,
  created_at: '2025-02-01T08:30:00Z',
  updated_at: '2026-08-01T08:30:00Z',
  ...rest,
})

export interface HookSpec {
  readonly url: string
  readonly events?: readonly string[]
  readonly signed?: boolean
  readonly insecure?: boolean
  /** Status of the last delivery, which only hooks of repositories tell. */
  readonly last?: number | null
}

export const hook = (id: number, { url, events = ['push'], signed = true, insecure = false, last }: HookSpec): Row => ({
  type: last === undefined ? 'Organization' : 'Repository',
  id,
  name: 'web',
  active: true,
  events,
  config: {
    url,
    content_type: 'json',
    insecure_ssl: insecure ? '1' : '0',
    ...(signed ? { secret: '********' } : {}),
  },
  created_at: '2025-02-01T08:30:00Z',
  updated_at: '2026-08-01T08:30:00Z',
  ...(last === undefined
    ? {}
    : { last_response: { code: last, status: last === 200 ? 'active' : 'unused', message: null } }),
})

export interface EnvironmentSpec {
  readonly reviewers?: readonly Row[]
  readonly wait?: number
  readonly branches?: 'protected' | 'custom'
  readonly adminsBypass?: boolean
}

export const environment = (id: number, name: string, spec: EnvironmentSpec = {}): Row => ({
  id,
  node_id: `EN_${id}`,
  name,
  created_at: '2025-02-01T08:30:00Z',
  updated_at: '2026-02-01T08:30:00Z',
  can_admins_bypass: spec.adminsBypass ?? true,
  protection_rules: [
    ...(spec.wait === undefined ? [] : [{ id: id * 10, node_id: 'GA_1', type: 'wait_timer', wait_timer: spec.wait }]),
    ...(spec.reviewers === undefined
      ? []
      : [
          {
            id: id * 10 + 1,
            node_id: 'GA_2',
            type: 'required_reviewers',
            prevent_self_review: true,
            reviewers: spec.reviewers.map((reviewer) => ({ type: 'User', reviewer })),
          },
        ]),
    ...(spec.branches === undefined ? [] : [{ id: id * 10 + 2, node_id: 'GA_3', type: 'branch_policy' }]),
  ],
  deployment_branch_policy:
    spec.branches === undefined
      ? null
      : { protected_branches: spec.branches === 'protected', custom_branch_policies: spec.branches === 'custom' },
})

export interface KeySpec {
  readonly by: string
  readonly created: string
  readonly used?: string | null
  readonly write?: boolean
}

export const deployKey = (id: number, title: string, { by, created, used = null, write = false }: KeySpec): Row => ({
  id,
  key: `ssh-ed25519 CANARYDEPLOYKEY${id}`,
  title,
  verified: true,
  read_only: !write,
  enabled: true,
  created_at: at(created),
  added_by: by,
  last_used: used === null ? null : at(used),
})

export const runnerGroup = (id: number, name: string, rest: Row): Row => ({
  id,
  name,
  visibility: 'selected',
  default: false,
  inherited: false,
  allows_public_repositories: false,
  restricted_to_workflows: false,
  selected_workflows: [],
  workflow_restrictions_read_only: false,
  ...rest,
})

export const runner = (id: number, name: string, group: number, ephemeral: boolean): Row => ({
  id,
  runner_group_id: group,
  name,
  os: 'linux',
  status: 'online',
  busy: false,
  ephemeral,
  version: '2.329.0',
  labels: ['self-hosted', 'linux', 'x64'].map((label, index) => ({ id: index + 1, name: label, type: 'read-only' })),
})

export const ruleset = (id: number, name: string, bypass: readonly Row[], rest: Row = {}): Row => ({
  id,
  name,
  target: 'branch',
  source_type: 'Organization',
  source: 'larkspur',
  enforcement: 'active',
  bypass_actors: bypass,
  conditions: {
    ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] },
    repository_name: { include: ['~ALL'], exclude: [] },
  },
  rules: [{ type: 'deletion' }, { type: 'non_fast_forward' }, { type: 'pull_request' }],
  created_at: '2025-02-01T08:30:00Z',
  updated_at: '2026-02-01T08:30:00Z',
  ...rest,
})

/** The list of rulesets tells less than the page of each. */
export const rulesetAnswers = (rulesets: readonly Row[]): { readonly [address: string]: unknown } => ({
  '/rulesets': rulesets.map(({ bypass_actors: _bypass, rules: _rules, conditions: _conditions, ...rest }) => rest),
  ...Object.fromEntries(rulesets.map((each) => [`/rulesets/${String(each['id'])}`, each])),
})

export const bypass = (type: string, id: number | null): Row => ({
  actor_id: id,
  actor_type: type,
  bypass_mode: 'always',
})

export const seat = (assignee: Row, active: string | null): Row => ({
  assignee,
  plan_type: 'enterprise',
  created_at: '2025-02-01T08:30:00Z',
  updated_at: '2026-11-01T08:30:00Z',
  pending_cancellation_date: null,
  last_activity_at: active === null ? null : at(active),
  last_activity_editor: active === null ? null : 'vscode/1.106.0/copilot/1.388.0',
  last_authenticated_at: active === null ? null : at(active),
})

export const alert = (number: number, repository: Row, type: string, title: string, rest: Row = {}): Row => ({
  number,
  created_at: '2026-11-10T08:30:00Z',
  updated_at: '2026-11-10T08:30:00Z',
  state: 'open',
  resolution: null,
  secret_type: type,
  secret_type_display_name: title,
  secret: `CANARYALERT${number}`,
  validity: 'unknown',
  publicly_leaked: false,
  multi_repo: false,
  push_protection_bypassed: false,
  push_protection_bypassed_by: null,
  repository,
  ...rest,
})

export const propertyValues = (id: number, name: string, values: { readonly [name: string]: string }): Row => ({
  repository_id: id,
  repository_name: name,
  repository_full_name: `larkspur/${name}`,
  properties: Object.entries(values).map(([property_name, value]) => ({ property_name, value })),
})
