/** Amazon Web Services: IAM, Organizations, and what runs with which role. */
import { defineConnector } from '../contract.ts'
import { classify } from './classify.ts'
import { connect, endpoints } from './connect.ts'
import { discover } from './discover.ts'
import { readOffline } from './offline.ts'
import { permissions } from './permissions.ts'
import { AwsConfig } from './schema.ts'
import { open, scopes } from './scopes.ts'
import type { AwsClient, AwsSession } from './session.ts'
import { accessKeyIds, accessKeyIdsMeta } from './steps/access-key-ids.ts'
import { accessKeys, accessKeysMeta } from './steps/access-keys.ts'
import { accountSummary, accountSummaryMeta } from './steps/account-summary.ts'
import { authorizationDetails, authorizationDetailsMeta } from './steps/authorization-details.ts'
import { credentialReport, credentialReportMeta } from './steps/credential-report.ts'
import { delegationRequests, delegationRequestsMeta } from './steps/delegation-requests.ts'
import { identity, identityMeta } from './steps/identity.ts'
import { membership, membershipMeta } from './steps/membership.ts'
import { oidcProviders, oidcProvidersMeta } from './steps/oidc-providers.ts'
import { organization, organizationMeta } from './steps/organization.ts'
import { resourceBodies, resourceSteps } from './steps/resource-plane.ts'
import { roles, rolesMeta } from './steps/roles.ts'
import { samlProviders, samlProvidersMeta } from './steps/saml-providers.ts'
import { serverCertificates, serverCertificatesMeta } from './steps/server-certificates.ts'
import { serviceLastAccessed, serviceLastAccessedMeta } from './steps/service-last-accessed.ts'
import { serviceSpecificCredentials, serviceSpecificCredentialsMeta } from './steps/service-specific-credentials.ts'
import { signingCertificates, signingCertificatesMeta } from './steps/signing-certificates.ts'
import { sshKeys, sshKeysMeta } from './steps/ssh-keys.ts'
import { virtualMfaDevices, virtualMfaDevicesMeta } from './steps/virtual-mfa-devices.ts'

const steps = [
  organizationMeta,
  accountSummaryMeta,
  authorizationDetailsMeta,
  identityMeta,
  rolesMeta,
  credentialReportMeta,
  serviceSpecificCredentialsMeta,
  oidcProvidersMeta,
  samlProvidersMeta,
  serverCertificatesMeta,
  virtualMfaDevicesMeta,
  delegationRequestsMeta,
  accessKeyIdsMeta,
  accessKeysMeta,
  membershipMeta,
  sshKeysMeta,
  signingCertificatesMeta,
  serviceLastAccessedMeta,
  ...resourceSteps,
] as const

export const connector = defineConnector<AwsClient, AwsSession>()({
  meta: {
    id: 'aws',
    title: 'Amazon Web Services',
    steps,
  },
  config: AwsConfig,
  connect,
  endpoints,
  scopes,
  open,
  classify,
  permissions,
  offline: (files, io) => readOffline(files, io, steps),
  discover,
  close: async ({ handler }) => handler.destroy(),
  steps: {
    organization,
    'account-summary': accountSummary,
    'authorization-details': authorizationDetails,
    identity,
    roles,
    'credential-report': credentialReport,
    'service-specific-credentials': serviceSpecificCredentials,
    'oidc-providers': oidcProviders,
    'saml-providers': samlProviders,
    'server-certificates': serverCertificates,
    'virtual-mfa-devices': virtualMfaDevices,
    'delegation-requests': delegationRequests,
    'access-key-ids': accessKeyIds,
    'access-keys': accessKeys,
    membership,
    'ssh-keys': sshKeys,
    'signing-certificates': signingCertificates,
    'service-last-accessed': serviceLastAccessed,
    ...resourceBodies,
  },
})
