import { testRule } from '../../../test/support/rule-tester.ts'
import { actionsPolicy, githubGap, repositoryIdOf } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const approves = { canApprovePullRequestReviews: true }
const ofRepository = (more = {}) => actionsPolicy({ repository: 'acme/api', ...approves, ...more })

testRule(rule, {
  fail: [
    {
      name: 'in the organization',
      records: [actionsPolicy(approves)],
      message: 'Runs of the organization acme may approve pull requests.',
      severity: 'high',
      data: { level: 'organization' },
      remediation: 'gh api -X PUT /orgs/acme/actions/permissions/workflow -F can_approve_pull_request_reviews=false',
    },
    {
      name: 'in a repository alone',
      records: [ofRepository(), actionsPolicy()],
      message: 'Runs of acme/api may approve pull requests.',
      related: [repositoryIdOf('acme/api')],
      confidence: 'proven',
    },
    { name: 'in a repository, the organization’s not read', records: [ofRepository()], confidence: 'possible' },
  ],
  pass: [
    { name: 'not in the organization', records: [actionsPolicy()] },
    { name: 'not in the repository', records: [ofRepository({ canApprovePullRequestReviews: false })] },
  ],
  unknown: [
    { name: 'it was denied', records: [actionsPolicy({ canApprovePullRequestReviews: unknown('denied') })] },
    { name: 'something else of it was', records: [actionsPolicy(), githubGap({ step: 'actions-policy' })] },
  ],
  notApplicable: [
    { name: 'a repository as the organization has it', records: [ofRepository(), actionsPolicy(approves)] },
  ],
})
