/** Users, groups, roles and policies of GetAccountAuthorizationDetails, as the SDK gives or as the CLI prints them. */
import { isUnknown, type Emission, type Instant, type Known, unknown } from '../../../model/index.ts'
import type {
  GroupFacts,
  IamRoleFacts,
  IamUserFacts,
  InlinePolicy,
  PolicyFacts,
  PolicyVersion,
} from '../../../model/facts/aws.ts'
import { aiOfRole } from '../ai.ts'
import { daysBefore, idIn, instantOf, laterOf, readBy, type Mapped, type Place } from './place.ts'
import { documentOf, inlinePolicies } from './policy.ts'
import type { GroupRow, PolicyRow, RoleRow, UserRow } from './rows.ts'
import { environmentOf, purposeOf, tagsOf } from './tags.ts'
import { trustEdges, trustedServices, trustsOnlySaml } from './trust.ts'

const source = 'iam:GetAccountAuthorizationDetails'
const nothing: Mapped = { records: [], flaws: [] }

export function mapUser(row: UserRow, place: Place): Mapped {
  const { Arn: arn, UserName: name } = row
  if (arn === undefined || name === undefined) return { ...nothing, flaws: ['A user came without a name or an ARN.'] }
  const id = idIn(place, 'iam-user', arn)
  const tags = tagsOf(row.Tags)
  const facts = {
    userId: row.UserId ?? '',
    path: row.Path ?? '/',
    groups: (row.GroupList ?? []).toSorted(),
    inlinePolicies: inlinePolicies(row.UserPolicyList),
    attachedPolicies: attachedOf(row),
    permissionsBoundary: row.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
  } satisfies IamUserFacts
  const identity: Emission = {
    type: 'identity',
    id,
    provider: 'aws',
    scope: place.scope,
    kind: 'iam-user',
    nativeId: arn,
    name,
    class: 'unknown',
    enabled: true,
    createdAt: knownInstant(row.CreateDate),
    environment: environmentOf(tags),
    purpose: purposeOf(tags) ?? null,
    tags,
    facts,
  }
  return {
    records: [identity, ...grantEdges(id, name, facts, place)],
    flaws: unread(`user ${name}`, facts.inlinePolicies),
  }
}

export function mapGroup(row: GroupRow, place: Place): Mapped {
  const { Arn: arn, GroupName: name } = row
  if (arn === undefined || name === undefined) return { ...nothing, flaws: ['A group came without a name or an ARN.'] }
  const id = idIn(place, 'iam:group', arn)
  const facts = {
    inlinePolicies: inlinePolicies(row.GroupPolicyList),
    attachedPolicies: attachedOf(row),
  } satisfies GroupFacts
  const group: Emission = {
    type: 'resource',
    id,
    provider: 'aws',
    scope: place.scope,
    kind: 'iam:group',
    nativeId: arn,
    name,
    facts,
  }
  return {
    records: [group, ...grantEdges(id, name, facts, place)],
    flaws: unread(`group ${name}`, facts.inlinePolicies),
  }
}

export function mapRole(row: RoleRow, place: Place): Mapped {
  const { Arn: arn, RoleName: name } = row
  if (arn === undefined || name === undefined) return { ...nothing, flaws: ['A role came without a name or an ARN.'] }
  const id = idIn(place, 'iam-role', arn)
  const tags = tagsOf(row.Tags)
  const trustPolicy = documentOf(row.AssumeRolePolicyDocument)
  const path = row.Path ?? '/'
  const facts = {
    roleId: row.RoleId ?? '',
    path,
    trustPolicy,
    inlinePolicies: inlinePolicies(row.RolePolicyList),
    attachedPolicies: attachedOf(row),
    permissionsBoundary: row.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
    instanceProfiles: (row.InstanceProfileList ?? []).flatMap(({ Arn }) => Arn ?? []).toSorted(),
    serviceLinked: path.startsWith('/aws-service-role/'),
    identityCenter: path.startsWith('/aws-reserved/sso.amazonaws.com/'),
  } satisfies IamRoleFacts
  const ai = aiOfRole(trustedServices(trustPolicy))
  const human = facts.identityCenter || trustsOnlySaml(trustPolicy)
  const createdAt = knownInstant(row.CreateDate)
  const identity: Emission = {
    type: 'identity',
    id,
    provider: 'aws',
    scope: place.scope,
    kind: 'iam-role',
    nativeId: arn,
    name,
    enabled: true,
    createdAt,
    class: human ? 'human' : ai === undefined ? 'machine' : 'ai',
    ...(ai === undefined || human ? {} : { ai }),
    environment: environmentOf(tags),
    // The description of a role is not part of these details.
    purpose: purposeOf(tags) ?? unknown('not-collected'),
    tags,
    facts,
  }
  const flaws = unread(`role ${name}`, facts.inlinePolicies)
  return {
    records: [
      identity,
      roleUsage(id, row, createdAt, place),
      ...trustEdges(id, name, trustPolicy),
      ...grantEdges(id, name, facts, place),
    ],
    flaws: isUnknown(trustPolicy) ? [...flaws, `The trust policy of role ${name} could not be read.`] : flaws,
  }
}

/**
 * The service remembers the trailing 400 days: https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html
 */
function roleUsage(subject: string, row: RoleRow, createdAt: Known<Instant>, place: Place): Emission {
  const used = instantOf(row.RoleLastUsed?.LastUsedDate)
  const created = typeof createdAt === 'string' ? createdAt : undefined
  return {
    type: 'usage',
    subject,
    lastUsedAt: row.RoleLastUsed === undefined ? unknown('not-collected') : (used ?? null),
    observedSince: laterOf(daysBefore(place.now, 400), created),
    precision: row.RoleLastUsed === undefined ? 'none' : used === undefined ? 'window' : 'day',
    source,
  }
}

export function mapPolicy(row: PolicyRow, place: Place): Mapped {
  const arn = row.Arn
  if (arn === undefined) return { ...nothing, flaws: ['A managed policy came without an ARN.'] }
  const name = row.PolicyName ?? arn.split('/').at(-1) ?? arn
  const version = defaultVersionOf(row)
  const awsManaged = /^arn:[^:]+:iam::aws:/.test(arn)
  const versions = awsManaged ? undefined : versionsOf(row, version)
  const facts = {
    document: documentOf(version?.Document),
    awsManaged,
    attachmentCount: row.AttachmentCount ?? unknown('not-collected'),
    defaultVersionId: row.DefaultVersionId ?? version?.VersionId ?? unknown('not-collected'),
    ...(versions === undefined ? {} : { versions }),
  } satisfies PolicyFacts
  const id = idIn(place, 'iam:policy', arn)
  const policy: Emission = {
    type: 'resource',
    id,
    provider: 'aws',
    scope: place.scope,
    kind: 'iam:policy',
    nativeId: arn,
    name,
    facts,
  }
  return { records: [policy], flaws: isUnknown(facts.document) ? [`The policy ${name} could not be read.`] : [] }
}

type VersionRow = NonNullable<PolicyRow['PolicyVersionList']>[number]

function defaultVersionOf({ PolicyVersionList: versions = [], DefaultVersionId }: PolicyRow): VersionRow | undefined {
  const marked = versions.find(({ IsDefaultVersion }) => IsDefaultVersion === true)
  const named = versions.find(({ VersionId }) => VersionId !== undefined && VersionId === DefaultVersionId)
  return marked ?? named ?? (versions.length === 1 ? versions[0] : undefined)
}

/** The others matter to who may set the default; with the default alone they would only say everything twice. */
function versionsOf(row: PolicyRow, chosen: VersionRow | undefined): readonly PolicyVersion[] | undefined {
  const rows = row.PolicyVersionList ?? []
  if (rows.length < 2) return undefined
  return rows
    .map((version, index) => ({
      versionId: version.VersionId ?? `v${rows.length - index}`,
      isDefault: version === chosen,
      document: documentOf(version.Document),
    }))
    .toSorted((a, b) => a.versionId.localeCompare(b.versionId, 'en', { numeric: true }))
}

interface Attached {
  readonly AttachedManagedPolicies?: readonly { readonly PolicyArn?: string | undefined }[] | undefined
}

function attachedOf(row: Attached): readonly string[] {
  return (row.AttachedManagedPolicies ?? []).flatMap(({ PolicyArn }) => PolicyArn ?? []).toSorted()
}

function grantEdges(
  from: string,
  name: string,
  facts: { readonly attachedPolicies: readonly string[]; readonly permissionsBoundary?: Known<string> },
  place: Place,
): readonly Emission[] {
  const boundary = typeof facts.permissionsBoundary === 'string' ? [facts.permissionsBoundary] : []
  const edge =
    (via: string) =>
    (arn: string): Emission => {
      const to = idIn(place, 'iam:policy', arn)
      return { type: 'edge', kind: 'grants', from, to, via, evidence: readBy(source, `policies of ${name}`) }
    }
  return [...facts.attachedPolicies.map(edge('attached')), ...boundary.map(edge('boundary'))]
}

function unread(whose: string, policies: readonly InlinePolicy[]): readonly string[] {
  return policies.flatMap(({ name, document }) =>
    isUnknown(document) ? [`The inline policy ${name} of ${whose} could not be read.`] : [],
  )
}

function knownInstant(date: Date | string | undefined): Known<Instant> {
  return instantOf(date) ?? unknown('failed')
}
