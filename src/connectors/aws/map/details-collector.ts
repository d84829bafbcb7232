/** Reads authorization details page by page, in whatever order the pages come, and keeps what later steps need. */
import type { Emission, Instant, Known } from '../../../model/index.ts'
import type { PolicyDocument } from '../../../model/facts/aws.ts'
import type { SessionRole, SessionUser } from '../session.ts'
import { mapGroup, mapPolicy, mapRole, mapUser } from './authorization-details.ts'
import { idIn, instantOf, readBy, type Mapped, type Place } from './place.ts'
import { documentOf, listOf, namesService } from './policy.ts'
import type { DetailsPage, GroupRow, PolicyRow, RoleRow, UserRow } from './rows.ts'
import { trustedServices } from './trust.ts'

export interface DetailsCollector {
  readonly page: (page: DetailsPage) => Mapped
  /** What can be said only when every page was read: which group a user's membership means. */
  readonly finish: () => readonly Emission[]
  readonly counts: () => {
    readonly Users: number
    readonly Groups: number
    readonly Roles: number
    readonly Policies: number
  }
  readonly users: () => ReadonlyMap<string, SessionUser>
  readonly roles: () => ReadonlyMap<string, SessionRole>
  readonly instanceProfiles: () => ReadonlyMap<string, string>
}

interface SeenUser {
  readonly arn: string
  readonly name: string
  readonly createdAt: Instant | undefined
  readonly groups: readonly string[]
  readonly attached: readonly string[]
  readonly namesCodeCommit: boolean
  readonly risk: number
}

const codecommit = 'codecommit'

export function detailsCollector(place: Place): DetailsCollector {
  const users = new Map<string, SeenUser>()
  const roles = new Map<string, SessionRole>()
  const groups = new Map<
    string,
    { readonly arn: string; readonly attached: readonly string[]; readonly named: boolean }
  >()
  const policies = new Map<string, { readonly own: boolean; readonly named: boolean }>()
  const profiles = new Map<string, string>()

  const note = {
    user: (row: UserRow) => void (row.Arn !== undefined && users.set(row.Arn, seenUser(row, row.Arn))),
    role: (row: RoleRow) => {
      if (row.Arn === undefined) return
      roles.set(row.Arn, seenRole(row, row.Arn))
      for (const { Arn } of row.InstanceProfileList ?? []) if (Arn !== undefined) profiles.set(Arn, row.Arn)
    },
    group: (row: GroupRow) => {
      if (row.GroupName === undefined || row.Arn === undefined) return
      const named = (row.GroupPolicyList ?? []).some(({ PolicyDocument }) => names(PolicyDocument))
      groups.set(row.GroupName, { arn: row.Arn, attached: arnsOf(row), named })
    },
    policy: (row: PolicyRow) => {
      if (row.Arn === undefined) return
      const version = row.PolicyVersionList?.find(({ IsDefaultVersion }) => IsDefaultVersion === true)
      policies.set(row.Arn, { own: !/^arn:[^:]+:iam::aws:/.test(row.Arn), named: names(version?.Document) })
    },
  }
  const grantsCodeCommit = (user: SeenUser): boolean => {
    const own = user.groups.flatMap((name) => groups.get(name) ?? [])
    const attached = [...user.attached, ...own.flatMap((group) => group.attached)]
    return user.namesCodeCommit || own.some(({ named }) => named) || attached.some((arn) => policies.get(arn)?.named)
  }
  return {
    page: (page) => {
      for (const row of page.UserDetailList ?? []) note.user(row)
      for (const row of page.GroupDetailList ?? []) note.group(row)
      for (const row of page.RoleDetailList ?? []) note.role(row)
      for (const row of page.Policies ?? []) note.policy(row)
      return mapPage(page, place)
    },
    finish: () =>
      [...users.values()].flatMap((user) =>
        user.groups.map((name) => memberEdge(user, groups.get(name)?.arn ?? groupArn(user.arn, name), place)),
      ),
    counts: () => ({
      Users: users.size,
      Groups: groups.size,
      Roles: roles.size,
      Policies: [...policies.values()].filter(({ own }) => own).length,
    }),
    users: () =>
      new Map(
        [...users].map(([arn, user]) => {
          const { name, createdAt, risk } = user
          return [arn, { arn, name, createdAt, risk, namesCodeCommit: grantsCodeCommit(user) }]
        }),
      ),
    roles: () => roles,
    instanceProfiles: () => profiles,
  }
}

function mapPage(page: DetailsPage, place: Place): Mapped {
  const mapped = [
    ...(page.UserDetailList ?? []).map((row) => mapUser(row, place)),
    ...(page.GroupDetailList ?? []).map((row) => mapGroup(row, place)),
    ...(page.RoleDetailList ?? []).map((row) => mapRole(row, place)),
    ...(page.Policies ?? []).map((row) => mapPolicy(row, place)),
  ]
  return { records: mapped.flatMap(({ records }) => records), flaws: mapped.flatMap(({ flaws }) => flaws) }
}

function names(document: unknown): boolean {
  return document !== undefined && namesService(documentOf(document), codecommit)
}

function seenUser(row: UserRow, arn: string): SeenUser {
  return {
    arn,
    name: row.UserName ?? arn,
    createdAt: instantOf(row.CreateDate),
    groups: row.GroupList ?? [],
    attached: arnsOf(row),
    risk: riskOf(row.UserPolicyList, row),
    namesCodeCommit: (row.UserPolicyList ?? []).some(({ PolicyDocument }) => names(PolicyDocument)),
  }
}

function seenRole(row: RoleRow, arn: string): SessionRole {
  const trust = documentOf(row.AssumeRolePolicyDocument)
  return {
    arn,
    name: row.RoleName ?? arn,
    trustedServices: trustedServices(trust),
    trustUnknown: trust === null || 'unknown' in trust,
    risk: riskOf(row.RolePolicyList, row),
    hasPurpose: (row.Tags ?? []).some(({ Key }) => /^(purpose|description)$/i.test(Key ?? '')),
  }
}

function arnsOf({ AttachedManagedPolicies }: UserRow | GroupRow | RoleRow): readonly string[] {
  return (AttachedManagedPolicies ?? []).flatMap(({ PolicyArn }) => PolicyArn ?? [])
}

/** A rough order for questions that not everybody can be asked: full access first, then by the number of policies. */
function riskOf(inline: readonly { readonly PolicyDocument?: unknown }[] | undefined, row: UserRow | RoleRow): number {
  const attached = arnsOf(row)
  const broad = attached.some((arn) => /(AdministratorAccess|FullAccess|PowerUserAccess)$/.test(arn))
  const everything = (inline ?? []).some(({ PolicyDocument }) => allowsEverything(documentOf(PolicyDocument)))
  return (broad || everything ? 1000 : 0) + attached.length + (inline ?? []).length
}

function allowsEverything(document: Known<PolicyDocument>): boolean {
  if (document === null || !('Statement' in document)) return false
  return document.Statement.some(({ Effect, Action }) => Effect === 'Allow' && listOf(Action).includes('*'))
}

/** Only where the group's own row was not read: a group with a path has another ARN. */
function groupArn(userArn: string, group: string): string {
  return userArn.replace(/:user\/.*$/, `:group/${group}`)
}

function memberEdge(user: SeenUser, group: string, place: Place): Emission {
  const evidence = readBy('iam:GetAccountAuthorizationDetails', `groups of ${user.name}`)
  return {
    type: 'edge',
    kind: 'member-of',
    from: idIn(place, 'iam-user', user.arn),
    to: idIn(place, 'iam:group', group),
    evidence,
  }
}
