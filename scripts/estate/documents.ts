/** Policy documents of an invented account, and the rows they stand in. */

export type Row = { [name: string]: unknown }
export type Document = { Version?: string; Statement: unknown }

export const awsManaged = (name: string): string => `arn:aws:iam::aws:policy/${name}`

/** An instant as the AWS CLI prints it; a day alone is its morning. */
export const stamp = (time: string): string => (time.includes('T') ? time : `${time}T08:30:00Z`).replace('Z', '+00:00')

export function policyRow(policyArn: string, name: string, policyId: string, created: string, document: Document): Row {
  return {
    PolicyName: name,
    PolicyId: policyId,
    Arn: policyArn,
    Path: '/',
    DefaultVersionId: 'v2',
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: stamp(created),
    UpdateDate: stamp(created),
    PolicyVersionList: [
      { Document: document, VersionId: 'v2', IsDefaultVersion: true, CreateDate: stamp(created) },
      {
        Document: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] },
        VersionId: 'v1',
        IsDefaultVersion: false,
        CreateDate: stamp(created),
      },
    ],
  }
}

/** A statement that allows; several actions or resources are given as lists. */
export function allow(
  action: string | readonly string[],
  resource: string | readonly string[],
  condition?: object,
): Document {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: action, Resource: resource, ...(condition ? { Condition: condition } : {}) },
    ],
  }
}

export function trust(principal: object | string, condition?: object, action = 'sts:AssumeRole'): Document {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: principal, Action: action, ...(condition ? { Condition: condition } : {}) },
    ],
  }
}

export const readOnly: Document = allow(['s3:GetObject', 's3:ListBucket'], '*')

/** The managed policies that the company uses, as far as what they allow matters here. */
export const managedDocuments: { readonly [name: string]: Document } = {
  AdministratorAccess: allow('*', '*'),
  ReadOnlyAccess: allow(['ec2:Describe*', 'iam:Get*', 'iam:List*', 's3:Get*', 's3:List*'], '*'),
  AmazonS3ReadOnlyAccess: allow(['s3:Get*', 's3:List*'], '*'),
  AWSLambdaBasicExecutionRole: allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], '*'),
  CloudWatchAgentServerPolicy: allow(['cloudwatch:PutMetricData', 'ec2:DescribeTags', 'logs:PutLogEvents'], '*'),
  AmazonBedrockFullAccess: allow(['bedrock:*'], '*'),
  AmazonBedrockLimitedAccess: allow(
    ['bedrock:Get*', 'bedrock:List*', 'bedrock:CallWithBearerToken', 'bedrock:InvokeModel*'],
    '*',
  ),
  AWSCodeCommitPowerUser: allow(['codecommit:GitPull', 'codecommit:GitPush', 'codecommit:Get*'], '*'),
  SecurityAudit: allow(['iam:Get*', 'iam:List*', 'iam:GenerateCredentialReport'], '*'),
  AmazonECSTaskExecutionRolePolicy: allow(['ecr:GetAuthorizationToken', 'logs:PutLogEvents'], '*'),
}
