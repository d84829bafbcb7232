import type { EnvironmentFacts } from '../../../model/facts/github.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import type { Known } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { askVariables, askSecrets } from '../environment-shelves.ts'
import type { FoundEnvironment } from '../environment-shelves.ts'
import { fullName, idOf, instantOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { all, rowsOf } from '../read.ts'
import { askEach, indexed, nameIn, ofOrganization } from '../repository-round.ts'
import { listBranchPolicies, listEnvironments } from '../routes/repository-environments.ts'
import type { EnvironmentRow } from '../routes/repository-environments.ts'
import type { IndexedRepository } from '../session.ts'

export const environmentsMeta = {
  id: 'environments',
  title: 'Environments, how they are protected, and what is kept in them',
  tier: 'core',
  scopes: ['organization'],
  needs: ['actions=read', 'environments=read'],
  emits: ['environments', 'environment-secrets', 'environment-variables'],
  after: ['repositories', 'repository-secrets'],
} as const satisfies StepMeta

export async function environments(context: GithubContext): Promise<void> {
  const items = indexed(context, 'Environments')?.filter(({ environments: count }) => isUnknown(count) || count !== 0)
  if (items === undefined) return
  const found: FoundEnvironment[] = []
  await askEach(context, { items, nameOf: nameIn(context), what: 'Environments of' }, async (repository, asker) => {
    const names: string[] = []
    for await (const row of rowsOf(asker, listEnvironments, ofOrganization(context, repository))) {
      emitEnvironment(context, repository, row, await patternsOf(asker, repository, row))
      found.push({ repository, id: row.id, name: row.name })
      names.push(row.name)
    }
    // The index has the first hundred, and none where GraphQL could not be asked.
    const id = idOf(context, 'repository', repository.id)
    context.emit({ type: 'patch', of: 'resource', id, set: {}, facts: { environments: names.toSorted() } })
  })
  await askSecrets(context, found)
  await askVariables(context, found)
}

/** A request for each environment: the tier core goes without. */
async function patternsOf(
  context: GithubContext,
  repository: IndexedRepository,
  { name, deployment_branch_policy: policy }: EnvironmentRow,
): Promise<Known<readonly string[]>> {
  if (policy?.custom_branch_policies !== true) return null
  if (context.io.tier === 'core') return unknown('not-collected')
  const what = `The branches of the environment ${name} of ${fullName(context, repository.name)} were not read`
  return attempt(context, what, async () => {
    const place = { ...ofOrganization(context, repository), environment_name: name }
    const rows = await all(context, listBranchPolicies, place)
    return rows
      .flatMap(({ name: pattern, type }) =>
        pattern === undefined ? [] : [type === 'tag' ? `tag:${pattern}` : pattern],
      )
      .toSorted()
  })
}

function emitEnvironment(
  context: GithubContext,
  { id: repositoryId, name }: IndexedRepository,
  row: EnvironmentRow,
  branchPatterns: Known<readonly string[]>,
): void {
  const id = idOf(context, 'environment', row.id)
  const repository = fullName(context, name)
  const { protection_rules: rules, deployment_branch_policy: policy } = row
  const reviewers = rules?.find(({ type }) => type === 'required_reviewers')?.reviewers
  const facts: EnvironmentFacts = {
    repository,
    repositoryId,
    createdAt: instantOf(row.created_at),
    reviewers: rules === undefined ? unknown('unsupported') : (reviewers?.length ?? null),
    waitMinutes:
      rules === undefined
        ? unknown('unsupported')
        : (rules.find(({ type }) => type === 'wait_timer')?.wait_timer ?? null),
    adminsBypass: row.can_admins_bypass ?? unknown('unsupported'),
    branches: branchesOf(policy),
    branchPatterns,
  }
  const nativeId = `${repository}/${row.name}`
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'environment', nativeId, name: row.name, facts })
  const to = idOf(context, 'repository', repositoryId)
  context.emit({ type: 'edge', kind: 'stored-in', from: id, to, evidence: [{ source: nativeId }] })
}

function branchesOf(policy: EnvironmentRow['deployment_branch_policy']): EnvironmentFacts['branches'] {
  if (policy === undefined) return unknown('unsupported')
  if (policy === null) return null
  return policy.custom_branch_policies ? 'custom' : policy.protected_branches ? 'protected' : null
}
