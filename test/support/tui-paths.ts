/** Paths of the invented company: straight ones, a chain of three hops, one that hangs on a condition, one half seen. */
import type { FoundPath, PathHop, PathStatement } from '../../src/model/index.ts'

const account = '111122223333'
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`
export const admin = role('service/admin')
export const etl = role('nightly-etl-6')
export const metrics = role('metrics-agent-12')
const orders = 'arn:aws:lambda:eu-central-1:111122223333:function:orders'

function statement(
  holder: string,
  policy: string,
  index: number,
  text: { readonly [element: string]: unknown },
  source: PathStatement['source'] = 'identity',
): PathStatement {
  const sid = text['Sid']
  const effect = text['Effect'] === 'Deny' ? 'Deny' : 'Allow'
  return {
    holder,
    source,
    policy,
    index,
    effect,
    ...(typeof sid === 'string' ? { sid } : {}),
    text: JSON.stringify(text),
  }
}

function hop(from: string, to: string, by: string, actions: readonly string[], text: string): PathHop {
  return { from, to, by, actions, text }
}

function passing(from: string): PathStatement {
  return statement(from, 'deploy', 2, {
    Sid: 'PassAny',
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject', 'iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
    Resource: '*',
  })
}

const trusted = statement(
  admin,
  'trust policy',
  0,
  { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  'resource',
)

/** The subject makes a function that runs as the administrator. */
export function directPath(from: string): FoundPath {
  return {
    id: 'lambda-001',
    verdict: 'proven',
    target: admin,
    gain: 'admin',
    hops: [
      hop(
        from,
        admin,
        'lambda-001',
        ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
        'creates a Lambda function that runs its own code as role/service/admin, and invokes it',
      ),
    ],
    statements: [passing(from), trusted],
    conditions: [],
    missingFacts: [],
    mend: `Deny iam:PassRole on ${admin} to whoever makes functions.`,
    mendPolicy: {
      principal: from,
      statement: { Sid: 'BreakLambda001', Effect: 'Deny', Action: 'iam:PassRole', Resource: [admin] },
    },
    alsoReaches: 2,
  }
}

/** From the subject over two roles of the inventory to the administrator. */
export function chainPath(from: string): FoundPath {
  return {
    id: 'iam-012 + sts-001 + lambda-003',
    verdict: 'proven',
    target: admin,
    gain: 'admin',
    hops: [
      hop(
        from,
        etl,
        'iam-012',
        ['iam:UpdateAssumeRolePolicy'],
        'lets itself into the trust policy of role/nightly-etl-6, and assumes it',
      ),
      hop(etl, metrics, 'sts-001', ['sts:AssumeRole'], 'assumes role/metrics-agent-12'),
      hop(
        metrics,
        admin,
        'lambda-003',
        ['lambda:UpdateFunctionCode'],
        'puts its own code in function:orders, which runs as role/service/admin',
      ),
    ],
    statements: [
      statement(from, 'maintain', 0, {
        Effect: 'Allow',
        Action: 'iam:Update*',
        Resource: [role('other'), role('nightly-*')],
      }),
      statement(etl, 'hop', 0, {
        Sid: 'Take',
        Effect: 'Allow',
        Action: ['sts:TagSession', 'sts:AssumeRole'],
        Resource: '*',
      }),
      statement(
        metrics,
        'trust policy',
        0,
        { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' },
        'resource',
      ),
      statement(metrics, 'deploy\u001B[2J', 1, {
        Effect: 'Allow',
        Action: ['lambda:UpdateFunction*', 'lambda:List*'],
        Resource: orders,
      }),
      statement(
        'r-root',
        'region-guard',
        3,
        { Sid: 'OnlyEurope', Effect: 'Deny', NotAction: ['iam:*', 'sts:*'], Resource: '*' },
        'scp',
      ),
      statement(admin, 'AdministratorAccess', 0, { Effect: 'Allow', Action: '*', Resource: '*' }),
    ],
    conditions: [],
    missingFacts: [],
    mend: `Deny iam:UpdateAssumeRolePolicy on ${etl}.`,
    mendPolicy: {
      principal: from,
      statement: { Sid: 'BreakIam012', Effect: 'Deny', Action: 'iam:UpdateAssumeRolePolicy', Resource: etl },
    },
  }
}

function conditionalPath(from: string): FoundPath {
  return {
    ...directPath(from),
    id: 'ec2-001',
    verdict: 'conditional',
    hops: [
      hop(
        from,
        admin,
        'ec2-001',
        ['iam:PassRole', 'ec2:RunInstances'],
        'starts an instance that runs as role/service/admin',
      ),
    ],
    statements: [
      statement(from, 'run', 0, {
        Effect: 'Allow',
        Action: ['iam:PassRole', 'ec2:RunInstances'],
        Resource: '*',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }),
    ],
    conditions: ['aws:MultiFactorAuthPresent is true: the caller signed in with a second factor.'],
    mend: `Deny iam:PassRole on ${admin} to ec2.amazonaws.com.`,
  }
}

function possiblePath(from: string): FoundPath {
  return {
    ...directPath(from),
    id: 'codebuild-002',
    verdict: 'possible',
    gain: 'sensitive',
    hops: [
      hop(from, admin, 'codebuild-002', ['codebuild:StartBuild'], 'starts a build that runs as role/service/admin'),
    ],
    statements: [statement(from, 'build', 0, { Effect: 'Allow', Action: 'codebuild:*', Resource: '*' })],
    missingFacts: ['codebuild:BatchGetProjects: which role the projects run with'],
    mend: 'Deny codebuild:StartBuild.',
  }
}

/** All kinds, proven first. */
export function madePaths(from: string): readonly FoundPath[] {
  return [directPath(from), chainPath(from), conditionalPath(from), possiblePath(from)]
}
