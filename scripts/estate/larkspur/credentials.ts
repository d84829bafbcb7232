/** Users and their credentials: every defect of a credential once, and beside it the twin that is in order. */
import { allow, awsManaged } from '../documents.ts'
import type { AccountBuilder } from '../account.ts'

const region = 'eu-west-1'

export function plantKeys(prod: AccountBuilder): void {
  prod.user('billing-export', {
    created: '2024-02-11',
    keys: [{ id: 'AKIALARKBILLING00001', created: '2025-03-02', used: ['2026-11-20', 's3', region] }],
    attached: [awsManaged('AmazonS3ReadOnlyAccess')],
    tags: { owner: 'finance-data@larkspur.example' },
  })
  prod.expect('aws-access-key-rotation-overdue', 'AKIALARKBILLING00001', 'high')
  prod.user('metrics-push', {
    created: '2026-06-01',
    keys: [{ id: 'AKIALARKMETRICS00001', created: '2026-06-24', used: ['2026-11-20', 'monitoring', region] }],
    attached: [awsManaged('CloudWatchAgentServerPolicy')],
  })
  prod.expect('aws-access-key-rotation-overdue', 'AKIALARKMETRICS00001', 'medium')
  prod.user('metrics-pull', {
    created: '2026-06-01',
    keys: [{ id: 'AKIALARKMETRICS00002', created: '2026-09-22', used: ['2026-11-20', 'monitoring', region] }],
    attached: [awsManaged('CloudWatchAgentServerPolicy')],
  })
  prod.user('old-backup', {
    created: '2022-06-01',
    keys: [{ id: 'AKIALARKBACKUP000001', created: '2024-11-01', used: ['2025-01-20', 's3', region], active: false }],
    attached: [awsManaged('AmazonS3ReadOnlyAccess')],
  })

  prod.user('warehouse-sync', {
    created: '2025-12-01',
    keys: [{ id: 'AKIALARKWAREHOUSE001', created: '2026-02-03', used: ['2026-06-30', 's3', region] }],
    attached: [awsManaged('AmazonS3ReadOnlyAccess')],
  })
  prod.expect('aws-access-key-unused', 'AKIALARKWAREHOUSE001', 'medium')
  prod.expect('aws-access-key-rotation-overdue', 'AKIALARKWAREHOUSE001', 'medium')

  prod.user('partner-feed', {
    created: '2026-10-10',
    keys: [{ id: 'AKIALARKPARTNER00001', created: '2026-10-10' }],
    attached: [awsManaged('AmazonS3ReadOnlyAccess')],
  })
  prod.expect('aws-access-key-never-used', 'AKIALARKPARTNER00001', 'medium')
  prod.user('partner-feed-next', {
    created: '2026-11-18',
    keys: [{ id: 'AKIALARKPARTNER00002', created: '2026-11-18' }],
    attached: [awsManaged('AmazonS3ReadOnlyAccess')],
  })

  const etl = prod.user('etl-runner', {
    created: '2026-08-01',
    keys: [
      { id: 'AKIALARKETLRUN000001', created: '2026-09-01', used: ['2026-11-20', 'glue', region] },
      { id: 'AKIALARKETLRUN000002', created: '2026-10-01', used: ['2026-11-19', 's3', region] },
    ],
    attached: [awsManaged('AmazonS3ReadOnlyAccess')],
  })
  prod.expect('aws-access-key-two-active', etl, 'low')
  prod.user('etl-loader', {
    created: '2026-08-01',
    keys: [
      { id: 'AKIALARKETLLOAD00001', created: '2026-09-20', used: ['2026-11-16', 's3', region] },
      { id: 'AKIALARKETLLOAD00002', created: '2026-11-14', used: ['2026-11-20', 's3', region] },
    ],
    attached: [awsManaged('AmazonS3ReadOnlyAccess')],
  })

  // Its key stands in a function's environment: see the workloads.
  prod.user('orders-writer', {
    created: '2026-09-10',
    keys: [{ id: 'AKIALARKORDERS000001', created: '2026-09-10', used: ['2026-11-20', 'dynamodb', region] }],
    inline: { table: allow('dynamodb:PutItem', 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders') },
  })
  prod.expect('aws-static-key-from-aws-compute', 'AKIALARKORDERS000001', 'medium')
  prod.user('stock-scanner', {
    created: '2026-09-10',
    keys: [{ id: 'AKIALARKSTOCK0000001', created: '2026-09-12', used: ['2026-11-20', 'dynamodb', region] }],
    inline: { table: allow('dynamodb:GetItem', 'arn:aws:dynamodb:eu-west-1:111122223333:table/stock') },
    tags: { purpose: 'Handheld scanners in the warehouse, outside AWS' },
  })
}

export function plantPasswords(prod: AccountBuilder): void {
  const mara = prod.user('mara.holt', {
    created: '2024-05-02',
    password: { changed: '2026-08-14', used: '2026-11-20' },
    mfa: true,
    groups: ['engineers'],
    keys: [{ id: 'AKIALARKMARA00000001', created: '2026-09-15', used: ['2026-11-18', 'ec2', region] }],
  })
  prod.expect('aws-user-console-and-keys', mara, 'medium')
  prod.user('jon.reyes', {
    created: '2024-05-02',
    password: { changed: '2026-08-14', used: '2026-11-19' },
    mfa: true,
    groups: ['engineers'],
  })

  const report = prod.user('svc-report', {
    created: '2025-04-02',
    password: { changed: '2026-08-20', used: '2026-11-12' },
    attached: [awsManaged('ReadOnlyAccess')],
    tags: { purpose: 'Nightly report' },
  })
  prod.expect('aws-service-user-console-login', report, 'high')
  prod.user('svc-archive', {
    created: '2025-04-02',
    keys: [{ id: 'AKIALARKARCHIVE00001', created: '2026-09-30', used: ['2026-11-20', 's3', region] }],
    attached: [awsManaged('AmazonS3ReadOnlyAccess')],
  })
}

function serviceCredential(
  account: AccountBuilder,
  user: string,
  service: string,
  id: string,
  created: string,
  rest: object = {},
): string {
  account.iam('ServiceSpecificCredentials', {
    UserName: user,
    Status: 'Active',
    ServiceName: service,
    ServiceSpecificCredentialId: id,
    CreateDate: `${created}T08:30:00+00:00`,
    ServicePassword: 'CANARYSERVICEPASSWORD',
    ServiceCredentialSecret: 'CANARYCREDENTIALSECRET',
    ...rest,
  })
  return id
}

export function plantServiceCredentials(prod: AccountBuilder): void {
  const invoke = allow(
    ['bedrock:InvokeModel', 'bedrock:CallWithBearerToken'],
    'arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-4-5',
  )
  prod.user('BedrockAPIKey-k3x1', { created: '2026-09-25', inline: { invoke } })
  const endless = serviceCredential(
    prod,
    'BedrockAPIKey-k3x1',
    'bedrock.amazonaws.com',
    'ACCALARKBEDROCK00001',
    '2026-09-25',
    { ServiceCredentialAlias: 'BedrockAPIKey-k3x1' },
  )
  prod.expect('aws-bedrock-key-long-lived', endless, 'high')
  prod.user('BedrockAPIKey-p8d2', { created: '2026-11-01', inline: { invoke } })
  serviceCredential(prod, 'BedrockAPIKey-p8d2', 'bedrock.amazonaws.com', 'ACCALARKBEDROCK00002', '2026-11-01', {
    ExpirationDate: '2026-12-01T08:30:00+00:00',
    ServiceCredentialAlias: 'BedrockAPIKey-p8d2',
  })
  prod.user('BedrockAPIKey-w5q7', { created: '2026-11-02', attached: [awsManaged('AmazonBedrockFullAccess')] })
  const broad = serviceCredential(
    prod,
    'BedrockAPIKey-w5q7',
    'bedrock.amazonaws.com',
    'ACCALARKBEDROCK00003',
    '2026-11-02',
    { ExpirationDate: '2026-12-02T08:30:00+00:00', ServiceCredentialAlias: 'BedrockAPIKey-w5q7' },
  )
  prod.expect('aws-bedrock-key-overprivileged', broad, 'high')

  prod.user('repo-mirror', { created: '2025-01-20', attached: [awsManaged('AWSCodeCommitPowerUser')] })
  const old = serviceCredential(prod, 'repo-mirror', 'codecommit.amazonaws.com', 'ACCALARKCODECOMMIT01', '2025-01-20', {
    ServiceUserName: 'repo-mirror-at-111122223333',
  })
  prod.expect('aws-service-specific-credential-stale', old, 'medium')
  prod.user('repo-docs', {
    created: '2026-10-20',
    inline: { pull: allow('codecommit:GitPull', 'arn:aws:codecommit:eu-west-1:111122223333:docs') },
  })
  serviceCredential(prod, 'repo-docs', 'codecommit.amazonaws.com', 'ACCALARKCODECOMMIT02', '2026-10-20', {
    ServiceUserName: 'repo-docs-at-111122223333',
  })
  serviceCredential(prod, 'repo-docs', 'codecommit.amazonaws.com', 'ACCALARKCODECOMMIT03', '2024-10-20', {
    ServiceUserName: 'repo-docs-at-111122223333',
    Status: 'Inactive',
  })
  prod.iam('SSHPublicKeys', {
    UserName: 'repo-mirror',
    SSHPublicKeyId: 'APKALARKSSH000000001',
    Status: 'Active',
    UploadDate: '2025-02-01T08:30:00+00:00',
  })
  prod.expect('aws-service-specific-credential-stale', 'APKALARKSSH000000001', 'medium')
  prod.iam('SSHPublicKeys', {
    UserName: 'repo-docs',
    SSHPublicKeyId: 'APKALARKSSH000000002',
    Status: 'Active',
    UploadDate: '2026-10-21T08:30:00+00:00',
  })
  prod.user('edi-gateway', { created: '2025-05-01', certificate: '2025-05-01' })
  prod.iam('SigningCertificates', {
    UserName: 'edi-gateway',
    CertificateId: 'LARKSPURSIGNINGCERT0000000000001',
    Status: 'Active',
    UploadDate: '2025-05-01T08:30:00+00:00',
    CertificateBody: 'CANARYCERTIFICATEBODY',
  })
  prod.expect('aws-service-specific-credential-stale', 'LARKSPURSIGNINGCERT0000000000001', 'medium')
  prod.iam('ServerCertificates', {
    Path: '/',
    ServerCertificateName: 'shop-2026',
    ServerCertificateId: 'ASCALARKSERVER000001',
    Arn: 'arn:aws:iam::111122223333:server-certificate/shop-2026',
    UploadDate: '2026-03-01T08:30:00+00:00',
    Expiration: '2027-03-01T08:30:00+00:00',
  })
}

export function plantRoots(prod: AccountBuilder, dev: AccountBuilder, management: AccountBuilder): void {
  prod.root({ mfa: true })
  management.root({ mfa: true })
  // Young, used and single, so that only its being root's own is wrong.
  dev.root({
    mfa: true,
    keys: [{ id: 'AKIALARKDEVROOT00001', created: '2026-10-30', used: ['2026-11-10', 'iam', 'us-east-1'] }],
  })
  dev.expect('aws-root-access-key', 'arn:aws:iam::444455556666:root', 'critical')
}
