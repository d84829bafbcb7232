/** The files of an offline scan, as the AWS CLI writes them, for the account of a case. */
import type { Row } from '../../../fixtures/servers/aws/estate.ts'
import { reportCsv, roleRow, rootRow, userRow } from '../aws-rows.ts'
import { trustsPipeline } from './shapes.ts'
import {
  callerName,
  foreignAccount,
  namesOf,
  type EscalationCase,
  type GroupPart,
  type Names,
  type PolicyPart,
  type RolePart,
  type Statement,
  type UserPart,
  type World,
} from './world.ts'

export interface Details {
  readonly UserDetailList: readonly Row[]
  readonly GroupDetailList: readonly Row[]
  readonly RoleDetailList: readonly Row[]
  readonly Policies: readonly Row[]
}

export interface CaseFiles {
  readonly details: Details
  /** Those of the second account. */
  readonly foreign?: Details
  readonly report: string
  readonly resources: readonly Row[]
}

const created = '2025-03-01T08:00:00+00:00'
const callerBoundary = 'developer-boundary'
const callerPolicy = 'deploy-bot-access'
const callerGroup = 'deployers'

export function filesOf({ account, partition, world }: EscalationCase, more: Partial<World> = {}): CaseFiles {
  const names = namesOf(account, partition)
  const whole = complete({ ...world, ...more })
  const users = whole.users ?? []
  return {
    details: {
      UserDetailList: users.map((part) => userOf(part, names, whole)),
      GroupDetailList: (whole.groups ?? []).map((part) => groupOf(part, names, whole)),
      RoleDetailList: (whole.roles ?? []).map((part) => roleOf(part, names, whole)),
      Policies: (whole.policies ?? []).map((part) => policyOf(part, names)),
    },
    ...foreignOf(account, partition, whole),
    report: reportCsv(account, [rootRow(account), ...users.map((part) => reportOf(part, names))]),
    resources: whole.resources ?? [],
  }
}

function foreignOf(account: string, partition: string, world: World): Pick<CaseFiles, 'foreign'> {
  const { foreignRoles } = world
  if (foreignRoles === undefined) return {}
  const names = namesOf(foreignAccount(account), partition)
  const RoleDetailList = foreignRoles.map((part) => roleOf(part, names, world))
  return { foreign: { UserDetailList: [], GroupDetailList: [], RoleDetailList, Policies: [] } }
}

/** The world with its caller among the others. */
function complete(world: World): World {
  const { caller, needs, delivery = 'inline', callerPart = {}, besides, boundary } = world
  const granted: readonly Statement[] = needs.map(({ action, on, tests }) => ({
    Effect: 'Allow',
    Action: action,
    Resource: on,
    ...(tests === undefined ? {} : { Condition: tests }),
  }))
  const managed = delivery === 'managed' && granted.length > 0
  const grouped = delivery === 'group' && caller === 'user' && granted.length > 0
  const part: UserPart = {
    ...callerPart,
    name: callerName,
    statements: managed || grouped ? [] : granted,
    attached: [
      ...(callerPart.attached ?? []),
      ...(managed ? [callerPolicy] : []),
      ...(besides === undefined ? [] : [`${callerPolicy}-2`]),
    ],
    groups: [...(callerPart.groups ?? []), ...(grouped ? [callerGroup] : [])],
    ...(boundary === undefined ? {} : { boundary: callerBoundary }),
  }
  const policies: readonly PolicyPart[] = [
    ...(managed ? [{ name: callerPolicy, versions: [granted] }] : []),
    ...(besides === undefined ? [] : [{ name: `${callerPolicy}-2`, versions: [besides] }]),
    ...(boundary === undefined ? [] : [{ name: callerBoundary, versions: [boundary] }]),
  ]
  return {
    ...world,
    users: [...(caller === 'user' ? [part] : []), ...(world.users ?? [])],
    roles: [...(caller === 'role' ? [{ ...part, trust: [] }] : []), ...(world.roles ?? [])],
    groups: [...(grouped ? [{ name: callerGroup, statements: granted }] : []), ...(world.groups ?? [])],
    policies: [...policies, ...(world.policies ?? [])],
  }
}

const inline = (statements: readonly Statement[] | undefined): readonly Row[] =>
  statements === undefined || statements.length === 0
    ? []
    : [{ PolicyName: 'access', PolicyDocument: { Version: '2012-10-17', Statement: statements } }]

const arnOfPolicy = (name: string, names: Names, { policies = [] }: World): string =>
  policies.some((policy) => policy.name === name && policy.awsManaged === true)
    ? `arn:aws:iam::aws:policy/${name}`
    : names.policy(name)

const attachedOf = (part: GroupPart, names: Names, world: World): readonly Row[] =>
  (part.attached ?? []).map((name) => ({ PolicyName: name, PolicyArn: arnOfPolicy(name, names, world) }))

const limits = ({ boundary, tags = {} }: GroupPart, names: Names): Row => ({
  ...(boundary === undefined
    ? {}
    : {
        PermissionsBoundary: {
          PermissionsBoundaryType: 'Policy',
          PermissionsBoundaryArn: names.policy(boundary),
        },
      }),
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
})

/** Rows of other partitions than the commercial one differ in their ARN alone. */
function userOf(part: UserPart, names: Names, world: World): Row {
  return userRow(names.account, part.name, {
    Arn: names.user(part.name),
    GroupList: part.groups ?? [],
    UserPolicyList: inline(part.statements),
    AttachedManagedPolicies: attachedOf(part, names, world),
    ...limits(part, names),
  })
}

function roleOf(part: RolePart, names: Names, world: World): Row {
  const path = part.path ?? '/'
  const trust = part.name === callerName && part.trust.length === 0 ? [trustsPipeline(names)] : part.trust
  return roleRow(names.account, part.name, trust, {
    Path: path,
    Arn: names.role(`${path.slice(1)}${part.name}`),
    RolePolicyList: inline(part.statements),
    AttachedManagedPolicies: attachedOf(part, names, world),
    InstanceProfileList: part.profile === true ? [profileOf(part.name, names)] : [],
    ...limits(part, names),
  })
}

const profileOf = (name: string, names: Names): Row => ({
  Path: '/',
  InstanceProfileName: name,
  InstanceProfileId: 'AIPAEXAMPLE',
  Arn: names.role(name).replace(':role/', ':instance-profile/'),
  CreateDate: created,
  Roles: [],
})

function groupOf(part: GroupPart, names: Names, world: World): Row {
  return {
    Path: '/',
    GroupName: part.name,
    GroupId: `AGPA${part.name.toUpperCase()}`,
    Arn: names.group(part.name),
    CreateDate: created,
    GroupPolicyList: inline(part.statements),
    AttachedManagedPolicies: attachedOf(part, names, world),
  }
}

function policyOf({ name, versions, awsManaged = false }: PolicyPart, names: Names): Row {
  return {
    PolicyName: name,
    PolicyId: `ANPA${name.toUpperCase()}`,
    Arn: awsManaged ? `arn:aws:iam::aws:policy/${name}` : names.policy(name),
    Path: '/',
    DefaultVersionId: `v${versions.length}`,
    AttachmentCount: 1,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: created,
    UpdateDate: created,
    PolicyVersionList: versions.map((Statement, index) => ({
      Document: { Version: '2012-10-17', Statement },
      VersionId: `v${versions.length - index}`,
      IsDefaultVersion: index === 0,
      CreateDate: created,
    })),
  }
}

function reportOf(
  { name, keys = 0, isLastKeyActive = true, password = false, mfa = false }: UserPart,
  names: Names,
): { readonly [column: string]: string } {
  const key = (slot: number): { readonly [column: string]: string } =>
    keys < slot
      ? {}
      : {
          [`access_key_${slot}_active`]: String(slot < keys || isLastKeyActive),
          [`access_key_${slot}_last_rotated`]: '2026-10-01T08:00:00+00:00',
          [`access_key_${slot}_last_used_date`]: '2026-11-20T08:00:00+00:00',
          [`access_key_${slot}_last_used_region`]: names.region,
          [`access_key_${slot}_last_used_service`]: 's3',
        }
  return {
    user: name,
    arn: names.user(name),
    password_enabled: String(password),
    mfa_active: String(mfa),
    ...(password ? { password_last_used: '2026-11-19T08:00:00+00:00', password_last_changed: created } : {}),
    ...key(1),
    ...key(2),
  }
}
