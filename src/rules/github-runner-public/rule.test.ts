import { testRule } from '../../../test/support/rule-tester.ts'
import { githubOrganization } from '../../../test/support/door-records.ts'
import { githubGap, repository, runnerGroup } from '../../../test/support/github-records.ts'
import { k8sGap, k8sId, k8sRunnerSet, k8sScope } from '../../../test/support/kubernetes-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const none = { total: 0, ephemeral: 0 }
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
      name: 'runners that a cluster makes as jobs come, which GitHub does not list',
      scopes: [k8sScope()],
      records: [
        toPublic({ runners: none }),
        open,
        githubOrganization(),
        k8sRunnerSet({ runnerGroup: 'Builders' }),
        k8sRunnerSet({ name: 'shop/arm', runnerGroup: 'builders' }),
        k8sRunnerSet({ name: 'shop/labs', runnerGroup: 'builders', serves: 'github.com/acme-labs' }),
      ],
      message: 'Runner group "builders" lets public repositories use its scale sets arm and builds.',
      severity: 'medium',
      related: [k8sId('runner-set', 'shop/builds')],
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
    {
      name: 'runners of a cluster were not read',
      scopes: [k8sScope()],
      records: [toPublic({ runners: none }), open, githubOrganization(), k8sGap({ step: 'runners' })],
    },
    { name: 'some groups were denied', records: [runnerGroup(), githubGap({ step: 'runners' })] },
  ],
  notApplicable: [
    { name: 'no runners', records: [toAll({ isDefault: true, runners: none })] },
    {
      name: 'runners that a cluster makes in other groups',
      scopes: [k8sScope()],
      records: [
        toPublic({ runners: none }),
        open,
        githubOrganization(),
        k8sRunnerSet(),
        k8sRunnerSet({ name: 'shop/closed', runnerGroup: 'builders', maxRunners: 0 }),
      ],
    },
  ],
})
