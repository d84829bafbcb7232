import { actionsPolicyFacts } from '../../analysis/effective/github-facts.ts'
import { placeOfPolicy, repeatsOrganization } from '../../analysis/effective/github-policies.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { policyPath, policySource, repositoryOfPolicy } from '../shared/github-policies.ts'

export const rule = defineRule({
  id: 'github-actions-can-approve',
  title: 'Actions may approve pull requests',
  severity: 'high',
  provider: 'github',
  subject: 'resource',
  kinds: ['actions-policy'],
  reads: ['github.actions-policy'],
  messages: { approves: 'Runs of {place} may approve pull requests.' },
  frameworks: githubControls('over-privilege', { 'owasp-nhi-2025': ['NHI5:2025', 'NHI6:2025'] }),
  remediation: (policy) => [
    {
      text: 'Take the right away. It is also what lets GITHUB_TOKEN open pull requests: what does that goes on with a GitHub App of its own.',
      command: `gh api -X PUT ${policyPath(policy)} -F can_approve_pull_request_reviews=false`,
    },
  ],
  check(policy, { view }) {
    const { canApprovePullRequestReviews: approves } = actionsPolicyFacts(policy)
    const { source, permission } = policySource(policy)
    if (!isKnown(approves)) return unknownBecause(becauseOf(approves), [permission])
    if (!approves) return pass
    const repeats = repeatsOrganization(policy, 'canApprovePullRequestReviews', view)
    if (repeats === true) return undefined
    return fail('approves', {
      values: { place: placeOfPolicy(policy) },
      ...(repeats === 'unknown' ? { confidence: 'possible' as const } : {}),
      evidence: read(source, 'can_approve_pull_request_reviews true'),
      related: repositoryOfPolicy(policy, view.scope),
      data: { level: actionsPolicyFacts(policy).level },
    })
  },
})
