/** Cases of chains from outside over the pods that run a job: of runner scale sets in clusters. */
import type { Records } from './aws-records.ts'
import { admin, around, head, open, runs } from './chain-records.ts'
import { awsGap, bothScopes } from './door-records.ts'
import { githubGap, runnerGroup } from './github-records.ts'
import {
  k8sAccount,
  k8sAssociation,
  k8sCluster,
  k8sGap,
  k8sGrant,
  k8sId,
  k8sRoleDoor,
  k8sRunnerSet,
  k8sScope,
} from './kubernetes-records.ts'
import type { RuleCases } from './rule-complaints.ts'
import type { InventoryRecord } from '../../src/model/index.ts'
import { unknown } from '../../src/model/index.ts'

const clusters = [...bothScopes, k8sScope()]
const awsRoleArn = 'arn:aws:iam::111122223333:role/shop-api'
const reader = { inline: [{ Effect: 'Allow' as const, Action: 's3:ListAllMyBuckets', Resource: '*' }] }
/** Of GitHub: runs that get no token, on runners of one's own. */
const builds = (more: object = {}, on = ['pull_request_target']) =>
  runs(on, { idToken: false, selfHosted: true, runsOn: ['builds'], checksOut: head, ...more })
const everybody = { visibility: 'all', allowsPublicRepositories: true }
const group = (more: object = {}) => runnerGroup({ name: 'Default', isDefault: true, ...everybody, ...more })
/** Of the cluster: what the runners run as, with a role of AWS by annotation. */
const pods = (more: object = {}): Records => [
  ...k8sCluster(),
  ...k8sAccount({ automount: false, cloud: { awsRoleArn }, ...more }),
]
const onPods = (...more: readonly (Records | InventoryRecord)[]): Records =>
  [open(), around.flat(), group(), pods(), ...more].flat()

export const runnerCases: RuleCases = {
  fail: [
    {
      name: 'the pod of its runner becomes an administrator of AWS, and the job asks for no token',
      scopes: clusters,
      records: [builds(), onPods(k8sRunnerSet(), k8sRoleDoor(admin))],
      message:
        'Workflow acme/api/.github/workflows/ci.yml runs code or words of whoever opens a pull request on the runners builds, in pods of shop/api, and reaches the administrator shop-api of AWS in 3 hops.',
      severity: 'critical',
      confidence: 'proven',
      remediation: 'on runners that GitHub hosts',
      related: [k8sId('runner-set', 'shop/builds')],
    },
    {
      name: 'a role that EKS hands to pods of the account',
      scopes: clusters,
      records: [builds(), open(), around, group(), pods({ cloud: {} }), k8sRunnerSet(), k8sAssociation(admin)],
      confidence: 'proven',
    },
    {
      name: 'the account of the pod administers its cluster, by the token that lies in it',
      scopes: clusters,
      records: [
        builds(),
        open(),
        around,
        group(),
        pods({ automount: null, cloud: {} }),
        k8sRunnerSet(),
        k8sGrant({ rules: ['* *.*', '* /*'], name: 'builders' }),
      ],
      message:
        'Workflow acme/api/.github/workflows/ci.yml runs code or words of whoever opens a pull request on the runners builds, in pods of shop/api, and reaches the administrator cluster-admin of the cluster acme-prod in 3 hops.',
      confidence: 'proven',
    },
    {
      name: 'over another account of the cluster to AWS',
      scopes: clusters,
      records: [
        builds(),
        open(),
        around,
        group(),
        pods({ automount: null, cloud: {} }),
        k8sRunnerSet(),
        k8sGrant({ rules: ['create serviceaccounts/token'], in: 'ops', name: 'minter' }),
        k8sAccount({ name: 'ops/boss' }),
        k8sRoleDoor({ ...admin, name: 'boss', sub: 'system:serviceaccount:ops:boss' }),
      ],
      message:
        'Workflow acme/api/.github/workflows/ci.yml runs code or words of whoever opens a pull request on the runners builds, in pods of shop/api, and reaches the administrator boss of AWS in 4 hops.',
    },
    {
      name: 'runners of the repository alone are in no group',
      scopes: clusters,
      records: [builds(), open(), around, pods(), k8sRunnerSet({ serves: 'github.com/Acme/API' }), k8sRoleDoor(admin)],
      confidence: 'proven',
    },
    {
      name: 'further labels of a scale set',
      scopes: clusters,
      records: [
        builds({ runsOn: ['builds', 'GPU'] }),
        onPods(k8sRunnerSet({ labels: ['gpu', 'large'] }), k8sRoleDoor(admin)),
      ],
      confidence: 'proven',
    },
    {
      name: 'a group without a label',
      scopes: clusters,
      records: [
        builds({ runsOn: ['group: open builds'] }),
        onPods(
          runnerGroup({ name: 'open builds', ...everybody }),
          k8sRunnerSet({ runnerGroup: 'Open Builds' }),
          k8sRoleDoor(admin),
        ),
      ],
      confidence: 'proven',
    },
    {
      name: 'which repositories were chosen for the group nobody read',
      scopes: clusters,
      records: [
        builds(),
        onPods(
          runnerGroup({ name: 'chosen', allowsPublicRepositories: true, repositories: unknown('failed') }),
          k8sRunnerSet({ runnerGroup: 'chosen' }),
          k8sRoleDoor(admin),
        ),
      ],
      confidence: 'possible',
    },
    {
      name: 'the repository was chosen for the group',
      scopes: clusters,
      records: [
        builds(),
        onPods(
          runnerGroup({ name: 'chosen', allowsPublicRepositories: true, repositories: ['acme/api', 'acme/site'] }),
          k8sRunnerSet({ runnerGroup: 'chosen' }),
          k8sRoleDoor(admin),
        ),
      ],
      confidence: 'proven',
    },
    {
      name: 'groups were not read',
      scopes: clusters,
      records: [builds(), open(), around, pods(), githubGap({ step: 'runners' }), k8sRunnerSet(), k8sRoleDoor(admin)],
      confidence: 'possible',
    },
    {
      name: 'the run decides where it runs',
      scopes: clusters,
      records: [builds({ runsOn: ['${{ vars.RUNNER }}'] }), onPods(k8sRunnerSet(), k8sRoleDoor(admin))],
      confidence: 'possible',
    },
    {
      name: 'an enterprise whose organizations nobody knows',
      scopes: clusters,
      records: [builds(), onPods(k8sRunnerSet({ serves: 'github.com/enterprises/acme-inc' }), k8sRoleDoor(admin))],
      confidence: 'possible',
    },
    {
      name: 'a pull request of a fork runs where it says, once somebody lets it',
      scopes: clusters,
      records: [builds({ checksOut: undefined }, ['pull_request']), onPods(k8sRunnerSet(), k8sRoleDoor(admin))].flat(3),
      severity: 'high',
      confidence: 'possible',
    },
    {
      name: 'a container of its own in a pod that hooks make, as the default account',
      scopes: clusters,
      records: [
        builds({ ownContainer: true }),
        onPods(
          k8sRunnerSet({ containers: { pods: true, template: false, required: true } }),
          k8sAccount({ name: 'shop/default', cloud: { awsRoleArn } }),
          k8sRoleDoor({ ...admin, sub: 'system:serviceaccount:shop:default' }),
        ),
      ],
      confidence: 'proven',
      message:
        'Workflow acme/api/.github/workflows/ci.yml runs code or words of whoever opens a pull request on the runners builds, in pods of shop/default, and reaches the administrator shop-api of AWS in 3 hops.',
    },
  ],
  pass: [
    {
      name: 'the pod of its runner becomes a role that holds little',
      scopes: clusters,
      records: [builds(), onPods(k8sRunnerSet(), k8sRoleDoor(reader))],
    },
    {
      name: 'the pod is handed no token that the administrator takes',
      scopes: clusters,
      records: [builds(), open(), around, group(), pods({ cloud: {} }), k8sRunnerSet(), k8sRoleDoor(admin)],
    },
    {
      name: 'the account administers the cluster, and its token does not lie in the pod',
      scopes: clusters,
      records: [
        builds(),
        open(),
        around,
        group(),
        pods({ cloud: {} }),
        k8sRunnerSet(),
        k8sGrant({ rules: ['* *.*', '* /*'], name: 'builders' }),
      ],
    },
    {
      name: 'its steps run in a pod of hooks, which has not the account of the runner',
      scopes: clusters,
      records: [
        builds({ ownContainer: true }),
        onPods(
          k8sRunnerSet({ containers: { pods: true, template: false, required: true } }),
          k8sAccount({ name: 'shop/default' }),
          k8sRoleDoor(admin),
        ),
      ],
    },
  ],
  unknown: [
    {
      name: 'runners of the cluster were not read',
      scopes: clusters,
      records: [builds(), onPods(k8sGap({ step: 'runners' }))],
    },
    {
      name: 'the pod asks for a role, and nobody scanned AWS',
      scopes: [k8sScope()],
      records: [builds(), onPods(k8sRunnerSet())],
    },
    {
      name: 'roles that the pod may become were not read',
      scopes: clusters,
      records: [builds(), onPods(k8sRunnerSet(), awsGap('identities'))],
    },
  ],
  notApplicable: [
    {
      name: 'of a private repository nobody outside starts anything',
      scopes: clusters,
      records: [builds(), open({ visibility: 'private' }), around, group(), pods(), k8sRunnerSet(), k8sRoleDoor(admin)],
    },
    {
      name: 'a scale set of another organization, of another host and of another name',
      scopes: clusters,
      records: [
        builds(),
        onPods(
          k8sRunnerSet({ serves: 'github.com/acme-labs' }),
          k8sRunnerSet({ name: 'shop/server', scaleSet: 'builds', serves: 'github.acme.example/acme' }),
          k8sRunnerSet({ name: 'shop/other' }),
          k8sRunnerSet({ name: 'shop/site', scaleSet: 'builds', serves: 'github.com/acme/site' }),
          k8sRoleDoor(admin),
        ),
      ],
    },
    {
      name: 'groups that admit no public repository, another repository, another workflow',
      scopes: clusters,
      records: [
        builds(),
        onPods(
          runnerGroup({ name: 'chosen', allowsPublicRepositories: true }),
          k8sRunnerSet({ name: 'shop/chosen', scaleSet: 'builds', runnerGroup: 'chosen' }),
          runnerGroup({ name: 'inside', visibility: 'all' }),
          runnerGroup({
            name: 'release',
            ...everybody,
            restrictedToWorkflows: true,
            selectedWorkflows: ['acme/api/.github/workflows/release.yml@refs/heads/main'],
          }),
          k8sRunnerSet({ runnerGroup: 'inside' }),
          k8sRunnerSet({ name: 'shop/release', scaleSet: 'builds', runnerGroup: 'release' }),
          k8sRoleDoor(admin),
        ),
      ],
    },
    {
      name: 'a scale set that makes no runner',
      scopes: clusters,
      records: [
        builds({ runsOn: ['closed'] }),
        onPods(k8sRunnerSet({ name: 'shop/closed', maxRunners: 0 }), k8sRoleDoor(admin)),
      ],
    },
    {
      name: 'what outsiders start runs nothing of theirs',
      scopes: clusters,
      records: [builds({ checksOut: undefined }), onPods(k8sRunnerSet(), k8sRoleDoor(admin))],
    },
    {
      name: 'the job runs on a runner of GitHub’s',
      scopes: clusters,
      records: [builds({ selfHosted: false, runsOn: ['ubuntu-latest'] }), onPods(k8sRunnerSet(), k8sRoleDoor(admin))],
    },
  ],
}
