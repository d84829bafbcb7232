import type { EstateIam } from '../../fixtures/servers/aws/estate.ts'
import { canary } from '../../fixtures/servers/aws/sts.ts'
import { created, prod, reportCsv, rootRow } from './aws-rows.ts'

/** The credential report of the production account. */
export const prodReport = reportCsv(prod, [
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
])

/** Its credentials and providers; what would be secret is marked by the canary. */
export const prodIam: EstateIam = {
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
}
