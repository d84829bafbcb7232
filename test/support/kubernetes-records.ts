/**
 * Records of a cluster with sane defaults, for rule tests and the examples on rule pages. Every builder gives a list: the
 * entity first, then the edges and the usage that belong to it. What a builder is given beside the few names it knows are
 * facts, as src/model/facts/kubernetes.ts has them. Service accounts and namespaced things are told as `shop/api`.
 */
import type { AiFacet, Gap, GapReason, Identity, Instant, InventoryRecord, Known } from '../../src/model/index.ts'
import type { BindingSubject, PolicyRule } from '../../src/model/facts/kubernetes.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { edge, usage } from './aws-records.ts'
import {
  apart,
  k8sAccountId,
  k8sAccountName,
  k8sId,
  k8sIssuer,
  k8sPlace,
  k8sResource,
  longAgo,
} from './kubernetes-place.ts'

export { k8sAssociation, k8sRoleDoor } from './kubernetes-doors.ts'
export { k8sAccountId, k8sId, k8sIssuer, k8sScope } from './kubernetes-place.ts'

export function k8sCluster(facts: LooseFacts = {}): Records {
  const given = { version: 'v1.34.1-eks-1a2b3c', issuer: k8sIssuer, platform: 'eks', secretMetadata: true }
  return k8sResource('cluster', 'acme-prod', { ...given, ...facts })
}

export function k8sNamespace({ name = 'shop', ...facts }: LooseFacts & { readonly name?: string } = {}): Records {
  return k8sResource('namespace', name, { namespace: name, labels: {}, podSecurity: null, ...facts })
}

interface AccountInput extends LooseFacts {
  readonly name?: string
  readonly createdAt?: Known<Instant>
  readonly ai?: AiFacet
  /** Of its annotations. */
  readonly cloud?: LooseFacts
}

/** Without any right, which nothing runs as. */
export function k8sAccount(input: AccountInput = {}): Records {
  const { name = 'shop/api', createdAt = longAgo, ai, cloud = {}, ...facts } = input
  const [namespace, account] = apart(name)
  const none = { awsRoleArn: null, gcpServiceAccount: null, azureClientId: null, azureTenantId: null }
  const given = {
    namespace,
    account,
    uid: `uid-${name}`,
    automount: null,
    secrets: [],
    imagePullSecrets: [],
    managedBy: null,
  }
  const identity: Identity = {
    ...k8sPlace,
    id: k8sAccountId(name),
    kind: 'service-account',
    nativeId: k8sAccountName(name),
    name,
    createdAt,
    enabled: true,
    class: ai === undefined ? 'machine' : 'ai',
    ...(ai === undefined ? {} : { ai }),
    environment: null,
    purpose: null,
    tags: null,
    facts: { ...given, ...facts, cloud: { ...none, ...cloud } },
  }
  return [{ type: 'identity', ...identity }]
}

/**
 * `get,list secrets`, `create deployments.apps`, `escalate clusterroles.rbac.authorization.k8s.io`, `* *.*`; with names
 * `get secrets named db,cache`. Without a group the core one is meant.
 */
export function k8sRule(text: string): PolicyRule {
  const [, verbs = '', what = '', names] = /^(\S+) (\S+)(?: named (\S+))?$/.exec(text) ?? []
  if (what.startsWith('/'))
    return {
      verbs: verbs.split(','),
      apiGroups: [],
      resources: [],
      resourceNames: [],
      nonResourceURLs: what.split(','),
    }
  const [, resources = '', group = ''] = /^([^.]+)(?:\.(.+))?$/.exec(what) ?? []
  // Of a subresource the group stands after it: `signers.certificates.k8s.io`, `pods/exec`; of several `*.apps+batch`.
  return {
    verbs: verbs.split(','),
    apiGroups: group.split('+'),
    resources: resources.split(','),
    resourceNames: names === undefined ? [] : names.split(','),
    nonResourceURLs: [],
  }
}

interface RoleInput extends LooseFacts {
  /** `edit`, or of a namespace `shop/reader`. */
  readonly name?: string
  readonly rules?: readonly string[]
}

export function k8sRole(input: RoleInput = {}): Records {
  const { name = 'worker', rules = [], ...facts } = input
  const [namespace, role] = apart(name)
  const [kind, native] = namespace === null ? ['cluster-role', `clusterrole/${role}`] : ['role', `role/${name}`]
  const given = { namespace, role, rules: rules.map(k8sRule), labels: {}, aggregates: null, bootstrap: false }
  return k8sResource(kind ?? '', native ?? '', { ...given, ...facts }, name)
}

interface BindingInput extends LooseFacts {
  /** `ci`, or of a namespace `shop/ci`. */
  readonly name?: string
  /** `edit` is a cluster role, `shop/reader` a role. */
  readonly role?: string
  /** `shop/api`, `group:system:authenticated`, `user:ada@acme.example`; several are a list. */
  readonly to?: string | readonly string[]
}

export function k8sBinding(input: BindingInput = {}): Records {
  const { name = 'worker', role = 'worker', to = 'shop/api', ...facts } = input
  const [namespace, binding] = apart(name)
  const [roleNamespace, roleName] = apart(role)
  const subjects = (typeof to === 'string' ? [to] : to).map(subjectOf)
  const given = {
    namespace,
    binding,
    roleKind: roleNamespace === null ? 'ClusterRole' : 'Role',
    role: roleName,
    subjects,
    bootstrap: false,
    managedBy: null,
    createdAt: longAgo,
  }
  const [kind, native] =
    namespace === null
      ? ['cluster-role-binding', `clusterrolebinding/${name}`]
      : ['role-binding', `rolebinding/${name}`]
  const roleId = roleNamespace === null ? k8sId('cluster-role', `clusterrole/${role}`) : k8sId('role', `role/${role}`)
  return [
    ...k8sResource(kind ?? '', native ?? '', { ...given, ...facts }, name),
    ...subjects.map((subject) => edge('grants', idOfSubject(subject), roleId, { via: native ?? '' })),
  ]
}

function subjectOf(text: string): BindingSubject {
  const [, kind, name = ''] = /^(group|user):(.+)$/.exec(text) ?? []
  if (kind === 'group') return { kind: 'Group', name, namespace: null }
  if (kind === 'user') return { kind: 'User', name, namespace: null }
  const [namespace, account] = apart(text)
  return { kind: 'ServiceAccount', name: account, namespace }
}

function idOfSubject({ kind, name, namespace }: BindingSubject): string {
  if (kind === 'ServiceAccount') return k8sAccountId(`${namespace}/${name}`)
  return k8sId(kind.toLowerCase(), name)
}

interface GrantInput {
  readonly to?: string | readonly string[]
  readonly rules?: readonly string[]
  /** A namespace; left out: everywhere. */
  readonly in?: string
  /** What the role and the binding are called. */
  readonly name?: string
  readonly managedBy?: string
  readonly bootstrap?: boolean
}

/** A role of these rules, and a binding of it. */
export function k8sGrant(input: GrantInput = {}): Records {
  const { to = 'shop/api', rules = ['get,list pods'], in: namespace, name = 'worker', managedBy, bootstrap } = input
  const called = namespace === undefined ? name : `${namespace}/${name}`
  const facts = { ...(managedBy === undefined ? {} : { managedBy }), ...(bootstrap === undefined ? {} : { bootstrap }) }
  return [...k8sRole({ name: called, rules }), ...k8sBinding({ name: called, role: called, to, ...facts })]
}

interface WorkloadInput extends LooseFacts {
  readonly name?: string
  readonly type?: string
  /** Of its own namespace. */
  readonly account?: string
}

export function k8sWorkload(input: WorkloadInput = {}): Records {
  const { name = 'shop/api', type = 'Deployment', account = 'api', ...facts } = input
  const [namespace, own] = apart(name)
  const given = {
    namespace,
    type,
    serviceAccount: account,
    automount: null,
    tokens: [],
    images: ['registry.acme.example/api:1'],
    secretVariables: [],
    configSecrets: [],
    mountedSecrets: [],
    hostAccess: [],
    application: null,
  }
  const native = `${namespace}/${type.toLowerCase()}/${own}`
  return [
    ...k8sResource('workload', native, { ...given, ...facts }, name),
    edge('runs-as', k8sId('workload', native), k8sAccountId(`${namespace}/${account}`)),
  ]
}

interface TokenInput {
  /** Of the Secret. */
  readonly name?: string
  /** Of its own namespace. */
  readonly account?: string
  readonly createdAt?: Known<Instant>
  /** Day of the label; none: it was not used since `since`. */
  readonly lastUsedAt?: Known<Instant>
  readonly since?: Known<Instant>
  readonly invalidSince?: string
}

export function k8sToken(input: TokenInput = {}): Records {
  const { name = 'shop/api-token', account = 'api', createdAt = longAgo, lastUsedAt = null, since = longAgo } = input
  const [namespace, secret] = apart(name)
  const id = k8sId('token', name)
  const invalidSince = input.invalidSince ?? null
  return [
    {
      type: 'credential',
      ...k8sPlace,
      id,
      kind: 'token',
      nativeId: name,
      name,
      createdAt,
      expiresAt: null,
      rotatedAt: createdAt,
      enabled: invalidSince === null,
      lifetime: 'static',
      facts: { namespace, secret, account, invalidSince },
    },
    edge('authenticates', id, k8sAccountId(`${namespace}/${account}`)),
    usage({ subject: id, lastUsedAt, observedSince: since, precision: 'day' }),
  ]
}

export function k8sNode({ name = 'node-1', ...facts }: LooseFacts & { readonly name?: string } = {}): Records {
  return k8sResource('node', name, { providerId: 'aws:///eu-west-1a/i-0abc', gkeMetadataServer: false, ...facts })
}

interface RunnerSetInput extends LooseFacts {
  readonly name?: string
  /** Of its own namespace. */
  readonly account?: string
}

/** Runners for all of the organization `acme`, in GitHub's default group, whose steps run in their pods. */
export function k8sRunnerSet(input: RunnerSetInput = {}): Records {
  const { name = 'shop/builds', account = 'api', ...facts } = input
  const [namespace, own] = apart(name)
  const given = {
    namespace,
    scaleSet: own,
    labels: [],
    serves: 'github.com/acme',
    runnerGroup: null,
    secret: 'github-app',
    minRunners: null,
    maxRunners: null,
    serviceAccount: account,
    automount: null,
    tokens: [],
    azureIdentity: false,
    containers: { pods: false, template: false, required: false },
  }
  return [
    ...k8sResource('runner-set', name, { ...given, ...facts }),
    edge('runs-as', k8sId('runner-set', name), k8sAccountId(`${namespace}/${account}`)),
  ]
}

/** `step` names what was not seen. */
export function k8sGap(input: { step: string; reason?: GapReason; permission?: string }): InventoryRecord & Gap {
  const { step, reason = 'denied', permission } = input
  return {
    type: 'gap',
    connector: 'kubernetes',
    scope: k8sPlace.scope,
    step,
    reason,
    detail: 'not seen in this test',
    ...(permission === undefined ? {} : { permission }),
  }
}
