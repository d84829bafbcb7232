import type { ActionsPolicyFacts } from '../../../model/facts/github.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import type { Known, Unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { idOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { one } from '../read.ts'
import { getActionsPermissions, getForkPullRequests, getWorkflowPermissions } from '../routes/settings.ts'

export const actionsPolicyMeta = {
  id: 'actions-policy',
  title: 'What Actions may',
  tier: 'core',
  scopes: ['organization'],
  needs: ['organization_administration=read'],
  emits: ['actions-policy'],
} as const satisfies StepMeta

export async function actionsPolicy(context: GithubContext): Promise<void> {
  const { organization, facts: kept } = context.session
  const org = { org: organization.login }
  const policy = await attempt(context, 'Which actions may run was not read', () =>
    one(context, getActionsPermissions, org),
  )
  const workflow = await attempt(context, 'What GITHUB_TOKEN may was not read', () =>
    one(context, getWorkflowPermissions, org),
  )
  const forks = await attempt(context, 'How forks of private repositories run was not read', () =>
    one(context, getForkPullRequests, org),
  )
  if (isUnknown(policy) && isUnknown(workflow) && isUnknown(forks)) return
  const facts: ActionsPolicyFacts = {
    level: 'organization',
    enabledRepositories: of(policy, (row) => row.enabled_repositories),
    // Where Actions are off, GitHub leaves out which are allowed.
    allowedActions: of(policy, (row) => row.allowed_actions ?? null),
    shaPinningRequired: of(policy, (row) => row.sha_pinning_required ?? unknown('unsupported')),
    defaultWorkflowPermissions: of(workflow, (row) => row.default_workflow_permissions),
    canApprovePullRequestReviews: of(workflow, (row) => row.can_approve_pull_request_reviews),
    forkPullRequests: of(forks, (row) => ({
      run: row.run_workflows_from_fork_pull_requests,
      sendWriteTokens: row.send_write_tokens_to_workflows,
      sendSecrets: row.send_secrets_and_variables,
      requireApproval: row.require_approval_for_fork_pr_workflows,
    })),
  }
  kept.defaultWorkflowPermissions = facts.defaultWorkflowPermissions
  context.emit({
    type: 'resource',
    id: idOf(context, 'actions-policy', 'organization'),
    ...placeOf(context),
    kind: 'actions-policy',
    nativeId: organization.login,
    name: `Actions of ${organization.login}`,
    facts,
  })
}

function of<Row extends object, T>(row: Row | Unknown, pick: (row: Row) => Known<T>): Known<T> {
  return isUnknown(row) ? row : pick(row)
}
