import type { RunnerFacts, RunnerGroupFacts } from '../../../model/facts/github.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import type { Unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { idOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { all } from '../read.ts'
import { listRunnerGroupRepositories, listRunnerGroups, listRunners } from '../routes/runners.ts'
import type { RunnerGroupRow, RunnerRow } from '../routes/runners.ts'

export const runnersMeta = {
  id: 'runners',
  title: 'Self-hosted runners and their groups',
  tier: 'core',
  scopes: ['organization'],
  needs: ['organization_self_hosted_runners=read'],
  emits: ['runners'],
} as const satisfies StepMeta

export async function runners(context: GithubContext): Promise<void> {
  const org = { org: context.session.organization.login }
  const groups = await attempt(context, 'The groups of runners were not read', () =>
    all(context, listRunnerGroups, org),
  )
  const found = await attempt(context, 'The runners were not read', () => all(context, listRunners, org))
  if (!isUnknown(groups))
    for (const group of groups) emitGroup(context, group, found, await repositoriesOf(context, group))
  if (!isUnknown(found)) for (const runner of found) emitRunner(context, runner)
}

async function repositoriesOf(
  context: GithubContext,
  { id, name, visibility }: RunnerGroupRow,
): Promise<RunnerGroupFacts['repositories']> {
  if (visibility !== 'selected') return null
  const group = { org: context.session.organization.login, runner_group_id: id }
  return attempt(context, `Which repositories were chosen for the runner group ${name} was not read`, async () =>
    (await all(context, listRunnerGroupRepositories, group)).map((row) => row.full_name).toSorted(),
  )
}

function emitGroup(
  context: GithubContext,
  group: RunnerGroupRow,
  found: readonly RunnerRow[] | Unknown,
  repositories: RunnerGroupFacts['repositories'],
): void {
  const facts: RunnerGroupFacts = {
    groupId: group.id,
    visibility: group.visibility,
    repositories,
    allowsPublicRepositories: group.allows_public_repositories,
    restrictedToWorkflows: group.restricted_to_workflows ?? unknown('unsupported'),
    selectedWorkflows: group.selected_workflows?.toSorted() ?? [],
    isDefault: group.default,
    runners: countOf(group, found),
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'runner-group', group.id),
    ...placeOf(context),
    kind: 'runner-group',
    nativeId: String(group.id),
    name: group.name,
    facts,
  })
}

/** The organization's list has its own runners only, and may leave out which group they are in. */
function countOf(group: RunnerGroupRow, found: readonly RunnerRow[] | Unknown): RunnerGroupFacts['runners'] {
  if (isUnknown(found)) return found
  if (group.inherited === true) return unknown('not-collected')
  if (found.some((runner) => typeof runner.runner_group_id !== 'number')) return unknown('unsupported')
  const within = found.filter((runner) => runner.runner_group_id === group.id)
  return {
    total: within.length,
    ephemeral: within.some((runner) => runner.ephemeral === undefined)
      ? unknown('unsupported')
      : within.filter((runner) => runner.ephemeral).length,
  }
}

function emitRunner(context: GithubContext, runner: RunnerRow): void {
  const facts: RunnerFacts = {
    runnerId: runner.id,
    groupId: runner.runner_group_id ?? unknown('unsupported'),
    os: runner.os,
    status: runner.status,
    labels: runner.labels.map(({ name }) => name).toSorted(),
    ephemeral: runner.ephemeral ?? unknown('unsupported'),
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'runner', runner.id),
    ...placeOf(context),
    kind: 'runner',
    nativeId: String(runner.id),
    name: runner.name,
    facts,
  })
}
