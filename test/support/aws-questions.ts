/** A small company to ask questions about, as files of an offline scan: who may what is plain from its policies. */
import type { Row } from '../../fixtures/servers/aws/estate.ts'
import { connector } from '../../src/connectors/aws/index.ts'
import { facetsOf } from '../../src/engine/facets.ts'
import { openStore } from '../../src/inventory/store.ts'
import type { View } from '../../src/inventory/view.ts'
import { prod, roleRow, trusts, userRow } from './aws-rows.ts'

export const dev = '444455556666'
export const arn = (rest: string, account = prod): string => `arn:aws:iam::${account}:${rest}`
const issuer = 'token.actions.githubusercontent.com'
const limit = arn('policy/limit')
const admin = 'arn:aws:iam::aws:policy/AdministratorAccess'

interface Statement {
  readonly [element: string]: unknown
}
const document = (...Statement: readonly Statement[]): Row => ({ Version: '2012-10-17', Statement })
const allow = (Action: unknown, Resource: unknown = '*', more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})
const inline = (...statements: readonly Statement[]): readonly Row[] => [
  { PolicyName: 'duty', PolicyDocument: document(...statements) },
]
const attached = (PolicyArn: string): Row => ({ PolicyArn, PolicyName: PolicyArn.split('/').at(-1) ?? '' })
const token = (...subjects: readonly string[]): Row => ({
  Effect: 'Allow',
  Principal: { Federated: arn(`oidc-provider/${issuer}`) },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' }, StringLike: { [`${issuer}:sub`]: subjects } },
})

const users = [
  userRow(prod, 'reader', { UserPolicyList: inline(allow('s3:GetObject', 'arn:aws:s3:::reports/*')) }),
  userRow(prod, 'home', { UserPolicyList: inline(allow('s3:*Object', 'arn:aws:s3:::homes/${aws:username}/*')) }),
  userRow(prod, 'office', {
    UserPolicyList: inline(
      allow('ec2:StartInstances', '*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
    ),
  }),
  userRow(prod, 'barred', {
    UserPolicyList: inline(allow('s3:*'), {
      Sid: 'NoKeep',
      Effect: 'Deny',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::keep/*',
    }),
  }),
  userRow(prod, 'bounded', {
    UserPolicyList: inline(allow('*')),
    PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: limit },
  }),
  userRow(prod, 'opaque', { AttachedManagedPolicies: [attached('arn:aws:iam::aws:policy/SomethingNew')] }),
  userRow(prod, 'raiser', { UserPolicyList: inline(allow('iam:PutUserPolicy', arn('user/raiser'))) }),
  userRow(prod, 'walker', { UserPolicyList: inline(allow('sts:AssumeRole', arn('role/gate'))) }),
  userRow(prod, 'chief', { AttachedManagedPolicies: [attached(admin)] }),
]

const roles = [
  roleRow(prod, 'vendor', [
    trusts({ AWS: '555566667777' }, { Condition: { StringEquals: { 'sts:ExternalId': 'e-1' } } }),
  ]),
  roleRow(prod, 'anyone', [trusts({ AWS: '*' })]),
  roleRow(prod, 'named', [
    trusts({ AWS: '*' }, { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/partner' } } }),
  ]),
  roleRow(prod, 'members', [trusts({ AWS: '*' }, { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } } })]),
  roleRow(prod, 'pipeline', [token('repo:acme/api:ref:refs/heads/main', 'repo:acme/web:*')], {
    RolePolicyList: inline(allow('sts:AssumeRole', arn('role/deploy'))),
  }),
  roleRow(prod, 'gate', [trusts({ AWS: prod })], {
    RolePolicyList: inline(allow('sts:AssumeRole', arn('role/deploy'))),
  }),
  roleRow(prod, 'deploy', [trusts({ AWS: [arn('role/pipeline'), arn('role/gate')] })], {
    AttachedManagedPolicies: [attached(admin)],
  }),
  roleRow(prod, 'function', [trusts({ Service: 'lambda.amazonaws.com' })], { RolePolicyList: inline(allow('logs:*')) }),
  roleRow(prod, 'people', [
    {
      Effect: 'Allow',
      Principal: { Federated: arn('saml-provider/okta') },
      Action: 'sts:AssumeRoleWithSAML',
      Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    },
  ]),
]

const policies = [
  {
    PolicyName: 'limit',
    Arn: limit,
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    PolicyVersionList: [
      {
        VersionId: 'v1',
        IsDefaultVersion: true,
        Document: document(allow(['s3:*', 'sqs:*']), allow('iam:GetUser', arn('user/bounded'))),
      },
    ],
  },
]

export const details = { UserDetailList: users, GroupDetailList: [], RoleDetailList: roles, Policies: policies }

export const devDetails = {
  UserDetailList: [userRow(dev, 'visitor', { UserPolicyList: inline(allow('*')) })],
  GroupDetailList: [],
  RoleDetailList: [roleRow(dev, 'archive', [trusts({ AWS: prod })])],
  Policies: [],
}

const full = ['r-root', prod, dev].map((target) => ({ target, name: 'FullAWSAccess', document: document(allow('*')) }))

export const organization = {
  id: 'o-acme',
  managementAccountId: '999999999999',
  accounts: [prod, dev].map((id) => ({ id, name: id, path: ['r-root'] })),
  serviceControlPolicies: [
    ...full,
    {
      target: 'r-root',
      name: 'no-leaving',
      document: document({ Sid: 'Stay', Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }),
    },
  ],
}

const now = '2026-11-21T10:00:00Z'

export interface Asking {
  readonly organization?: boolean
}

/** A view of the company's store; without the organization nobody read its policies. */
export async function company({ organization: read = true }: Asking = {}): Promise<View> {
  const files: { readonly [path: string]: unknown } = {
    'prod.json': details,
    'dev.json': devDetails,
    'org.json': organization,
    'resources.json': [],
  }
  const io = { now, fingerprint: () => 'f', readFile: async (path: string) => JSON.stringify(files[path]) }
  const asked = {
    from: ['prod.json', 'dev.json'],
    credentialReports: [],
    resources: 'resources.json',
    ...(read ? { organization: 'org.json' } : {}),
  }
  const store = openStore('sqlite::memory:')
  const by = { process: 0, isAlive: () => false }
  const scan = store.beginScan({ connectors: ['aws'], digest: 'files' }, 'scan', now, false, by)
  for await (const { scope, records, gaps } of connector.offline?.(asked, io) ?? []) {
    for (const { step, record } of records) store.stage(scan.id, scope.id, step, [record])
    const lost = gaps.map((gap) => ({ connector: 'aws', scope: scope.id, ...gap }))
    store.commitScope(scan.id, scope, { connector: 'aws', collectedAt: now, coverage: [], gaps: lost })
  }
  return store.view(`aws:account:${prod}`, facetsOf([connector.meta]))
}
