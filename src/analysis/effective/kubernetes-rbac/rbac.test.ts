/** RBAC as the API server decides it. https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
import { describe, expect, test } from 'vitest'
import {
  k8sBinding,
  k8sCluster,
  k8sGrant,
  k8sRole,
  k8sRule,
  k8sScope,
} from '../../../../test/support/kubernetes-records.ts'
import type { Records } from '../../../../test/support/aws-records.ts'
import { viewOf } from '../../../inventory/memory.ts'
import { abilities, adminGrants, grantsOf, heldBy, ownGrants, permitsFor } from './index.ts'
import { coversTarget, coversVerb, isEverything, namesFor } from './rules.ts'

const view = (...records: readonly Records[]) => viewOf({ scope: k8sScope(), records: records.flat() })
const api = { kind: 'account', namespace: 'shop', name: 'api' } as const
const pods = { group: '', resource: 'pods' }
const exec = { group: '', resource: 'pods/exec' }

describe('a rule covers', () => {
  test.each([
    ['get pods', pods, true],
    ['get *', pods, true],
    ['get *', exec, true],
    ['get pods', exec, false],
    ['get pods/*', exec, false],
    ['get */exec', exec, true],
    ['get pods.apps', pods, false],
    ['get *.*', { group: 'apps', resource: 'deployments' }, true],
  ])('%s', (text, target, covered) => {
    expect(coversTarget(k8sRule(text), target)).toBe(covered)
  })
  test('a verb by its name or by a star', () => {
    expect(coversVerb(k8sRule('get,list pods'), 'list')).toBe(true)
    expect(coversVerb(k8sRule('* pods'), 'escalate')).toBe(true)
    expect(coversVerb(k8sRule('get pods'), 'list')).toBe(false)
  })
  test('everything only where nothing is left out', () => {
    expect(isEverything(k8sRule('* *.*'))).toBe(true)
    expect(isEverything(k8sRule('* *'))).toBe(false)
    expect(isEverything(k8sRule('* *.* named a'))).toBe(false)
    expect(isEverything(k8sRule('get,list,create *.*'))).toBe(false)
  })
  test('names, which nothing new has yet', () => {
    expect(namesFor(k8sRule('get secrets named a'), 'get', { group: '', resource: 'secrets' })).toEqual(['a'])
    expect(namesFor(k8sRule('create secrets named a'), 'create', { group: '', resource: 'secrets' })).toBeUndefined()
    const token = { group: '', resource: 'serviceaccounts/token' }
    expect(namesFor(k8sRule('create serviceaccounts/token named a'), 'create', token)).toEqual(['a'])
  })
})

describe('whom a binding names', () => {
  test('the account, the user of its name, and groups that every account is in', () => {
    const seen = view(
      k8sGrant({ name: 'a', to: 'shop/api' }),
      k8sGrant({ name: 'b', to: 'user:system:serviceaccount:shop:api' }),
      k8sGrant({ name: 'c', to: 'group:system:serviceaccounts:shop' }),
      k8sGrant({ name: 'd', to: 'group:system:serviceaccounts' }),
      k8sGrant({ name: 'e', to: 'group:system:authenticated' }),
      k8sGrant({ name: 'f', to: 'group:system:serviceaccounts:lab' }),
      k8sGrant({ name: 'g', to: 'lab/api' }),
    )
    expect(grantsOf(seen, api).map(({ facts }) => facts.binding)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(ownGrants(seen, api).map(({ facts }) => facts.binding)).toEqual(['a', 'b', 'c'])
  })
  test('a cluster role bound in a namespace holds there, and gives nothing that is in none', () => {
    const seen = view(
      k8sRole({ name: 'edit', rules: ['create pods', 'get nodes/proxy'] }),
      k8sBinding({ name: 'shop/x', role: 'edit' }),
    )
    const grants = grantsOf(seen, api)
    expect(permitsFor(grants, ['create'], pods, 'shop')).toHaveLength(1)
    expect(permitsFor(grants, ['create'], pods, 'lab')).toEqual([])
    expect(permitsFor(grants, ['create'], pods, null)).toEqual([])
    expect(permitsFor(grants, ['get'], { group: '', resource: 'nodes/proxy', global: true }, 'shop')).toEqual([])
  })
  test('everything in one namespace is no administration of the cluster', () => {
    const admin = k8sRole({ name: 'cluster-admin', rules: ['* *.*'] })
    const inOne = view(admin, k8sBinding({ name: 'shop/x', role: 'cluster-admin' }))
    expect(adminGrants(grantsOf(inOne, api))).toEqual([])
    const everywhere = view(admin, k8sBinding({ name: 'x', role: 'cluster-admin' }))
    expect(adminGrants(grantsOf(everywhere, api))).toHaveLength(1)
  })
})

describe('cluster roles that take rules over from others', () => {
  const parts = [
    k8sRole({ name: 'a', rules: ['create pods'], labels: { part: 'yes', team: 'x' } }),
    k8sRole({ name: 'b', rules: ['get secrets'], labels: { part: 'no' } }),
    k8sRole({ name: 'shop/c', rules: ['get nodes'], labels: { part: 'yes' } }),
  ]
  test('have those of all that carry the labels, and of no role of a namespace', () => {
    const seen = view(
      ...parts,
      k8sRole({ name: 'whole', aggregates: [{ part: 'yes' }] }),
      k8sBinding({ role: 'whole' }),
    )
    expect(grantsOf(seen, api).flatMap(({ rules }) => rules)).toEqual([k8sRule('create pods')])
  })
  test('a selector that chooses nothing chooses nobody', () => {
    const seen = view(...parts, k8sRole({ name: 'whole', aggregates: [{}] }), k8sBinding({ role: 'whole' }))
    expect(grantsOf(seen, api).flatMap(({ rules }) => rules)).toEqual([])
  })
})

describe('abilities', () => {
  test('every one says where it was read, takes something, and has an id of its own', () => {
    expect(new Set(abilities.map(({ id }) => id)).size).toBe(abilities.length)
    for (const { id, takes, source, does } of abilities) {
      expect(id).toMatch(/^k8s-[a-z-]+$/)
      expect(takes.length).toBeGreaterThan(0)
      expect(source).toMatch(/^https:\/\//)
      expect(does).toMatch(/^[a-z]/)
    }
  })
  test('what takes several things is held where all of them come together', () => {
    const rbac = 'rbac.authorization.k8s.io'
    const apart = view(
      k8sGrant({ name: 'a', in: 'shop', rules: [`create rolebindings.${rbac}`] }),
      k8sGrant({ name: 'b', in: 'lab', rules: [`bind clusterroles.${rbac}`] }),
    )
    expect(heldBy(apart, grantsOf(apart, api))).toEqual([])
    const together = view(
      k8sGrant({ name: 'a', in: 'shop', rules: [`create rolebindings.${rbac}`] }),
      k8sGrant({ name: 'b', rules: [`bind clusterroles.${rbac}`] }),
    )
    expect(heldBy(together, grantsOf(together, api)).map(({ ability, place }) => [ability.id, place])).toEqual([
      ['k8s-bind-role', 'shop'],
    ])
  })
  test('of what holds everywhere no single namespace is told', () => {
    const seen = view(
      k8sGrant({ name: 'a', rules: ['create pods/exec'] }),
      k8sGrant({ name: 'b', in: 'lab', rules: ['create pods/exec'] }),
    )
    expect(heldBy(seen, grantsOf(seen, api)).map(({ place }) => place)).toEqual([null])
  })
  test('to read pods/exec is to run commands before Kubernetes 1.35 alone', () => {
    const on = (version: string | null, rule: string) => {
      const seen = view(k8sGrant({ rules: [rule] }), k8sCluster({ version }))
      return heldBy(seen, grantsOf(seen, api)).map(({ ability }) => ability.id)
    }
    expect(on('v1.34.1-eks-1a2b3c', 'get pods/exec')).toEqual(['k8s-exec'])
    expect(on('v1.35.0-gke.100', 'get pods/exec')).toEqual([])
    expect(on(null, 'get pods/exec')).toEqual(['k8s-exec'])
    expect(on('v1.36.0', 'create pods/exec')).toEqual(['k8s-exec'])
  })
  test('what one platform alone has is not held on others', () => {
    const grant = k8sGrant({ in: 'kube-system', rules: ['patch configmaps'] })
    const on = (platform: string | null) => {
      const seen = view(grant, k8sCluster({ platform }))
      return heldBy(seen, grantsOf(seen, api)).map(({ ability }) => ability.id)
    }
    expect(on('eks')).toEqual(['k8s-aws-auth'])
    expect(on('gke')).toEqual([])
    expect(on(null)).toEqual([])
  })
})
