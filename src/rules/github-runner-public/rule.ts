import { runnerGroupFacts } from '../../analysis/effective/github-facts.ts'
import { setsInGroup, unseenSets } from '../../analysis/effective/github-runners.ts'
import { publicRepositories } from '../../analysis/effective/github-repositories.ts'
import type { RunnerSet } from '../../analysis/effective/kubernetes-runners.ts'
import { counted } from '../../analysis/time.ts'
import type { Resource } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { enumerated } from '../shared/lists.ts'
import { word } from '../shared/shell.ts'

const mayRead = ['organization_self_hosted_runners=read']

export const rule = defineRule({
  id: 'github-runner-public',
  title: 'Self-hosted runners are open to too many repositories',
  severity: 'high',
  provider: 'github',
  subject: 'resource',
  kinds: ['runner-group'],
  reads: ['github.runners'],
  messages: {
    public: 'Runner group "{group}" lets public repositories use its {runners}.',
    all: 'Runner group "{group}" lets every repository use its {runners}, not made anew for each job.',
  },
  frameworks: githubControls('pipeline'),
  remediation: (group) => close(group),
  check(group, { view }) {
    const facts = runnerGroupFacts(group)
    const { runners, restrictedToWorkflows, allowsPublicRepositories, visibility } = facts
    const waiting = isKnown(runners) && runners.total === 0
    // GitHub lists no runner of a scale set that makes them as jobs come; each takes one job, so that only outsiders matter.
    const gap = waiting && allowsPublicRepositories ? unseenSets(view) : undefined
    if (gap !== undefined) return unknownBecause(gap.reason, gap.permission === undefined ? [] : [gap.permission])
    const sets = waiting && allowsPublicRepositories ? setsInGroup(view, group) : []
    if (waiting && sets.length === 0) return undefined
    const open = allowsPublicRepositories || visibility === 'all'
    // Only chosen workflows, at a ref that their repository answers for, get to the runners.
    if (!open || (restrictedToWorkflows === true && facts.selectedWorkflows.length > 0)) return pass
    if (!isKnown(runners)) return unknownBecause(becauseOf(runners), mayRead)
    const lasting = isKnown(runners.ephemeral) ? runners.total - runners.ephemeral : runners.ephemeral
    if (lasting === 0 && !allowsPublicRepositories) return pass
    if (isUnknown(lasting) || lasting === null) return unknownBecause(becauseOf(lasting), mayRead)
    // Runners that take one job each keep nothing for the next, but still stand in one's own network.
    const mild = !allowsPublicRepositories || lasting === 0 || publicRepositories(view) === 'none'
    return fail(allowsPublicRepositories ? 'public' : 'all', {
      values: {
        group: group.name,
        runners: sets.length > 0 ? setWords(sets) : counted(runners.total, 'runner'),
      },
      ...(mild ? { severity: 'medium' } : {}),
      evidence: evidenceOf(group, sets),
      ...(sets.length === 0 ? {} : { related: sets.map(({ resource }) => resource.id) }),
      data: { visibility, allowsPublicRepositories, runners: runners.total, lasting },
      remediation: close(group, view.scope.name),
    })
  },
})

/** `scale sets builds and tests` */
function setWords(sets: readonly RunnerSet[]): string {
  const names = [...new Set(sets.map(({ facts }) => facts.scaleSet))].toSorted()
  return `${names.length === 1 ? 'scale set' : 'scale sets'} ${enumerated(names)}`
}

function evidenceOf(group: Resource, sets: readonly RunnerSet[]) {
  const { visibility, allowsPublicRepositories } = runnerGroupFacts(group)
  return [
    ...read(
      'GET /orgs/{org}/actions/runner-groups',
      `visibility ${visibility}, allows_public_repositories ${allowsPublicRepositories}`,
    ),
    ...sets.flatMap(({ resource }) =>
      read('list autoscalingrunnersets.actions.github.com', `${resource.nativeId}: in the group ${group.name}`),
    ),
  ]
}

function close(group: Resource, organization = '') {
  const { groupId, allowsPublicRepositories } = runnerGroupFacts(group)
  const owner = organization === '' ? '"$ORGANIZATION"' : word(organization)
  const path = `/orgs/${owner}/actions/runner-groups/${groupId}`
  return [
    ...(allowsPublicRepositories
      ? [
          {
            text: 'Keep public repositories out; they can use runners that GitHub hosts.',
            command: `gh api -X PATCH ${path} -f name=${word(group.name)} -F allows_public_repositories=false`,
          },
        ]
      : []),
    {
      text: 'Name the repositories that need the runners.',
      command: `gh api -X PATCH ${path} -f name=${word(group.name)} -f visibility=selected`,
    },
    { text: 'Register runners with --ephemeral, so that each job gets a clean one.' },
  ]
}
