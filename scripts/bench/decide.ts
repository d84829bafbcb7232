/** Callers as accounts have them, asked about what escalation asks: decisions a second on one core. */
import { compilePolicy, decideFor } from '../../src/analysis/effective/aws-policy/index.ts'
import type { Ask, Caller, Policy } from '../../src/analysis/effective/aws-policy/index.ts'

const account = '111122223333'
const everything: Policy = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }

/** A role's own policies: what a deployment may do, some of it under conditions and by variables. */
function ownPolicies(index: number): readonly Policy[] {
  return [
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['s3:Get*', 's3:List*'],
          Resource: [`arn:aws:s3:::app-${index}`, `arn:aws:s3:::app-${index}/*`],
        },
        {
          Effect: 'Allow',
          Action: ['lambda:*Function*', 'logs:*'],
          Resource: `arn:aws:lambda:*:${account}:function:app-${index}-*`,
        },
        {
          Effect: 'Allow',
          Action: 'iam:PassRole',
          Resource: `arn:aws:iam::${account}:role/app-*`,
          Condition: { StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com', 'ecs-tasks.amazonaws.com'] } },
        },
        { Effect: 'Allow', Action: 'dynamodb:*', Resource: `arn:aws:dynamodb:*:*:table/\${aws:PrincipalTag/team}-*` },
      ],
    },
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['ec2:Describe*', 'cloudwatch:*', 'ssm:GetParameter*', 'sts:AssumeRole'],
          Resource: '*',
        },
        {
          Effect: 'Deny',
          NotAction: ['iam:*', 'sts:*'],
          Resource: '*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          Effect: 'Deny',
          Action: ['iam:Create*', 'iam:Delete*'],
          Resource: `arn:aws:iam::${account}:user/break-glass*`,
        },
      ],
    },
  ]
}

const actions = [
  'iam:PassRole',
  'iam:CreateAccessKey',
  'iam:AttachRolePolicy',
  'lambda:CreateFunction',
  'lambda:UpdateFunctionCode',
  's3:GetObject',
  'sts:AssumeRole',
  'ec2:RunInstances',
  'dynamodb:PutItem',
  'ssm:GetParameter',
]

function asksOf(index: number): readonly Ask[] {
  const resources: { readonly [service: string]: string } = {
    iam: `arn:aws:iam::${account}:role/app-${index}`,
    lambda: `arn:aws:lambda:eu-west-1:${account}:function:app-${index}-api`,
    s3: `arn:aws:s3:::app-${index}/report.csv`,
    sts: `arn:aws:iam::${account}:role/app-${index}`,
    dynamodb: `arn:aws:dynamodb:eu-west-1:${account}:table/blue-orders`,
  }
  return actions.map((action) => ({
    action,
    resource: resources[action.split(':')[0] ?? ''] ?? `arn:aws:ec2:eu-west-1:${account}:instance/i-${index}`,
    ...(action === 'iam:PassRole' ? { context: { 'iam:PassedToService': 'lambda.amazonaws.com' } } : {}),
  }))
}

/** Decides for about `seconds`; tells the decisions a second of processor time, and how many of them came out allowed. */
export function measureDecisions(seconds: number): { readonly perSecond: number; readonly allowed: number } {
  const organisation = [[compilePolicy(everything)], [compilePolicy(everything), compilePolicy(leaving)]]
  const boundary = compilePolicy({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', NotAction: 'iam:Create*', Resource: '*' },
  })
  const callers: readonly Caller[] = Array.from({ length: 200 }, (_, index) => ({
    principal: `arn:aws:iam::${account}:role/deploy/app-${index}`,
    identity: ownPolicies(index).map((policy) => compilePolicy(policy)),
    boundary,
    serviceControl: organisation,
  }))
  const asks = callers.flatMap((caller, index) => asksOf(index).map((ask) => ({ caller, ask })))
  let decisions = 0
  let allowed = 0
  const began = process.cpuUsage()
  let spent = 0
  while (spent < seconds) {
    for (const { caller, ask } of asks) if (decideFor(caller, ask).verdict === 'allowed') allowed++
    decisions += asks.length
    const { user, system } = process.cpuUsage(began)
    spent = (user + system) / 1_000_000
  }
  return { perSecond: decisions / spent, allowed: allowed / decisions }
}

const leaving: Policy = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' },
    {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: {
        StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] },
        ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/deploy/*' },
      },
    },
  ],
}
