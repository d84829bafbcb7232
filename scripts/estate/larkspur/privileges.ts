/** What identities can really do: administrators, ways to become one, and the twin of each that cannot. */
import type { AccountBuilder } from '../account.ts'
import { allow, awsManaged, trust } from '../documents.ts'
import type { Document } from '../documents.ts'

const west = 'eu-west-1'
const recently = { created: '2025-05-01', used: '2026-11-20' }
const own = (account: AccountBuilder): Document => trust({ AWS: `arn:aws:iam::${account.id}:root` })
const ec2 = trust({ Service: 'ec2.amazonaws.com' })
const roleArn = (account: AccountBuilder, name: string): string => `arn:aws:iam::${account.id}:role/${name}`

function statements(...documents: readonly Document[]): Document {
  return { Version: '2012-10-17', Statement: documents.flatMap(({ Statement }) => Statement as object[]) }
}

export function plantPrivileges(prod: AccountBuilder, dev: AccountBuilder): void {
  administrators(prod)
  escalations(prod)
  chains(prod, dev)
  factories(prod)
  exposedWorkloads(prod)
  excess(prod, dev)
}

function administrators(prod: AccountBuilder): void {
  const apply = prod.role('terraform-apply', {
    trust: own(prod),
    ...recently,
    attached: [awsManaged('AdministratorAccess')],
    tags: { owner: 'platform@larkspur.example' },
  })
  prod.expect('aws-principal-effective-admin', apply, 'high')
  const boundary = prod.policy('plan-boundary', allow(['ec2:Describe*', 's3:ListAllMyBuckets'], '*'))
  prod.role('terraform-plan', {
    trust: own(prod),
    ...recently,
    boundary,
    attached: [awsManaged('AdministratorAccess')],
    tags: { owner: 'platform@larkspur.example' },
  })
}

function escalations(prod: AccountBuilder): void {
  const bootstrap = prod.role('account-bootstrap', {
    trust: trust({ Service: 'lambda.amazonaws.com' }),
    ...recently,
    attached: [awsManaged('AdministratorAccess')],
    tags: { owner: 'platform@larkspur.example' },
  })
  prod.expect('aws-principal-effective-admin', bootstrap, 'high')
  const code = `arn:aws:lambda:${west}:${prod.id}:function:account-bootstrap`
  prod.region(west, 'lambda', 'Functions', {
    FunctionName: 'account-bootstrap',
    FunctionArn: code,
    Runtime: 'nodejs24.x',
    Role: bootstrap,
    Handler: 'index.handler',
    LastModified: '2026-10-01T08:30:00.000+0000',
    Version: '$LATEST',
  })
  const change = ['lambda:InvokeFunction', 'lambda:UpdateFunctionCode']
  const bot = (name: string, document: Document): string =>
    prod.role(name, { trust: own(prod), ...recently, inline: { release: document } })
  prod.expect('aws-principal-privesc', bot('hotfix-bot', allow(change, code)), 'high')
  bot('hotfix-bot-quotes', allow(change, `arn:aws:lambda:${west}:${prod.id}:function:quotes-*`))

  const create = allow(['lambda:CreateFunction', 'lambda:InvokeFunction'], '*')
  const pass = (condition?: object): Document => allow('iam:PassRole', '*', condition)
  prod.expect('aws-principal-privesc', bot('release-bot', statements(pass(), create)), 'high')
  bot('release-bot-hosts', statements(pass({ StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }), create))

  const key = (id: string) => ({ id, created: '2026-09-08', used: ['2026-11-20', 's3', west] as const })
  const policy = (name: string): Document => allow('iam:PutUserPolicy', `arn:aws:iam::${prod.id}:user/${name}`)
  const importer = prod.user('svc-tariff-import', {
    created: '2026-08-01',
    keys: [key('AKIALARKTARIFFIMP001')],
    inline: { own: policy('svc-tariff-import') },
    tags: { owner: 'tariff@larkspur.example' },
  })
  prod.expect('aws-principal-privesc', importer, 'high')
  prod.user('svc-tariff-export', {
    created: '2026-08-01',
    keys: [key('AKIALARKTARIFFEXP001')],
    inline: { own: policy('svc-tariff-export') },
    boundary: prod.policy('tariff-boundary', allow(['iam:PutUserPolicy', 'sqs:SendMessage'], '*')),
    tags: { owner: 'tariff@larkspur.example' },
  })
}

function chains(prod: AccountBuilder, dev: AccountBuilder): void {
  const assume = (account: AccountBuilder, name: string): Document => allow('sts:AssumeRole', roleArn(account, name))
  const gateway = prod.role('integration-gateway', {
    trust: own(dev),
    ...recently,
    inline: { onward: assume(prod, 'terraform-apply') },
  })
  prod.expect('aws-principal-privesc', gateway, 'high')
  const tests = dev.role('integration-tests', {
    trust: own(dev),
    ...recently,
    inline: { onward: assume(prod, 'integration-gateway') },
  })
  dev.expect('aws-principal-path-to-admin', tests, 'high')
  dev.role('report-tests', { trust: own(dev), ...recently, inline: { onward: assume(prod, 'read-from-dev') } })

  prod.role('release-signing', {
    trust: own(prod),
    ...recently,
    inline: { sign: allow('kms:Sign', `arn:aws:kms:${west}:${prod.id}:key/5f3c9b1a-0000-4000-8000-000000000001`) },
    tags: { 'muster:crown-jewel': 'true', owner: 'release@larkspur.example' },
  })
  prod.role('release-notes', {
    trust: own(prod),
    ...recently,
    inline: { write: allow('s3:PutObject', 'arn:aws:s3:::larkspur-notes/*') },
  })
  const build = prod.role('build-runner', {
    trust: own(prod),
    ...recently,
    inline: { onward: assume(prod, 'release-signing') },
  })
  prod.expect('aws-principal-path-to-crown-jewel', build, 'high')
  prod.role('notes-runner', { trust: own(prod), ...recently, inline: { onward: assume(prod, 'release-notes') } })
}

function factories(prod: AccountBuilder): void {
  const make = ['iam:AttachRolePolicy', 'iam:CreateRole']
  const on = `arn:aws:iam::${prod.id}:role/apps/*`
  const factory = prod.role('app-factory', { trust: own(prod), ...recently, inline: { make: allow(make, on) } })
  prod.expect('aws-boundaryless-role-factory', factory, 'high')
  const condition = {
    StringEquals: { 'iam:PermissionsBoundary': `arn:aws:iam::${prod.id}:policy/workload-boundary` },
  }
  prod.role('app-factory-bounded', {
    trust: own(prod),
    ...recently,
    inline: { make: allow(make, on, condition) },
  })
}

function exposedWorkloads(prod: AccountBuilder): void {
  const secrets = allow('secretsmanager:GetSecretValue', '*')
  prod.role('partner-gateway', { trust: ec2, ...recently, profile: true, inline: { secrets } })
  const gateway = instance(prod, '2', 'partner-gateway', '203.0.113.41')
  prod.expect('aws-instance-role-internet-facing', gateway, 'medium')
  prod.role('status-page', {
    trust: ec2,
    ...recently,
    profile: true,
    attached: [awsManaged('CloudWatchAgentServerPolicy')],
  })
  instance(prod, '3', 'status-page', '203.0.113.42')

  const source = { StringEquals: { 'aws:SourceAccount': prod.id } }
  const role = prod.role('AmazonBedrockExecutionRoleForAgents_claims', {
    trust: trust({ Service: 'bedrock.amazonaws.com' }, source),
    created: '2026-03-01',
    used: '2026-11-20',
    inline: { documents: allow('s3:GetObject', '*') },
    tags: { owner: 'claims@larkspur.example' },
  })
  const arn = `arn:aws:bedrock:${west}:${prod.id}:agent/LARKCLAIM1`
  prod.region(west, 'bedrock', 'agents', {
    agentId: 'LARKCLAIM1',
    agentName: 'claims',
    agentArn: arn,
    agentStatus: 'PREPARED',
    agentResourceRoleArn: role,
    foundationModel: 'anthropic.claude-sonnet-4-5',
    idleSessionTTLInSeconds: 600,
    createdAt: '2026-03-01T08:30:00Z',
    updatedAt: '2026-10-01T08:30:00Z',
    agentVersion: 'DRAFT',
    latestAgentVersion: '1',
    instruction: 'CANARY instructions of a second agent',
  })
  prod.expect('aws-agent-role-overprivileged', arn, 'high')
}

function excess(prod: AccountBuilder, dev: AccountBuilder): void {
  const both = allow(
    ['dynamodb:*', 's3:PutObject'],
    [`arn:aws:dynamodb:${west}:${prod.id}:table/labels`, 'arn:aws:s3:::larkspur-labels/*'],
  )
  const printer = (name: string, dynamodb: string | null): string => {
    const arn = prod.role(name, { trust: own(prod), ...recently, inline: { labels: both } })
    prod.lastAccessed(arn, { s3: '2026-11-20', dynamodb })
    return arn
  }
  prod.expect('aws-role-unused-services', printer('label-archive', null), 'medium')
  printer('label-store', '2026-11-19')

  dev.role('stock-sync', {
    trust: own(dev),
    ...recently,
    inline: { sync: allow(['dynamodb:GetItems'], `arn:aws:dynamodb:${west}:${dev.id}:table/stock`) },
  })
  dev.expect('aws-policy-unknown-action', dev.id, 'info')
}

/** A running instance with a public address, whose profile has its role's name; the ARN by which it is told. */
function instance(prod: AccountBuilder, number: string, profile: string, PublicIpAddress: string): string {
  const InstanceId = `i-0lark00000000000${number}`
  const Arn = `arn:aws:iam::${prod.id}:instance-profile/${profile}`
  prod.region(west, 'ec2', 'IamInstanceProfileAssociations', {
    AssociationId: `iip-assoc-0a1${number}`,
    InstanceId,
    State: 'associated',
    IamInstanceProfile: { Arn, Id: `AIPALARK${number}` },
  })
  prod.region(west, 'ec2', 'Reservations', {
    ReservationId: `r-0lark0${number}`,
    OwnerId: prod.id,
    Instances: [
      {
        InstanceId,
        State: { Code: 16, Name: 'running' },
        PublicIpAddress,
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1, State: 'applied' },
        IamInstanceProfile: { Arn },
        Tags: [{ Key: 'Name', Value: profile }],
      },
    ],
  })
  return `arn:aws:ec2:${west}:${prod.id}:instance/${InstanceId}`
}
