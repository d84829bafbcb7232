import { useOf } from '../../analysis/effective/github-environments.ts'
import { environmentFacts, githubEntity } from '../../analysis/effective/github-facts.ts'
import { isArchived } from '../../analysis/effective/github-repositories.ts'
import { counted } from '../../analysis/time.ts'
import type { View } from '../../inventory/view.ts'
import type { Known, Resource } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { enumerated } from '../shared/lists.ts'
import { word } from '../shared/shell.ts'

const hiders = ['github.environment-secrets', 'github.workflows'] as const

export const rule = defineRule({
  id: 'github-env-unprotected',
  title: 'Environment is open to every branch',
  severity: 'high',
  provider: 'github',
  subject: 'resource',
  kinds: ['environment'],
  reads: ['github.environments'],
  messages: { open: 'Environment {environment} of {repository} gives {prizes} to every branch, without a review.' },
  frameworks: githubControls('loose-trust'),
  remediation: (environment) => {
    const { repository } = environmentFacts(environment)
    const path = `/repos/${word(repository)}/environments/${word(encodeURIComponent(environment.name))}`
    return [
      {
        text: 'Let only protected branches deploy.',
        command: `gh api -X PUT ${path} -F 'deployment_branch_policy[protected_branches]=true' -F 'deployment_branch_policy[custom_branch_policies]=false'`,
      },
      {
        text: `For production demand a review as well, by others than who started the run: Settings > Environments > ${environment.name} > Required reviewers.`,
      },
    ]
  },
  check(environment, { view }) {
    const { reviewers, branches, branchPatterns, repository, repositoryId } = environmentFacts(environment)
    if (isKnown(reviewers) && reviewers > 0) return pass
    if (holdsBranches(branches, branchPatterns)) return pass
    const use = useOf(environment, view)
    if (use.secrets.length === 0 && use.workflows.length === 0) return emptyOrHidden(view)
    const untold = [reviewers, branches, ...(branches === 'custom' ? [branchPatterns] : [])].find(isUnknown)
    if (untold !== undefined) return unknownBecause(becauseOf(untold), ['actions=read'])
    const prizes = [
      ...(use.secrets.length > 0 ? [counted(use.secrets.length, 'secret')] : []),
      ...(use.workflows.length > 0 ? ['OIDC tokens in its name'] : []),
    ]
    const severity = isArchived({ repositoryId }, view) ? 'low' : isTrial(environment) ? 'medium' : undefined
    return fail('open', {
      values: { environment: environment.name, repository, prizes: enumerated(prizes) },
      ...(severity ? { severity } : {}),
      evidence: read('GET /repos/{owner}/{repo}/environments', `${environment.name}: no reviewers, every branch`),
      related: [
        githubEntity(view.scope, 'repository', repositoryId),
        ...[...use.secrets, ...use.workflows].map((each) => each.id),
      ],
      data: {
        secrets: use.secrets.map((secret) => secret.name),
        workflows: use.workflows.map((each) => each.nativeId),
      },
    })
  },
})

/** There is nothing to be had in it, unless what there is could not be read. */
function emptyOrHidden(view: View) {
  const gap = hiders.map((facet) => view.gap(facet)).find((each) => each !== undefined)
  return gap ? unknownBecause(gap.reason, [gap.permission ?? 'environments=read']) : undefined
}

/** A pattern of stars alone lets every branch in. */
function holdsBranches(branches: Known<'protected' | 'custom'>, patterns: Known<readonly string[]>): boolean {
  if (branches === 'protected') return true
  return branches === 'custom' && isKnown(patterns) && patterns.every((pattern) => !/^[*/]+$/.test(pattern))
}

/** Where branches that nobody has reviewed are tried out, which needs them to get in. */
function isTrial(environment: Resource): boolean {
  return /(?:^|[^a-z])(?:dev|development|preview|test|testing|qa|sandbox|ci|review|pr)(?:[^a-z]|$)/i.test(
    environment.name,
  )
}
