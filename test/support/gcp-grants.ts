/** What principals of Google Cloud hold and what holds them back, for rule tests. */
import type { InventoryRecord, Known } from '../../src/model/index.ts'
import type { GcpCondition } from '../../src/model/facts/gcp.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { edge } from './aws-records.ts'
import {
  gcpAccountId,
  gcpFullName,
  gcpGroupEmail,
  gcpGroupId,
  gcpMember,
  gcpOrganizationName,
  gcpOwnId,
  gcpProjectId,
  gcpResource,
  gcpRoleId,
  gcpSeenId,
} from './gcp-place.ts'
import { gcpRolePermissions } from './gcp-roles.ts'

interface BindingInput {
  readonly role?: string
  /** Names of service accounts, or members as Google writes them. */
  readonly members?: readonly string[]
  readonly people?: number
  /** CEL. */
  readonly condition?: string | null
}

interface PolicyInput {
  /** `projects/acme-prod`, the name of a service account, or a full resource name; left out: the project. */
  readonly on?: string
  readonly project?: string
  readonly bindings?: readonly BindingInput[]
  /** Facts that are not told by the resource's name. */
  readonly container?: Known<string>
  readonly assetType?: string
}

/** The allow policy of one resource, the roles that it names (with Google's permissions), and the edges. */
export function gcpPolicy(input: PolicyInput = {}): Records {
  const { project = gcpProjectId, on = `projects/${project}`, bindings = [] } = input
  const resource = gcpFullName(on, project)
  const facts = {
    resource,
    container: input.container === undefined ? containerOf(resource) : input.container,
    assetType: input.assetType ?? assetTypeOf(resource),
    bindings: bindings.map((each) => bindingOf(each, project)),
  }
  return [
    ...gcpResource('iam-policy', gcpSeenId('iam-policy', resource), resource, facts),
    ...facts.bindings.flatMap(({ role }) => gcpRole({ role })),
    ...facts.bindings.flatMap((binding) => edgesOf(resource, binding)),
  ]
}

interface GrantInput extends BindingInput {
  /** A service account by its name, or a member as Google writes it. */
  readonly to?: string
  readonly on?: string
  readonly project?: string
}

/** One binding alone. Several on one resource add up, as if they stood in one policy. */
export function gcpGrant(input: GrantInput = {}): Records {
  const { to = 'deploy', role = 'roles/editor', condition = null, project = gcpProjectId, ...rest } = input
  const on = rest.on ?? `projects/${project}`
  const members = rest.members ?? [to]
  const own = `#${role}#${members.join(' ')}#${condition ?? ''}`
  return gcpPolicy({ on, project, bindings: [{ role, members, people: rest.people ?? 0, condition }] }).map((record) =>
    record.type === 'resource' && record.kind === 'iam-policy' ? { ...record, id: `${record.id}${own}` } : record,
  )
}

function bindingOf(input: BindingInput, project: string) {
  const { role = 'roles/editor', members = ['deploy'], people = 0, condition = null } = input
  const given: GcpCondition | null = condition === null ? null : { title: 'in a test', expression: condition }
  return { role, members: members.map((member) => gcpMember(member, project)), people, condition: given }
}

function containerOf(resource: string): string {
  return /(?:projects|folders|organizations)\/[^/]+/.exec(resource)?.[0] ?? `projects/${gcpProjectId}`
}

function assetTypeOf(resource: string): string {
  const [, service = '', path = ''] = /^\/\/([^/]+)\/(.+)$/.exec(resource) ?? []
  const kind = path.split('/').at(-2) ?? 'Bucket'
  const named: { readonly [kind: string]: string } = {
    projects: 'Project',
    folders: 'Folder',
    organizations: 'Organization',
    serviceAccounts: 'ServiceAccount',
    secrets: 'Secret',
  }
  return `${service}/${named[kind] ?? kind}`
}

function edgesOf(resource: string, binding: ReturnType<typeof bindingOf>): readonly InventoryRecord[] {
  const { role, members, condition } = binding
  const via = `${resource}#${role}#${condition?.expression ?? ''}`
  return members.flatMap((member): readonly InventoryRecord[] => {
    const from = holderOf(member)
    if (from !== undefined) return [edge('grants', from, gcpRoleId(role), { via, conditions: { resource, condition } })]
    const account = /\/serviceAccounts\/(.+)$/.exec(resource)?.[1]
    const to = trustedBy(member)
    if (account === undefined || to === undefined) return []
    const conditions = { member, role, provider: null, condition }
    const own = `${member}#${role}##${condition?.expression ?? ''}`
    return [edge('trusts', gcpAccountId(account), to, { via: own, conditions })]
  })
}

/** Of what pools let in, where no provider is told. */
function trustedBy(member: string): string | undefined {
  const [, cluster] = /^serviceAccount:(.+\.svc\.id\.goog)\[/.exec(member) ?? []
  const [, pool] =
    /^principal(?:Set)?:\/\/iam\.googleapis\.com\/(projects\/.+?\/workloadIdentityPools\/[^/]+)/.exec(member) ?? []
  if (cluster !== undefined) return `gke:${cluster}`
  return pool === undefined ? undefined : `gcp:pool:${pool}`
}

function holderOf(member: string): string | undefined {
  const [, kind, name = ''] = /^(\w+):(.+)$/.exec(member) ?? []
  if (kind === 'serviceAccount' && !name.includes('[')) return gcpAccountId(name)
  if (kind === 'group') return gcpGroupId(name)
  return member.startsWith('principal://agents.') ? gcpOwnId('agent-identity', member) : undefined
}

interface RoleInput extends LooseFacts {
  /** `roles/owner`, `projects/acme-prod/roles/deployer` */
  readonly role?: string
  readonly permissions?: Known<readonly string[]>
}

/** Google's own has the permissions that tests know of it; others hold what they are given. */
export function gcpRole(input: RoleInput = {}): Records {
  const { role = 'roles/editor', permissions, ...facts } = input
  const custom = !role.startsWith('roles/')
  const given = {
    roleName: role,
    title: role.split(/[./]/).at(-1) ?? role,
    custom,
    stage: 'GA',
    permissions: permissions === undefined ? (gcpRolePermissions[role] ?? []) : permissions,
  }
  return gcpResource('iam-role', gcpRoleId(role), role, { ...given, ...facts }, given.title)
}

interface GroupInput extends LooseFacts {
  readonly name?: string
  /** Names of service accounts that are in it. */
  readonly members?: readonly string[]
}

export function gcpGroup(input: GroupInput = {}): Records {
  const { name = 'deployers', members = [], ...facts } = input
  const email = gcpGroupEmail(name)
  const given = { email, serviceAccounts: members.length, others: 0, open: false }
  return [
    ...gcpResource('group', gcpGroupId(email), email, { ...given, ...facts }, email),
    ...members.map((each) => edge('member-of', gcpAccountId(each), gcpGroupId(email))),
  ]
}

interface DenyInput extends LooseFacts {
  readonly name?: string
  /** Left out: the organization. */
  readonly on?: string
  /** As deny policies write them; left out: everybody. */
  readonly principals?: readonly string[]
  readonly except?: readonly string[]
  readonly permissions?: readonly string[]
  readonly exceptPermissions?: readonly string[]
  readonly condition?: string | null
}

/** Nobody makes keys of service accounts, unless it says otherwise. */
export function gcpDeny(input: DenyInput = {}): Records {
  const { name = 'no-keys', on = gcpOrganizationName, principals = ['principalSet://goog/public:all'] } = input
  const { except = [], permissions = ['iam.googleapis.com/serviceAccountKeys.create'], exceptPermissions = [] } = input
  const { condition = null } = input
  const policyName = `policies/cloudresourcemanager.googleapis.com%2F${on.replace('/', '%2F')}/denypolicies/${name}`
  const rule = {
    deniedPrincipals: principals,
    exceptionPrincipals: except,
    deniedPermissions: permissions,
    exceptionPermissions: exceptPermissions,
    condition: condition === null ? null : { title: 'in a test', expression: condition },
  }
  const facts = { policyName, attachedTo: on, rules: [rule] }
  return gcpResource('deny-policy', gcpSeenId('deny-policy', policyName), policyName, facts, name)
}

interface BoundaryInput extends LooseFacts {
  readonly name?: string
  /** Where those whom it holds may work: `projects/acme-prod`; left out: the project. */
  readonly resources?: readonly string[]
  /** Left out: everybody of the project. */
  readonly principalSet?: string
  readonly condition?: string | null
}

export function gcpBoundary(input: BoundaryInput = {}): Records {
  const { name = 'stay-in', resources = [`projects/${gcpProjectId}`], condition = null, ...rest } = input
  const { principalSet = gcpFullName(`projects/${gcpProjectId}`), ...facts } = rest
  const policyName = `${gcpOrganizationName}/locations/global/principalAccessBoundaryPolicies/${name}`
  const bound = condition === null ? null : { title: 'in a test', expression: condition }
  const given = {
    policyName,
    resources: resources.map((each) => gcpFullName(each)),
    bindings: [{ principalSet, condition: bound }],
    enforcementVersion: '3',
  }
  return gcpResource(
    'access-boundary',
    gcpSeenId('access-boundary', policyName),
    policyName,
    { ...given, ...facts },
    name,
  )
}
