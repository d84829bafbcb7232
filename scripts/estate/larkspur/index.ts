/** Larkspur Logistics, an invented company: three AWS accounts in an organisation, an organization on GitHub, a tenant at Microsoft, an organization at Google and its Workspace, two clusters of Kubernetes, what it has at Okta, Slack and others, and files of its own, with every defect planted once. */
import { makeAccount } from '../account.ts'
import { allow, awsManaged, trust } from '../documents.ts'
import type { AccountBuilder } from '../account.ts'
import { plantKeys, plantPasswords, plantRoots, plantServiceCredentials } from './credentials.ts'
import { plantFederation, plantRolesAnywhere, plantTrusts, vendorAccount } from './trusts.ts'
import { plantPrivileges } from './privileges.ts'
import { plantSecrets } from './secrets.ts'
import { plantWorkloads } from './workloads.ts'
import { plantCrossingRoles } from './crossings.ts'
import { larkspurAnthropic } from './anthropic/index.ts'
import { larkspurAzure } from './azure/index.ts'
import { larkspurFiles } from './files/index.ts'
import { larkspurGithub } from './github/index.ts'
import { larkspurGoogle } from './google/index.ts'
import { larkspurKubernetes, plantClusterRoles } from './kubernetes/index.ts'
import { larkspurOkta } from './okta/index.ts'
import { larkspurOpenai } from './openai/index.ts'
import { larkspurSlack } from './slack/index.ts'

const externalId = 'larkspur-external-id'
const prodId = '111122223333'
const devId = '444455556666'
const managementId = '999999999999'

export function larkspur(): { readonly [path: string]: string } {
  const prod = makeAccount(prodId, 'larkspur-prod', ['eu-west-1', 'eu-north-1', 'us-east-1'], externalId)
  const dev = makeAccount(devId, 'larkspur-dev', ['eu-west-1', 'us-east-1'], externalId)
  const management = makeAccount(managementId, 'larkspur-management', ['eu-west-1'], externalId)
  plantRoots(prod, dev, management)
  plantKeys(prod)
  plantPasswords(prod)
  plantServiceCredentials(prod)
  plantTrusts(prod)
  plantFederation(prod)
  plantCrossingRoles(prod)
  plantRolesAnywhere(prod)
  plantWorkloads(prod)
  plantSecrets(prod)
  plantPrivileges(prod, dev)
  plantClusterRoles(prod)
  people(prod, dev, management)
  services(prod, dev)
  for (const account of [prod, dev, management]) scanner(account)
  const files = larkspurFiles()
  const others = Object.entries({
    github: larkspurGithub(),
    azure: larkspurAzure(),
    google: larkspurGoogle(),
    okta: larkspurOkta(),
    slack: larkspurSlack(),
    kubernetes: larkspurKubernetes(),
    openai: larkspurOpenai(),
    anthropic: larkspurAnthropic(),
    files,
  })
  const expected = [
    ...[prod, dev, management].flatMap((account) => account.expected),
    ...others.flatMap(([, vendor]) => vendor.expected),
    ...files.expectedWithOkta,
    ...across,
  ].toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
  return {
    ...Object.fromEntries(
      [prod, dev, management].flatMap((account) =>
        Object.entries(account.files()).map(([path, text]) => [`aws/${path}`, text]),
      ),
    ),
    ...Object.fromEntries(
      others.flatMap(([vendor, planted]) =>
        Object.entries(planted.files).map(([path, text]) => [`${vendor}/${path}`, text]),
      ),
    ),
    'aws/organization.json': json(organization()),
    'aws/caller.json': json({
      AccountId: managementId,
      Arn: `arn:aws:sts::${managementId}:assumed-role/MusterReadOnly/muster`,
    }),
    'expected.json': json(expected),
    'muster.yaml': configuration,
  }
}

/** What only shows where several vendors are read together, or where the company says what it allows. */
const across = [
  { rule: 'nhi-owner-departed', subject: 'A0LARKCHATGPT', severity: 'medium' },
  { rule: 'ai-app-unsanctioned', subject: 'devin-ai-integration', severity: 'medium' },
] as const

const key = (finding: { rule: string; subject: string }): string => `${finding.rule} ${finding.subject}`
const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`

const configuration = `# How Larkspur judges itself; the demo reads this.
rules:
  aws-role-trust-unknown-account:
    options: { knownAccounts: ["${vendorAccount}"] }
  ai-app-unsanctioned:
    options:
      allowed:
        - Amazon Bedrock*
        - Anthropic
        - CodeRabbit
        - GitHub
        - Google
        - Microsoft*
        - OpenAI
        - kagent
        # Our own.
        - invoice-agents
        - rate-agent
        - search-agents
        - Support assistant
        - support-agents
`

function scanner(account: AccountBuilder): void {
  account.role('MusterReadOnly', {
    trust: trust(
      { AWS: `arn:aws:iam::${managementId}:role/MusterReadOnly` },
      { StringEquals: { 'sts:ExternalId': externalId } },
    ),
    created: '2026-10-01',
    used: '2026-11-21',
    attached: [awsManaged('SecurityAudit')],
    tags: { owner: 'security@larkspur.example', purpose: 'Inventory of non-human identities' },
  })
}

const names = [
  'ada.stone',
  'ben.okafor',
  'carla.ruiz',
  'dmitri.volkov',
  'elena.rossi',
  'farid.haddad',
  'grace.lin',
  'henrik.berg',
  'ines.costa',
  'jamal.wright',
  'kira.novak',
  'liam.byrne',
]

function people(prod: AccountBuilder, dev: AccountBuilder, management: AccountBuilder): void {
  prod.group('engineers', [awsManaged('ReadOnlyAccess')])
  dev.group('engineers', [awsManaged('ReadOnlyAccess')])
  const person = (account: AccountBuilder, name: string): string =>
    account.user(name, {
      created: '2024-03-04',
      password: { changed: '2026-09-01', used: '2026-11-17' },
      mfa: true,
      ...(account === management ? {} : { groups: ['engineers'] }),
    })
  for (const name of names) person(prod, name)
  for (const name of names.slice(0, 8)) person(dev, name)
  for (const name of names.slice(0, 2)) person(management, name)
}

/** The long, unremarkable rest: what a rule must stay silent about. */
function services(prod: AccountBuilder, dev: AccountBuilder): void {
  const domains = [
    'parcel',
    'pallet',
    'route',
    'driver',
    'invoice',
    'customs',
    'dock',
    'fleet',
    'yard',
    'claims',
    'tariff',
    'label',
  ]
  const duties = ['reader', 'writer', 'publisher', 'indexer']
  for (const [account, environment] of [
    [prod, 'prod'],
    [dev, 'dev'],
  ] as const) {
    const boundary = account.policy('workload-boundary', allow(['s3:*', 'sqs:*', 'dynamodb:*', 'logs:*'], '*'))
    for (const domain of domains)
      for (const duty of duties)
        account.role(`${domain}-${duty}`, {
          trust: trust({ AWS: `arn:aws:iam::${account.id}:role/platform-launcher` }),
          created: '2025-07-01',
          used: '2026-11-19',
          boundary,
          inline: {
            duty: allow(
              duty === 'reader' ? 's3:GetObject' : 'sqs:SendMessage',
              duty === 'reader' ? `arn:aws:s3:::larkspur-${domain}/*` : `arn:aws:sqs:eu-west-1:${account.id}:${domain}`,
            ),
          },
          tags: { environment, team: `${domain}@larkspur.example`, purpose: `${domain} ${duty}` },
        })
    account.role('platform-launcher', {
      trust: trust({ AWS: `arn:aws:iam::${account.id}:root` }),
      created: '2025-07-01',
      used: '2026-11-20',
      inline: {
        launch: allow(
          'sts:AssumeRole',
          domains.map((domain) => `arn:aws:iam::${account.id}:role/${domain}-*`),
        ),
      },
    })
    for (const domain of domains.slice(0, 5))
      account.user(`svc-${domain}`, {
        created: '2026-08-01',
        keys: [
          {
            id: `AKIALARK${environment.toUpperCase()}${domain.toUpperCase()}`.padEnd(20, '0').slice(0, 20),
            created: '2026-09-08',
            used: ['2026-11-20', 's3', 'eu-west-1'],
          },
        ],
        inline: { duty: allow('s3:GetObject', `arn:aws:s3:::larkspur-${domain}/*`) },
        tags: { environment, owner: `${domain}@larkspur.example` },
      })
  }
}

function organization(): object {
  const arn = (kind: string, rest: string): string =>
    `arn:aws:organizations::${managementId}:${kind}/o-larkspur01/${rest}`
  const account = (Id: string, Name: string, path: string, State = 'ACTIVE'): object => ({
    Id,
    Name,
    Arn: arn('account', Id),
    Email: `aws+${Name}@larkspur.example`,
    State,
    Status: State,
    JoinedMethod: 'CREATED',
    JoinedTimestamp: '2021-03-01T08:30:00+00:00',
    Paths: [path],
  })
  const policy = (Id: string, Name: string, Type: string, Content: object, targets: readonly string[]): object => ({
    PolicySummary: {
      Id,
      Arn: arn('policy', `${Type.toLowerCase()}/${Id}`),
      Name,
      Description: '',
      Type,
      AwsManaged: Name.endsWith('FullAWSAccess'),
    },
    Content: JSON.stringify(Content),
    Targets: targets.map((TargetId) => ({
      TargetId,
      Arn: TargetId,
      Name: TargetId,
      Type: TargetId.startsWith('r-') ? 'ROOT' : TargetId.startsWith('ou-') ? 'ORGANIZATIONAL_UNIT' : 'ACCOUNT',
    })),
  })
  const full = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
  return {
    Organization: {
      Id: 'o-larkspur01',
      Arn: `arn:aws:organizations::${managementId}:organization/o-larkspur01`,
      FeatureSet: 'ALL',
      MasterAccountArn: arn('account', managementId),
      MasterAccountId: managementId,
      MasterAccountEmail: 'aws@larkspur.example',
    },
    Roots: [
      {
        Id: 'r-lark',
        Arn: arn('root', 'r-lark'),
        Name: 'Root',
        PolicyTypes: [
          { Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' },
          { Type: 'RESOURCE_CONTROL_POLICY', Status: 'ENABLED' },
        ],
      },
    ],
    OrganizationalUnits: [
      { Id: 'ou-lark-work0001', Name: 'workloads', ParentId: 'r-lark' },
      { Id: 'ou-lark-sand0001', Name: 'sandbox', ParentId: 'r-lark' },
    ],
    Accounts: [
      account(managementId, 'larkspur-management', `o-larkspur01/r-lark/${managementId}/`),
      account(prodId, 'larkspur-prod', `o-larkspur01/r-lark/ou-lark-work0001/${prodId}/`),
      account(devId, 'larkspur-dev', `o-larkspur01/r-lark/ou-lark-sand0001/${devId}/`),
      account('777788889999', 'larkspur-old-shop', 'o-larkspur01/r-lark/777788889999/', 'SUSPENDED'),
    ],
    DelegatedAdministrators: [{ Id: prodId, Services: ['access-analyzer.amazonaws.com'] }],
    Policies: [
      policy('p-FullAWSAccess', 'FullAWSAccess', 'SERVICE_CONTROL_POLICY', full, [
        'r-lark',
        'ou-lark-work0001',
        'ou-lark-sand0001',
        managementId,
        prodId,
        devId,
      ]),
      policy(
        'p-lark0001',
        'deny-leaving',
        'SERVICE_CONTROL_POLICY',
        {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }],
        },
        ['r-lark'],
      ),
      policy(
        'p-RCPFullAWSAccess',
        'RCPFullAWSAccess',
        'RESOURCE_CONTROL_POLICY',
        { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] },
        ['r-lark'],
      ),
    ],
  }
}
