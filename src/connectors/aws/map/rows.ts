/** Rows of GetAccountAuthorizationDetails: what the SDK's types and the CLI's output have in common. */
type Maybe<T> = T | undefined
type Instantly = Date | string

export interface TagRow {
  readonly Key?: Maybe<string>
  readonly Value?: Maybe<string>
}
interface InlineRow {
  readonly PolicyName?: Maybe<string>
  readonly PolicyDocument?: unknown
}
interface AttachedRow {
  readonly PolicyArn?: Maybe<string>
}
interface Principal {
  readonly Arn?: Maybe<string>
  readonly Path?: Maybe<string>
  readonly CreateDate?: Maybe<Instantly>
  readonly AttachedManagedPolicies?: Maybe<readonly AttachedRow[]>
}
interface Bounded {
  readonly PermissionsBoundary?: Maybe<{ readonly PermissionsBoundaryArn?: Maybe<string> }>
  readonly Tags?: Maybe<readonly TagRow[]>
}

export interface UserRow extends Principal, Bounded {
  readonly UserName?: Maybe<string>
  readonly UserId?: Maybe<string>
  readonly UserPolicyList?: Maybe<readonly InlineRow[]>
  readonly GroupList?: Maybe<readonly string[]>
}
export interface GroupRow extends Principal {
  readonly GroupName?: Maybe<string>
  readonly GroupPolicyList?: Maybe<readonly InlineRow[]>
}
export interface RoleRow extends Principal, Bounded {
  readonly RoleName?: Maybe<string>
  readonly RoleId?: Maybe<string>
  readonly AssumeRolePolicyDocument?: unknown
  readonly RolePolicyList?: Maybe<readonly InlineRow[]>
  readonly InstanceProfileList?: Maybe<readonly { readonly Arn?: Maybe<string> }[]>
  readonly RoleLastUsed?: Maybe<{ readonly LastUsedDate?: Maybe<Instantly>; readonly Region?: Maybe<string> }>
}
export interface PolicyRow {
  readonly Arn?: Maybe<string>
  readonly PolicyName?: Maybe<string>
  readonly DefaultVersionId?: Maybe<string>
  readonly AttachmentCount?: Maybe<number>
  readonly PolicyVersionList?: Maybe<
    readonly {
      readonly Document?: unknown
      readonly VersionId?: Maybe<string>
      readonly IsDefaultVersion?: Maybe<boolean>
    }[]
  >
}

export interface DetailsPage {
  readonly UserDetailList?: Maybe<readonly UserRow[]>
  readonly GroupDetailList?: Maybe<readonly GroupRow[]>
  readonly RoleDetailList?: Maybe<readonly RoleRow[]>
  readonly Policies?: Maybe<readonly PolicyRow[]>
}
