/**
 * The facts that an AWS inventory carries per kind: the vocabulary between the collector and whoever judges.
 * Names follow the service's own, in camelCase. A property that may be withheld is `Known`.
 * Type aliases, not interfaces: only those count as plain data and fit `Facts`.
 */
import type { Instant } from '../inventory.ts'
import type { Known } from '../known.ts'

export * from './aws-workloads.ts'

export type PolicyStatement = {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal?: '*' | { readonly [type: string]: string | readonly string[] }
  readonly NotPrincipal?: '*' | { readonly [type: string]: string | readonly string[] }
  readonly Action?: string | readonly string[]
  readonly NotAction?: string | readonly string[]
  readonly Resource?: string | readonly string[]
  readonly NotResource?: string | readonly string[]
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: PolicyValue | readonly PolicyValue[] } }
}
export type PolicyValue = string | number | boolean

/** A policy document, parsed; `Statement` is always a list here, whatever the wire had. */
export type PolicyDocument = {
  readonly Version?: string
  readonly Id?: string
  readonly Statement: readonly PolicyStatement[]
}

export type InlinePolicy = {
  readonly name: string
  readonly document: Known<PolicyDocument>
}

/**
 * When an identity last asked, also in vain, by what AWS keeps track of; `null`: not within the 400 days that it looks back.
 * What is not listed is not granted, or AWS tells nothing of it.
 */
export type LastAccessedFacts = {
  /** By the prefix of a granted service: `s3`. */
  readonly serviceLastAccessed?: Known<{ readonly [service: string]: Instant | null }>
  /** By action (`ec2:RunInstances`), of services that were used. */
  readonly actionLastAccessed?: Known<{ readonly [action: string]: Instant | null }>
}

/** identity `iam-user` */
export type IamUserFacts = LastAccessedFacts & {
  readonly userId: string
  readonly path: string
  readonly groups: readonly string[]
  readonly inlinePolicies: readonly InlinePolicy[]
  readonly attachedPolicies: readonly string[]
  readonly permissionsBoundary: Known<string>
  /** From the credential report. */
  readonly passwordEnabled?: Known<boolean>
  readonly mfaActive?: Known<boolean>
}

/** identity `iam-role` */
export type IamRoleFacts = LastAccessedFacts & {
  readonly roleId: string
  readonly path: string
  readonly trustPolicy: Known<PolicyDocument>
  readonly inlinePolicies: readonly InlinePolicy[]
  readonly attachedPolicies: readonly string[]
  readonly permissionsBoundary: Known<string>
  readonly instanceProfiles: readonly string[]
  /** Created and governed by an AWS service (path /aws-service-role/). */
  readonly serviceLinked: boolean
  /** Created by IAM Identity Center (path /aws-reserved/sso.amazonaws.com/). */
  readonly identityCenter: boolean
  readonly description?: Known<string>
  /** The longest session, in seconds. */
  readonly maxSessionDuration?: number
  /** Muster itself runs as this identity; users and root may carry it as well. */
  readonly scanner?: boolean
}

/** identity `root`: the account's root user */
export type RootFacts = {
  readonly mfaActive?: Known<boolean>
  /** From the account summary, which says so even where the credential report is denied. */
  readonly accessKeysPresent?: Known<boolean>
}

/** identity `agentcore-workload-identity` */
export type AgentCoreWorkloadIdentityFacts = {
  readonly region: string
  readonly allowedResourceOauth2ReturnUrls?: Known<readonly string[]>
}

/** identity `rolesanywhere-subject`: a certificate subject that has asked for sessions */
export type RolesAnywhereSubjectFacts = {
  readonly region: string
  readonly x509Subject: string
}

/** credential `access-key` */
export type AccessKeyFacts = {
  readonly userName: string
  readonly root: boolean
  /** Row of the credential report, 1 or 2; none where the report was not read. */
  readonly slot: Known<1 | 2>
  readonly lastUsedService: Known<string>
  readonly lastUsedRegion: Known<string>
}

/** credential `password`, the console password of a user or of root; usage says when it was used. */
export type PasswordFacts = {
  readonly userName: string
  readonly root: boolean
  readonly mfaActive: Known<boolean>
}

/** credential `api-key` (Bedrock, CloudWatch) or `password` (CodeCommit, Keyspaces) with a `service` */
export type ServiceSpecificCredentialFacts = {
  readonly userName: string
  /** `bedrock.amazonaws.com`, `logs.amazonaws.com`, `codecommit.amazonaws.com`, `cassandra.amazonaws.com` */
  readonly service: string
  readonly alias: Known<string>
}

/** credential `ssh-key` (CodeCommit) and `certificate` with use `signing` */
export type UserKeyFacts = {
  readonly userName: string
  readonly use: 'codecommit' | 'signing'
}

/** credential `certificate` with use `server` */
export type ServerCertificateFacts = {
  readonly use: 'server'
  readonly path: string
}

/** resource `iam:policy`: customer managed, or AWS managed and attached */
export type PolicyFacts = {
  readonly document: Known<PolicyDocument>
  readonly awsManaged: boolean
  readonly attachmentCount: Known<number>
  readonly defaultVersionId: Known<string>
  /** All versions, of customer managed policies that have more than the default one; else absent. */
  readonly versions?: readonly PolicyVersion[]
}

export type PolicyVersion = {
  /** `v3` */
  readonly versionId: string
  readonly isDefault: boolean
  readonly document: Known<PolicyDocument>
}

/** resource `iam:group` */
export type GroupFacts = {
  readonly inlinePolicies: readonly InlinePolicy[]
  readonly attachedPolicies: readonly string[]
}

/** resource `iam:oidc-provider` */
export type OidcProviderFacts = {
  /** Without the scheme: `token.actions.githubusercontent.com`. */
  readonly url: string
  readonly clientIds: Known<readonly string[]>
  readonly createdAt: Known<Instant>
}

/** resource `iam:saml-provider` */
export type SamlProviderFacts = {
  readonly validUntil: Known<Instant>
  readonly createdAt: Known<Instant>
}

/** resource `iam:delegation-request` */
export type DelegationRequestFacts = {
  readonly state: string
  readonly requestorId: Known<string>
  readonly ownerAccountId: Known<string>
  readonly expiresAt: Known<Instant>
}

/** resource `organizations:organization`, in the organization's scope */
export type OrganizationFacts = {
  readonly managementAccountId: string
  /**
   * Types of organization policies that are switched on. A type that is not listed limits nothing, whatever policies
   * there are of it; of one that is, a level without any policy that allows denies.
   */
  readonly policyTypes?: Known<readonly OrganizationPolicyType[]>
}
export type OrganizationPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY'

/** resource `organizations:membership`, in an account's scope, where the organization itself is not read */
export type MembershipFacts = {
  /** None: the account belongs to no organization. */
  readonly organizationId: string | null
  readonly managementAccountId: string | null
}

/** resource `organizations:account` */
export type OrganizationAccountFacts = {
  readonly state: string
  /** Root first: root id, OU ids; the account itself left out. */
  readonly path: readonly string[]
  readonly delegatedServices?: Known<readonly string[]>
}

/** resource `organizations:service-control-policy` and `organizations:resource-control-policy` */
export type OrganizationPolicyFacts = {
  readonly document: Known<PolicyDocument>
  /** Ids of roots, OUs and accounts that it is attached to, sorted. */
  readonly targets: Known<readonly string[]>
}

/** resource `secretsmanager:secret` */
export type SecretFacts = {
  readonly region: string
  readonly createdAt: Known<Instant>
  readonly rotationEnabled: Known<boolean>
  readonly lastRotatedAt: Known<Instant>
  readonly lastChangedAt: Known<Instant>
  /** Day granularity; none: never retrieved in this region. */
  readonly lastAccessedAt: Known<Instant>
  /** The service that made and rotates it, such as `rds`. */
  readonly owningService: Known<string>
  readonly resourcePolicy: Known<PolicyDocument>
  readonly tags: Known<{ readonly [key: string]: string }>
}

/** resource `ssm:parameter`; the value is never asked for */
export type ParameterFacts = {
  readonly region: string
  readonly type: 'String' | 'StringList' | 'SecureString'
  readonly lastModifiedAt: Known<Instant>
  readonly keyId: Known<string>
}

/** resource `rolesanywhere:profile` */
export type RolesAnywhereProfileFacts = {
  readonly region: string
  readonly enabled: boolean
  readonly roleArns: readonly string[]
  readonly hasSessionPolicy: boolean
  readonly managedPolicyArns: readonly string[]
  readonly acceptRoleSessionName: boolean
}

/** resource `rolesanywhere:trust-anchor` */
export type RolesAnywhereTrustAnchorFacts = {
  readonly region: string
  readonly enabled: boolean
  readonly sourceType: string
}

/** resource `bedrock-agentcore:credential-provider`: where an agent gets credentials of a third party */
export type CredentialProviderFacts = {
  readonly region: string
  readonly type: 'api-key' | 'oauth2'
  readonly vendor: Known<string>
  readonly createdAt: Known<Instant>
}

/** resource `access-analyzer:finding` */
export type AnalyzerFindingFacts = {
  readonly region: string
  readonly findingType: string
  readonly resource: string
  readonly resourceType: string
  readonly status: string
}
