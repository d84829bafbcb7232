/** An account's authorization details, made up: many users, 300 roles, and policies that come close to every path. */
import { writeFileSync } from 'node:fs'

const id = '111122223333'
const created = '2024-01-15T09:00:00+00:00'
const arn = (kind: string, name: string): string => `arn:aws:iam::${id}:${kind}/${name}`
const document = (...Statement: readonly object[]): object => ({ Version: '2012-10-17', Statement })
const allow = (Action: string | readonly string[], Resource: string | readonly string[] = '*', Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition ? { Condition } : {}),
})

const services = ['lambda', 'ec2', 'ecs-tasks', 'glue', 'codebuild', 'sagemaker', 'cloudformation', 'states']

/** Every one of these is on the way to some path; most lack a part, a few do not. */
const duties: readonly (readonly object[])[] = [
  [allow(['s3:Get*', 's3:List*'], ['arn:aws:s3:::data-*', 'arn:aws:s3:::data-*/*'])],
  [allow(['lambda:CreateFunction', 'lambda:InvokeFunction', 'lambda:UpdateFunctionCode'])],
  [allow('iam:PassRole', arn('role', 'app-*'), { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } })],
  [allow(['ec2:RunInstances', 'ec2:Describe*', 'ec2:StartInstances', 'ec2:StopInstances'])],
  [allow(['glue:CreateJob', 'glue:StartJobRun', 'glue:UpdateJob'])],
  [allow('sts:AssumeRole', arn('role', 'app-1*'))],
  [allow(['codebuild:CreateProject', 'codebuild:StartBuild'])],
  [allow(['cloudformation:CreateStack', 'cloudformation:UpdateStack'])],
  [allow(['sagemaker:Create*', 'sagemaker:Describe*'])],
  [allow(['iam:CreateAccessKey', 'iam:ListAccessKeys'], arn('user', '${aws:username}'))],
  [allow(['ecs:RegisterTaskDefinition', 'ecs:RunTask', 'ecs:CreateCluster'])],
  [allow('iam:PassRole', arn('role', 'app-*'))],
  [allow(['ssm:StartSession', 'ssm:SendCommand'], '*', { StringEquals: { 'aws:ResourceTag/team': 'own' } })],
  [allow(['iam:Get*', 'iam:List*']), { Effect: 'Deny', Action: 'iam:PassRole', Resource: arn('role', 'admin-*') }],
]

/** Writes the file for `principals` principals, 300 of them roles (a tenth of those administrators). */
export function writePrivileges(file: string, principals: number): void {
  const roles = Array.from({ length: 300 }, (_, n) => role(n))
  const users = Array.from({ length: principals - roles.length }, (_, n) => user(n))
  const Policies = duties.map((statements, n) => ({
    PolicyName: `duty-${n}`,
    PolicyId: `ANPABENCH${n}`,
    Arn: arn('policy', `duty-${n}`),
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: 9,
    IsAttachable: true,
    CreateDate: created,
    PolicyVersionList: [
      { VersionId: 'v1', IsDefaultVersion: true, CreateDate: created, Document: document(...statements) },
    ],
  }))
  writeFileSync(
    file,
    JSON.stringify({ UserDetailList: users, GroupDetailList: [], RoleDetailList: roles, Policies, IsTruncated: false }),
  )
}

function attached(n: number): object[] {
  return [n, n * 7 + 3, n * 5 + 1].map((seed) => {
    const PolicyName = `duty-${seed % duties.length}`
    return { PolicyName, PolicyArn: arn('policy', PolicyName) }
  })
}

function user(n: number): object {
  const UserName = `svc-${n}`
  return {
    UserName,
    UserId: `AIDABENCH${String(n).padStart(8, '0')}`,
    Arn: arn('user', UserName),
    Path: '/',
    CreateDate: created,
    GroupList: [],
    Tags: [],
    AttachedManagedPolicies: attached(n),
    UserPolicyList: [
      { PolicyName: 'own', PolicyDocument: document(allow('s3:PutObject', `arn:aws:s3:::inbox-${n}/*`)) },
    ],
  }
}

function role(n: number): object {
  const admin = n % 10 === 0
  const RoleName = `${admin ? 'admin' : 'app'}-${n}`
  const Service = `${services[n % services.length]}.amazonaws.com`
  const Principal = n % 3 === 0 ? { AWS: arn('user', `svc-${n}`), Service } : { Service }
  return {
    RoleName,
    RoleId: `AROABENCH${String(n).padStart(8, '0')}`,
    Arn: arn('role', RoleName),
    Path: '/',
    CreateDate: created,
    AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }),
    InstanceProfileList: [],
    RoleLastUsed: {},
    Tags: [],
    AttachedManagedPolicies: admin ? [] : attached(n),
    RolePolicyList: [{ PolicyName: 'own', PolicyDocument: document(admin ? allow('*') : allow('logs:PutLogEvents')) }],
  }
}
