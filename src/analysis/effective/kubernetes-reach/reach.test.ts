import { describe, expect, test } from 'vitest'
import {
  k8sAccount,
  k8sAccountId,
  k8sAssociation,
  k8sBinding,
  k8sGrant,
  k8sNamespace,
  k8sRole,
  k8sRoleDoor,
  k8sScope,
  k8sToken,
  k8sWorkload,
} from '../../../../test/support/kubernetes-records.ts'
import { accountScope } from '../../../../test/support/aws-records.ts'
import type { Records } from '../../../../test/support/aws-records.ts'
import { k8sJanitor } from '../../../../test/support/kubernetes-worlds.ts'
import { viewOf } from '../../../inventory/memory.ts'
import type { View } from '../../../inventory/view.ts'
import { cloudPath } from '../kubernetes-clouds/index.ts'
import { clusterPath, isClusterAdmin } from './index.ts'

const world = (...records: readonly Records[]): View =>
  viewOf({ scope: k8sScope(), scopes: [accountScope()], records: [...records, ...k8sJanitor].flat() })
const of = (view: View, name: string) => view.identity(k8sAccountId(name))!
const path = (view: View, name = 'shop/api') => clusterPath(view, of(view, name))
const ids = (view: View, name = 'shop/api') => path(view, name)?.id

const api = k8sAccount()
const rbac = 'rbac.authorization.k8s.io'

describe('in one step', () => {
  test.each([
    ['k8s-create-pods', k8sGrant({ in: 'ops', rules: ['create pods'] })],
    ['k8s-change-workloads', k8sGrant({ in: 'ops', rules: ['patch cronjobs.batch'] })],
    ['k8s-exec', k8sGrant({ in: 'ops', rules: ['get pods/exec'] })],
    ['k8s-exec', k8sGrant({ in: 'ops', rules: ['create pods/exec named janitor-7f-x'] })],
    ['k8s-create-token', k8sGrant({ in: 'ops', rules: ['create serviceaccounts/token'] })],
    ['k8s-create-token-secret', k8sGrant({ in: 'ops', rules: ['create,list secrets'] })],
    ['k8s-impersonate-account', k8sGrant({ rules: ['impersonate serviceaccounts'] })],
    ['k8s-escalate-role', k8sGrant({ in: 'ops', rules: [`patch,escalate roles.${rbac}`] })],
    ['k8s-bind-role', k8sGrant({ in: 'ops', rules: [`create rolebindings.${rbac}`, `bind clusterroles.${rbac}`] })],
    ['k8s-make-role', k8sGrant({ rules: [`* roles,rolebindings.${rbac}`] })],
    [
      'k8s-bind-own-role',
      [
        ...k8sRole({ name: 'ops/tokens', rules: ['create serviceaccounts/token'] }),
        ...k8sGrant({ in: 'ops', rules: [`create rolebindings.${rbac}`, `bind roles.${rbac} named tokens`] }),
      ],
    ],
    [
      'k8s-bind-role',
      [
        ...k8sBinding({ name: 'ops/all', binding: 'all', role: 'cluster-admin', to: 'user:ada' }),
        ...k8sGrant({ name: 'edge', in: 'ops', rules: [`patch rolebindings.${rbac}`, `bind clusterroles.${rbac}`] }),
      ],
    ],
    ['k8s-node-proxy', k8sGrant({ rules: ['get nodes/proxy'] })],
  ])('%s', (id, grant) => {
    const found = path(world(api, grant))
    expect(found).toMatchObject({
      id,
      verdict: 'proven',
      target: 'system:serviceaccount:ops:janitor',
      gain: 'admin',
      hops: [{ from: 'system:serviceaccount:shop:api', toName: 'ops/janitor', by: id }],
    })
    expect(found?.statements.length).toBeGreaterThan(0)
    expect(found?.mend).toMatch(/^Take /)
  })
  test.each([
    ['of another namespace', k8sGrant({ in: 'lab', rules: ['create pods/exec,serviceaccounts/token'] })],
    ['of another pod', k8sGrant({ in: 'ops', rules: ['create pods/exec named other-1'] })],
    ['of another account', k8sGrant({ in: 'ops', rules: ['create serviceaccounts/token named other'] })],
    [
      'to add itself to bindings where there are none',
      k8sGrant({ in: 'ops', rules: [`patch rolebindings.${rbac}`, `bind clusterroles.${rbac}`] }),
    ],
    ['to be a user who is called like a group', k8sGrant({ rules: ['impersonate users named system:masters'] })],
    [
      'to bind a role that leads nowhere',
      k8sGrant({ in: 'ops', rules: [`create rolebindings.${rbac}`, `bind roles.${rbac}`] }),
    ],
    [
      'to bind another role than may be written',
      k8sGrant({
        in: 'ops',
        rules: [
          `create roles,rolebindings.${rbac}`,
          `escalate roles.${rbac} named one`,
          `bind roles.${rbac} named other`,
        ],
      }),
    ],
    ['to make Secrets and not to read them', k8sGrant({ in: 'ops', rules: ['create secrets'] })],
    ['to read Secrets where no token lies', k8sGrant({ in: 'ops', rules: ['get,list secrets'] })],
    [
      'to approve certificates where EKS signs none',
      k8sGrant({
        rules: [
          'create certificatesigningrequests.certificates.k8s.io',
          'update certificatesigningrequests/approval.certificates.k8s.io',
          'approve signers.certificates.k8s.io',
        ],
      }),
    ],
  ])('not by the right %s', (_name, grant) => {
    expect(path(world(api, grant))).toBeUndefined()
  })
  test('a Secret that an account lists is a token of it only where it is called like one', () => {
    const listing = (secret: string) => [
      k8sAccount({ name: 'ops/root', secrets: [secret] }),
      k8sBinding({ name: 'root', role: 'cluster-admin', to: 'ops/root' }),
      k8sGrant({ in: 'ops', rules: ['list secrets'] }),
    ]
    expect(ids(world(api, ...listing('root-token-x7f2k')))).toBe('k8s-read-token-secret')
    expect(ids(world(api, ...listing('root-dockercfg-x7f2k')))).toBeUndefined()
  })
  test('a token in a Secret that may be read', () => {
    const token = k8sToken({ name: 'ops/janitor-token', account: 'janitor' })
    expect(ids(world(api, token, k8sGrant({ in: 'ops', rules: ['get secrets named janitor-token'] })))).toBe(
      'k8s-read-token-secret',
    )
    expect(ids(world(api, token, k8sGrant({ in: 'ops', rules: ['get secrets named other'] })))).toBeUndefined()
    const refused = k8sToken({ name: 'ops/janitor-token', account: 'janitor', invalidSince: '2026-01-01' })
    expect(ids(world(api, refused, k8sGrant({ in: 'ops', rules: ['get secrets'] })))).toBeUndefined()
  })
})

describe('in several steps', () => {
  const middle = [k8sAccount({ name: 'lab/runner' }), k8sWorkload({ name: 'lab/runner', account: 'runner' })]
  const first = k8sGrant({ name: 'first', in: 'lab', rules: ['create pods/exec'] })
  const second = k8sGrant({ name: 'second', to: 'lab/runner', in: 'ops', rules: ['create serviceaccounts/token'] })

  test('over another account, each told by whom it is taken', () => {
    const found = path(world(api, ...middle, first, second))
    expect(found?.hops.map(({ fromName, by, toName }) => `${fromName} ${by} ${toName}`)).toEqual([
      'shop/api k8s-exec lab/runner',
      'lab/runner k8s-create-token ops/janitor',
    ])
    expect(found?.hops[0]?.text).toBe('shop/api runs commands in pods in the namespace lab, and so becomes lab/runner.')
  })
  test('no further than is asked for', () => {
    const view = world(api, ...middle, first, second)
    expect(clusterPath(view, of(view, 'shop/api'), 1)).toBeUndefined()
  })
  test('a certain way before a shorter one that may be barred', () => {
    const view = world(
      api,
      ...middle,
      first,
      second,
      k8sGrant({ name: 'maybe', rules: ['create mutatingwebhookconfigurations.admissionregistration.k8s.io'] }),
    )
    expect(path(view)).toMatchObject({ verdict: 'proven', id: 'k8s-exec + k8s-create-token' })
  })
  test('in a circle nobody gets anywhere', () => {
    const view = world(
      k8sAccount({ name: 'a/x' }),
      k8sAccount({ name: 'b/y' }),
      k8sGrant({ name: 'one', to: 'a/x', in: 'b', rules: ['create serviceaccounts/token'] }),
      k8sGrant({ name: 'two', to: 'b/y', in: 'a', rules: ['create serviceaccounts/token'] }),
    )
    expect(path(view, 'a/x')).toBeUndefined()
  })
})

describe('over a node', () => {
  const makes = k8sGrant({ in: 'shop', rules: ['create pods'] })
  test('where nothing holds pods back, as far as RBAC can tell', () => {
    expect(path(world(api, makes, k8sNamespace()))).toMatchObject({
      id: 'k8s-node-escape',
      verdict: 'conditional',
      conditions: ['No admission policy of the cluster refuses pods that get out of their container'],
    })
  })
  test.each(['baseline', 'restricted'])('not under Pod Security (%s)', (podSecurity) => {
    expect(path(world(api, makes, k8sNamespace({ podSecurity })))).toBeUndefined()
  })
  test('unless its label may be taken away', () => {
    const relabels = k8sGrant({ name: 'labels', rules: ['patch namespaces named shop'] })
    expect(ids(world(api, makes, relabels, k8sNamespace({ podSecurity: 'restricted' })))).toBe('k8s-node-escape')
  })
})

test('who administers the cluster already has no way to go', () => {
  const view = world(api)
  expect(isClusterAdmin(view, of(view, 'ops/janitor'))).toBe(true)
  expect(path(view, 'ops/janitor')).toBeUndefined()
})

describe('on into a cloud', () => {
  const admin = { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] }
  const uploads = [k8sAccount({ name: 'lab/upload' }), k8sWorkload({ name: 'lab/upload', account: 'upload' })]
  const enters = k8sGrant({ in: 'lab', rules: ['create pods/exec'] })

  test('over an account that a role trusts', () => {
    const view = world(api, ...uploads, enters, k8sRoleDoor({ ...admin, sub: 'system:serviceaccount:lab:upload' }))
    const found = cloudPath(view, of(view, 'shop/api'))
    expect(found?.hops.map(({ by }) => by)).toEqual(['k8s-exec', 'muster-enter-oidc'])
    expect(found?.target).toBe('arn:aws:iam::111122223333:role/shop-api')
  })
  test('over an account that EKS hands a role to', () => {
    const view = world(api, ...uploads, enters, k8sAssociation({ ...admin, of: 'lab/upload' }))
    expect(cloudPath(view, of(view, 'shop/api'))?.hops.map(({ toName, to }) => toName ?? to)).toEqual([
      'lab/upload',
      'arn:aws:iam::111122223333:role/shop-api',
    ])
  })
  test('not by a role that trusts the account of another cluster', () => {
    const other = k8sRoleDoor({
      ...admin,
      issuer: 'oidc.eks.eu-west-1.amazonaws.com/id/OTHER',
      sub: 'system:serviceaccount:lab:upload',
    })
    const view = world(api, ...uploads, enters, other)
    expect(cloudPath(view, of(view, 'shop/api'))).toBeUndefined()
  })
})
