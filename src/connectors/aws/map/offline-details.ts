/** The shape of what `aws iam get-account-authorization-details` prints. Policy documents are checked when they are mapped. */
import { z } from 'zod'

/** Other tools than the CLI write `null` for what is not there. */
function given<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined)
}

const text = given(z.string())
const listOf = <T extends z.ZodType>(row: T) => given(z.array(row))
const inline = listOf(z.looseObject({ PolicyName: text }))

const principal = {
  Arn: z.string(),
  Path: text,
  CreateDate: text,
  AttachedManagedPolicies: listOf(z.looseObject({ PolicyArn: text })),
}
/** `{ PermissionsBoundaryArn }` in the answer; some tools flatten it to the ARN. */
const boundary = z.union([
  z.string().transform((arn) => ({ PermissionsBoundaryArn: arn === '' ? undefined : arn })),
  z.looseObject({ PermissionsBoundaryArn: text }),
])
const tagged = {
  PermissionsBoundary: given(boundary),
  Tags: listOf(z.looseObject({ Key: text, Value: text })),
}
const User = z.looseObject({
  ...principal,
  ...tagged,
  UserName: z.string(),
  UserId: text,
  UserPolicyList: inline,
  GroupList: listOf(z.string()),
})
const Group = z.looseObject({ ...principal, GroupName: z.string(), GroupPolicyList: inline })
const Role = z.looseObject({
  ...principal,
  ...tagged,
  RoleName: z.string(),
  RoleId: text,
  RolePolicyList: inline,
  InstanceProfileList: listOf(z.looseObject({ Arn: text })),
  RoleLastUsed: given(z.looseObject({ LastUsedDate: text, Region: text })),
})
const Policy = z.looseObject({
  Arn: z.string(),
  PolicyName: text,
  DefaultVersionId: text,
  AttachmentCount: given(z.number()),
  PolicyVersionList: listOf(z.looseObject({ VersionId: text, IsDefaultVersion: given(z.boolean()) })),
})

export const Details = z.looseObject({
  UserDetailList: listOf(User),
  GroupDetailList: listOf(Group),
  RoleDetailList: listOf(Role),
  Policies: listOf(Policy),
  IsTruncated: given(z.boolean()),
  NextToken: text,
})

export const detailLists = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const
