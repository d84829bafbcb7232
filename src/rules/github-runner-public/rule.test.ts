import { testRule } from '../../../test/support/rule-tester.ts'
import { githubGap, repository, runnerGroup } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const open = repository({ visibility: 'public' })
const toPublic = (more = {}) => runnerGroup({ allowsPublicRepositories: true, ...more })
const toAll = (more = {}) => runnerGroup({ visibility: 'all', ...more })

testRule(rule, {
  fail: [
    {
      name: 'open to public repositories',
      records: [toPublic({ groupId: 7 }), open],
      message: 'Runner group "builders" lets public repositories use its 4 runners.',
      severity: 'high',
      data: { visibility: 'selected', allowsPublicRepositories: true, runners: 4, lasting: 4 },
      remediation:
        'gh api -X PATCH /orgs/acme/actions/runner-groups/7 -f name=builders -F allows_public_repositories=false',
    },
    {
      name: 'public repositories were not looked for',
      records: [toPublic(), githubGap({ step: 'repositories' })],
      severity: 'high',
    },
    { name: 'without a public repository', records: [toPublic(), repository()], severity: 'medium' },
    {
      name: 'runners for one job each',
      records: [toPublic({ runners: { total: 2, ephemeral: 2 } }), open],
      severity: 'medium',
    },
    {
      name: 'open to all repositories',
      records: [toAll({ isDefault: true, runners: { total: 1, ephemeral: 0 } })],
      message: 'Runner group "builders" lets every repository use its 1 runner, not made anew for each job.',
      severity: 'medium',
      remediation: '-f visibility=selected',
    },
  ],
  pass: [
    { name: 'chosen repositories', records: [runnerGroup()] },
    { name: 'all, for one job each', records: [toAll({ runners: { total: 3, ephemeral: 3 } })] },
    {
      name: 'chosen workflows',
      records: [toPublic({ restrictedToWorkflows: true, selectedWorkflows: ['acme/ci/.github/workflows/x.yml@main'] })],
    },
  ],
  unknown: [
    { name: 'its runners were not read', records: [toPublic({ runners: unknown('denied') }), open] },
    {
      name: 'nobody told how long they last',
      records: [toAll({ runners: { total: 2, ephemeral: unknown('unsupported') } })],
    },
    { name: 'some groups were denied', records: [runnerGroup(), githubGap({ step: 'runners' })] },
  ],
  notApplicable: [{ name: 'no runners', records: [toAll({ isDefault: true, runners: { total: 0, ephemeral: 0 } })] }],
})
