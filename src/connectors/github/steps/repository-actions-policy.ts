import type { ActionsPolicyFacts } from '../../../model/facts/github.ts'
import type { StepMeta } from '../../contract.ts'
import { fullName, idOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { one } from '../read.ts'
import { askEach, hasWorkflows, indexed, nameIn, ofOrganization } from '../repository-round.ts'
import { getRepositoryWorkflowPermissions } from '../routes/repository-settings.ts'

export const repositoryActionsPolicyMeta = {
  id: 'repository-actions-policy',
  title: 'What GITHUB_TOKEN may by default in repositories with workflows',
  tier: 'creds',
  scopes: ['organization'],
  needs: ['administration=read'],
  emits: ['repository-actions-policy'],
  after: ['repositories', 'actions-policy'],
} as const satisfies StepMeta

/**
 * A repository may be stricter than its organization and never looser:
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/enabling-features-for-your-repository/managing-github-actions-settings-for-a-repository
 */
export async function repositoryActionsPolicy(context: GithubContext): Promise<void> {
  if (context.session.facts.defaultWorkflowPermissions === 'read')
    return context.skip('The organization lets GITHUB_TOKEN read by default, and no repository may go beyond that.')
  const repositories = indexed(context, 'The Actions settings of repositories')
  const items = repositories?.filter((repository) => !repository.archived && hasWorkflows(repository))
  if (items === undefined) return
  await askEach(context, { items, nameOf: nameIn(context), what: 'Actions settings of' }, async (repository, asker) => {
    const row = await one(asker, getRepositoryWorkflowPermissions, ofOrganization(context, repository))
    const name = fullName(context, repository.name)
    const facts: ActionsPolicyFacts = {
      level: 'repository',
      repository: name,
      repositoryId: repository.id,
      defaultWorkflowPermissions: row.default_workflow_permissions,
      canApprovePullRequestReviews: row.can_approve_pull_request_reviews,
    }
    context.emit({
      type: 'resource',
      id: idOf(context, 'actions-policy', repository.id),
      ...placeOf(context),
      kind: 'actions-policy',
      nativeId: name,
      name: `Actions of ${name}`,
      facts,
    })
  })
}
