import { role } from '../../../test/support/aws-records.ts'
import type { Records } from '../../../test/support/aws-records.ts'
import {
  awsGap,
  bothScopes,
  doorRole,
  githubOrganization,
  oidcSubject,
  variable,
} from '../../../test/support/door-records.ts'
import { environment, githubGap, repository, runnerGroup, workflow } from '../../../test/support/github-records.ts'
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
} from '../../../test/support/kubernetes-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import type { InventoryRecord } from '../../model/index.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const scopes = bothScopes
const admin = { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] }
const arn = 'arn:aws:iam::111122223333:role/ci-deploy'
const login = { cloud: 'aws', by: 'aws-actions/configure-aws-credentials@v4', with: 'oidc', identity: arn, line: 12 }
const byVariable = { ...login, identity: unknown('not-collected'), reference: 'vars.ROLE' }
const head = '${{ github.event.pull_request.head.sha }}'
const open = (more = {}) =>
  repository({
    name: 'acme/api',
    visibility: 'public',
    defaultBranch: 'main',
    createdAt: '2024-01-01T00:00:00Z',
    environments: [],
    ...more,
  })
const around = [...githubOrganization(), ...oidcSubject(), ...oidcSubject({ repository: 'acme/api' })]
const runs = (
  on: readonly (string | { readonly event: string; readonly types: readonly string[] })[],
  ...jobs: readonly object[]
) => workflow({ on, jobs: jobs.map((each) => ({ idToken: true, ...each })) as never })

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

testRule(rule, {
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
    {
      name: 'a pull request brings code into a run that takes an administrator',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        doorRole(admin),
      ],
      message:
        'Workflow acme/api/.github/workflows/ci.yml runs code or words of whoever opens a pull request, and reaches the administrator ci-deploy of AWS in 2 hops.',
      severity: 'critical',
      confidence: 'proven',
      remediation: 'do not start it on pull_request_target',
    },
    {
      name: 'code that is brought asks for any role that takes the token',
      scopes,
      records: [
        runs(['issue_comment'], { injections: ['github.event.comment.body'] }),
        open(),
        around,
        doorRole(admin),
      ],
      severity: 'critical',
    },
    {
      name: 'a comment starts a run that takes an administrator',
      scopes,
      records: [runs(['issue_comment'], { cloudLogins: [login] }), open(), around, doorRole(admin)],
      message:
        'Whoever comments on an issue or a pull request starts workflow acme/api/.github/workflows/ci.yml, which reaches the administrator ci-deploy of AWS in 2 hops.',
      severity: 'high',
    },
    {
      name: 'over a role that takes an administrator’s',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        doorRole({ inline: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] }),
        role({
          ...admin,
          name: 'boss',
          trust: [{ Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' }],
        }),
      ],
      message:
        'Workflow acme/api/.github/workflows/ci.yml runs code or words of whoever opens a pull request, and reaches the administrator boss of AWS in 3 hops.',
    },
    {
      name: 'an environment that holds nobody back',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, environment: 'preview', cloudLogins: [login] }),
        open(),
        environment({ repository: 'acme/api', name: 'preview' }),
        around,
        doorRole({ ...admin, sub: 'repo:acme/api:environment:preview' }),
      ],
      confidence: 'proven',
    },
    {
      name: 'a condition of the job may keep outsiders out',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, guarded: true, cloudLogins: [login] }),
        open(),
        around,
        doorRole(admin),
      ],
      confidence: 'possible',
    },
    {
      name: 'a role that is kept in a variable',
      scopes,
      records: [
        runs(['issue_comment'], { cloudLogins: [byVariable] }),
        open(),
        around,
        variable('ROLE', arn),
        doorRole(admin),
      ],
      confidence: 'proven',
    },
    {
      name: 'a role that is kept in a secret',
      scopes,
      records: [
        runs(['issue_comment'], {
          cloudLogins: [{ ...login, identity: unknown('not-collected'), reference: 'secrets.ROLE' }],
        }),
        open(),
        around,
        doorRole(admin),
      ],
      confidence: 'possible',
    },
    {
      name: 'the wiki may be closed to outsiders, and another workflow to be started by them',
      scopes,
      records: [runs(['gollum', 'workflow_run'], { cloudLogins: [login] }), open(), around, doorRole(admin)],
      confidence: 'possible',
    },
    {
      name: 'of several starts the sure one is told',
      scopes,
      records: [runs(['workflow_run', 'issues'], { cloudLogins: [login] }), open(), around, doorRole(admin)],
      message:
        'Whoever opens an issue starts workflow acme/api/.github/workflows/ci.yml, which reaches the administrator ci-deploy of AWS in 2 hops.',
      confidence: 'proven',
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
    {
      name: 'somebody has to approve first, in an environment that the workflow writes otherwise',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, environment: 'Preview', cloudLogins: [login] }),
        open(),
        environment({ repository: 'acme/api', name: 'preview', reviewers: 1 }),
        around,
        doorRole({ ...admin, sub: 'repo:acme/api:environment:*' }),
      ],
    },
    {
      name: 'a variable says that it asks for another role',
      scopes,
      records: [
        runs(['issue_comment'], { cloudLogins: [byVariable] }),
        open(),
        around,
        variable('ROLE', 'arn:aws:iam::111122223333:role/reader'),
        doorRole(admin),
      ],
    },
    {
      name: 'somebody has to approve first',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, environment: 'preview', cloudLogins: [login] }),
        open(),
        environment({ repository: 'acme/api', name: 'preview', reviewers: 1 }),
        around,
        doorRole({ ...admin, sub: 'repo:acme/api:environment:preview' }),
      ],
    },
    {
      name: 'a role that holds little',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        doorRole({ inline: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::site/*' }] }),
      ],
    },
    {
      name: 'a trust of another environment',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        doorRole({ ...admin, sub: 'repo:acme/api:environment:production' }),
      ],
    },
    {
      name: 'a run that asks for another role',
      scopes,
      records: [
        runs(['issue_comment'], { cloudLogins: [{ ...login, identity: 'arn:aws:iam::111122223333:role/reader' }] }),
        open(),
        around,
        doorRole(admin),
      ],
    },
    {
      name: 'subjects by ids, which a trust by names does not take',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        githubOrganization(),
        oidcSubject({ immutable: true }),
        oidcSubject({ repository: 'acme/api', immutable: true }),
        doorRole(admin),
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
    {
      name: 'the workflow was not read',
      scopes,
      records: [
        workflow({ on: unknown('failed') as never, jobs: unknown('failed') as never }),
        open(),
        around,
        doorRole(admin),
      ],
    },
    {
      name: 'roles were not read',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        awsGap('identities'),
      ],
    },
    {
      name: 'environments were not read, and nothing was found',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        githubGap({ step: 'environments' }),
        doorRole({ ...admin, sub: 'repo:acme/api:environment:production' }),
      ],
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
    {
      name: 'no account of AWS was read',
      records: [runs(['pull_request_target'], { checksOut: head }), open(), around],
    },
    {
      name: 'outsiders do not start it',
      scopes,
      records: [runs(['push'], { cloudLogins: [login] }), open(), around, doorRole(admin)],
    },
    {
      name: 'only labels start it, which outsiders do not set',
      scopes,
      records: [
        runs([{ event: 'pull_request_target', types: ['labeled'] }], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        doorRole(admin),
      ],
    },
    {
      name: 'it gets no token',
      scopes,
      records: [runs(['pull_request_target'], { idToken: false, checksOut: head }), open(), around, doorRole(admin)],
    },
    {
      name: 'there are no outsiders',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open({ visibility: 'private' }),
        around,
        doorRole(admin),
      ],
    },
  ],
})
