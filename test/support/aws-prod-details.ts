import type { AuthorizationDetails } from '../../fixtures/servers/aws/estate.ts'
import { created, management, prod, roleRow, scannerRole, trusts, userRow } from './aws-rows.ts'

/** Users, groups, roles of every sort and policies of the production account. */
export const prodDetails: AuthorizationDetails = {
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
      AttachedManagedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
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
    roleRow(prod, 'vendor', [trusts({ AWS: ['444455556666', `arn:aws:iam::${management}:user/anna`] }), trusts('*')]),
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
}
