/** A small invented organisation on AWS, for tests: one of each thing that the connector reads. */
import {
  accountOf,
  estateOf,
  type EstateAccount,
  type EstateOrganization,
  type Row,
} from '../../fixtures/servers/aws/estate.ts'
import { canary } from '../../fixtures/servers/aws/sts.ts'

export const management = '999999999999'
export const prod = '111122223333'

const created = '2025-03-01T08:00:00+00:00'

export function userRow(account: string, UserName: string, rest: Row = {}): Row {
  const Path = typeof rest['Path'] === 'string' ? rest['Path'] : '/'
  const id = UserName.toUpperCase().replaceAll('-', '')
  return {
    Path,
    UserName,
    UserId: `AIDA${id}`,
    Arn: `arn:aws:iam::${account}:user${Path}${UserName}`,
    CreateDate: created,
    GroupList: [],
    AttachedManagedPolicies: [],
    Tags: [],
    ...rest,
  }
}

export function roleRow(account: string, RoleName: string, statements: readonly unknown[], rest: Row = {}): Row {
  const Path = typeof rest['Path'] === 'string' ? rest['Path'] : '/'
  const id = RoleName.toUpperCase().replaceAll(/[-_]/g, '')
  return {
    Path,
    RoleName,
    RoleId: `AROA${id}`,
    Arn: `arn:aws:iam::${account}:role${Path}${RoleName}`,
    CreateDate: created,
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: statements },
    InstanceProfileList: [],
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    Tags: [],
    RoleLastUsed: {},
    ...rest,
  }
}

export function trusts(principal: unknown, more: Row = {}): Row {
  return { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...more }
}

const columns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
]

/** A credential report; a cell that a row leaves out is what the service prints for nothing. */
export function reportCsv(account: string, rows: readonly { readonly [column: string]: string }[]): string {
  const cell = (row: { readonly [column: string]: string }, column: string): string => {
    if (column === 'arn') return row['arn'] ?? `arn:aws:iam::${account}:user/${row['user'] ?? ''}`
    if (column === 'user_creation_time') return row[column] ?? created
    return row[column] ?? (/_(enabled|active)$/.test(column) ? 'false' : 'N/A')
  }
  return [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row, column)).join(','))].join('\n')
}

export function rootRow(
  account: string,
  more: { readonly [column: string]: string } = {},
): { [column: string]: string } {
  const arn = `arn:aws:iam::${account}:root`
  return {
    user: '<root_account>',
    arn,
    password_enabled: 'not_supported',
    password_last_used: 'no_information',
    mfa_active: 'true',
    ...more,
  }
}

const scannerRole = (account: string): Row =>
  roleRow(account, 'MusterReadOnly', [trusts({ AWS: `arn:aws:iam::${management}:root` })])

/** The production account: users, keys, providers, roles of every sort. */
export function prodAccount(rest: Partial<EstateAccount> = {}): EstateAccount {
  return accountOf(prod, {
    alias: 'acme-prod',
    externalId: 'shared-with-acme',
    details: {
      UserDetailList: [
        userRow(prod, 'ci-deploy', {
          GroupList: ['builders'],
          UserPolicyList: [
            {
              PolicyName: 'push',
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: { Effect: 'Allow', Action: 'codecommit:GitPush', Resource: '*' },
              },
            },
          ],
          AttachedManagedPolicies: [{ PolicyName: 'Deploy', PolicyArn: `arn:aws:iam::${prod}:policy/Deploy` }],
          Tags: [
            { Key: 'Environment', Value: 'production' },
            { Key: 'purpose', Value: 'deploys the shop' },
          ],
        }),
        userRow(prod, 'anna'),
        userRow(prod, 'model-gateway', { Path: '/svc/' }),
        userRow(prod, 'newcomer', { CreateDate: '2026-11-21T09:59:00+00:00' }),
      ],
      GroupDetailList: [
        {
          Path: '/teams/',
          GroupName: 'builders',
          GroupId: 'AGPABUILDERS',
          CreateDate: created,
          Arn: `arn:aws:iam::${prod}:group/teams/builders`,
          GroupPolicyList: [],
          AttachedManagedPolicies: [
            { PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
          ],
        },
      ],
      RoleDetailList: [
        scannerRole(prod),
        roleRow(prod, 'orders', [trusts({ Service: 'lambda.amazonaws.com' })], {
          RoleLastUsed: { LastUsedDate: '2026-11-20T11:30:00+00:00', Region: 'eu-west-1' },
          PermissionsBoundary: {
            PermissionsBoundaryType: 'Policy',
            PermissionsBoundaryArn: `arn:aws:iam::${prod}:policy/Deploy`,
          },
        }),
        roleRow(prod, 'support-agent', [trusts({ Service: 'bedrock.amazonaws.com' })]),
        roleRow(prod, 'github', [
          trusts(
            { Federated: `arn:aws:iam::${prod}:oidc-provider/token.actions.githubusercontent.com` },
            {
              Action: 'sts:AssumeRoleWithWebIdentity',
              Condition: {
                StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:acme/shop:ref:refs/heads/main' },
              },
            },
          ),
        ]),
        roleRow(prod, 'vendor', [
          trusts({ AWS: ['444455556666', `arn:aws:iam::${management}:user/anna`] }),
          trusts('*'),
        ]),
      ],
      Policies: [
        {
          PolicyName: 'Deploy',
          PolicyId: 'ANPADEPLOY',
          Arn: `arn:aws:iam::${prod}:policy/Deploy`,
          Path: '/',
          DefaultVersionId: 'v2',
          AttachmentCount: 1,
          PermissionsBoundaryUsageCount: 1,
          IsAttachable: true,
          CreateDate: created,
          PolicyVersionList: [
            {
              Document: {
                Version: '2012-10-17',
                Statement: [{ Effect: 'Allow', Action: 's3:Put*', Resource: "arn:aws:s3:::shop's/*" }],
              },
              VersionId: 'v2',
              IsDefaultVersion: true,
              CreateDate: created,
            },
            {
              Document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
              VersionId: 'v1',
              IsDefaultVersion: false,
              CreateDate: created,
            },
          ],
        },
        {
          PolicyName: 'ReadOnlyAccess',
          PolicyId: 'ANPAREAD',
          Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
          Path: '/',
          DefaultVersionId: 'v1',
          AttachmentCount: 1,
          IsAttachable: true,
          CreateDate: created,
          PolicyVersionList: [
            {
              Document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:Get*'], Resource: '*' }] },
              VersionId: 'v1',
              IsDefaultVersion: true,
              CreateDate: created,
            },
          ],
        },
      ],
    },
    credentialReport: reportCsv(prod, [
      rootRow(prod, {
        access_key_1_active: 'true',
        access_key_1_last_rotated: created,
        access_key_1_last_used_date: 'N/A',
      }),
      {
        user: 'ci-deploy',
        password_enabled: 'false',
        password_last_used: 'N/A',
        access_key_1_active: 'true',
        access_key_1_last_rotated: '2025-03-02T08:00:00+00:00',
        access_key_1_last_used_date: '2026-11-19T07:45:00+00:00',
        access_key_1_last_used_region: 'eu-west-1',
        access_key_1_last_used_service: 's3',
        access_key_2_active: 'false',
        access_key_2_last_rotated: '2025-03-03T08:00:00+00:00',
        access_key_2_last_used_date: 'N/A',
        cert_1_active: 'true',
        cert_1_last_rotated: created,
      },
      {
        user: 'anna',
        password_enabled: 'true',
        password_last_used: 'no_information',
        password_last_changed: created,
        mfa_active: 'true',
      },
      { user: 'model-gateway', arn: `arn:aws:iam::${prod}:user/svc/model-gateway`, password_enabled: 'false' },
    ]),
    iam: {
      AccessKeys: [
        {
          UserName: 'ci-deploy',
          AccessKeyId: 'AKIAEXAMPLECIDEPLOY1',
          Status: 'Active',
          CreateDate: '2025-03-02T08:00:00+00:00',
        },
        {
          UserName: 'ci-deploy',
          AccessKeyId: 'AKIAEXAMPLECIDEPLOY2',
          Status: 'Inactive',
          CreateDate: '2025-03-03T08:00:00+00:00',
        },
        {
          UserName: 'newcomer',
          AccessKeyId: 'AKIAEXAMPLENEWCOMER1',
          Status: 'Active',
          CreateDate: '2026-11-21T09:59:30+00:00',
        },
      ],
      AccessKeyLastUsed: {
        AKIAEXAMPLENEWCOMER1: { LastUsedDate: '2026-11-21T09:59:45+00:00', ServiceName: 'sts', Region: 'us-east-1' },
      },
      ServiceSpecificCredentials: [
        {
          ServiceSpecificCredentialId: 'ACCAEXAMPLEBEDROCK1',
          UserName: 'model-gateway',
          Status: 'Active',
          ServiceName: 'bedrock.amazonaws.com',
          CreateDate: created,
          ServiceCredentialAlias: 'model-gateway-at-1',
          ServiceCredentialSecret: `ABSK${canary}`,
        },
        {
          ServiceSpecificCredentialId: 'ACCAEXAMPLECOMMIT01',
          UserName: 'ci-deploy',
          Status: 'Active',
          ServiceName: 'codecommit.amazonaws.com',
          CreateDate: created,
          ServiceUserName: 'ci-deploy-at-1',
          ServicePassword: `${canary}-git`,
        },
      ],
      SSHPublicKeys: [
        {
          UserName: 'ci-deploy',
          SSHPublicKeyId: 'APKAEXAMPLECIDEPLOY1',
          Status: 'Active',
          UploadDate: created,
          SSHPublicKeyBody: `ssh-rsa ${canary}`,
        },
      ],
      SigningCertificates: [
        {
          UserName: 'ci-deploy',
          CertificateId: 'CERTEXAMPLE',
          Status: 'Active',
          UploadDate: created,
          CertificateBody: `-----BEGIN CERTIFICATE-----${canary}`,
        },
      ],
      OpenIDConnectProviders: [
        {
          Arn: `arn:aws:iam::${prod}:oidc-provider/token.actions.githubusercontent.com`,
          Url: 'token.actions.githubusercontent.com',
          ClientIDList: ['sts.amazonaws.com'],
          ThumbprintList: ['ab'],
          CreateDate: created,
          Tags: [],
        },
      ],
      SAMLProviders: [
        {
          Arn: `arn:aws:iam::${prod}:saml-provider/corp`,
          ValidUntil: '2036-03-01T08:00:00+00:00',
          CreateDate: created,
        },
      ],
      ServerCertificates: [
        {
          Path: '/',
          ServerCertificateName: 'old-elb',
          ServerCertificateId: 'ASCAEXAMPLE',
          Arn: `arn:aws:iam::${prod}:server-certificate/old-elb`,
          UploadDate: created,
          Expiration: '2026-12-01T00:00:00+00:00',
        },
      ],
      VirtualMFADevices: [
        {
          SerialNumber: `arn:aws:iam::${prod}:mfa/anna`,
          Base32StringSeed: Buffer.from(canary).toString('base64'),
          QRCodePNG: Buffer.from(canary).toString('base64'),
          User: {
            Path: '/',
            UserName: 'anna',
            UserId: 'AIDAANNA',
            Arn: `arn:aws:iam::${prod}:user/anna`,
            CreateDate: created,
          },
          EnableDate: created,
        },
      ],
      DelegationRequests: [
        {
          DelegationRequestId: 'dr-1',
          State: 'ACCEPTED',
          RequestorId: '777788889999',
          OwnerAccountId: prod,
          ExpirationTime: '2026-12-01T00:00:00+00:00',
          CreateDate: created,
        },
      ],
    },
    ...rest,
  })
}

export function organizationFile(): EstateOrganization {
  const arn = (id: string): string => `arn:aws:organizations::${management}:account/o-acme/${id}`
  const row = (Id: string, Name: string, State: string, path: string): Row => {
    const common = {
      Id,
      Arn: arn(Id),
      Name,
      Email: `${Name}@acme.example`,
      State,
      Status: State,
      JoinedMethod: 'CREATED',
      JoinedTimestamp: created,
    }
    return { ...common, Paths: [`o-acme/r-root/${path}${Id}/`] }
  }
  const statement = { Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }
  const policy = (Id: string, Name: string, Type: string) => ({
    PolicySummary: {
      Id,
      Arn: `arn:aws:organizations::${management}:policy/o-acme/${Type.toLowerCase()}/${Id}`,
      Name,
      Description: '',
      Type,
      AwsManaged: false,
    },
    Content: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    Targets: [{ TargetId: 'r-root', Arn: 'arn', Name: 'Root', Type: 'ROOT' }],
  })
  return {
    Organization: {
      Id: 'o-acme',
      Arn: `arn:aws:organizations::${management}:organization/o-acme`,
      FeatureSet: 'ALL',
      MasterAccountId: management,
    },
    Roots: [{ Id: 'r-root', Arn: `arn:aws:organizations::${management}:root/o-acme/r-root`, Name: 'Root' }],
    OrganizationalUnits: [{ Id: 'ou-1', Name: 'Workloads', ParentId: 'r-root' }],
    Accounts: [
      row(management, 'management', 'ACTIVE', ''),
      row(prod, 'prod', 'ACTIVE', 'ou-1/'),
      row('222233334444', 'closed', 'SUSPENDED', 'ou-1/'),
    ],
    DelegatedAdministrators: [{ Id: prod, Services: ['access-analyzer.amazonaws.com'] }],
    Policies: [
      policy('p-1', 'StayHere', 'SERVICE_CONTROL_POLICY'),
      policy('p-2', 'OwnPeopleOnly', 'RESOURCE_CONTROL_POLICY'),
    ],
  }
}

export function managementAccount(rest: Partial<EstateAccount> = {}): EstateAccount {
  return accountOf(management, {
    details: { UserDetailList: [], GroupDetailList: [], RoleDetailList: [scannerRole(management)], Policies: [] },
    credentialReport: reportCsv(management, [rootRow(management)]),
    ...rest,
  })
}

/** The organisation with both accounts, signed in to the management account. */
export const acme = (rest: Partial<EstateAccount> = {}) =>
  estateOf([managementAccount(), prodAccount(rest)], organizationFile())

/** The production account alone, signed in to it. */
export const prodAlone = (rest: Partial<EstateAccount> = {}) => estateOf([prodAccount(rest)])
