/**
 * The facts that an AWS inventory carries per kind: the vocabulary between the collector and whoever judges.
 * Names follow the service's own, in camelCase. A property that may be withheld is `Known`.
 * Type aliases, not interfaces: only those count as plain data and fit `Facts`.
 */
import type { Instant } from '../inventory.ts'
import type { Json, Known } from '../known.ts'

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

/** identity `iam-user` */
export type IamUserFacts = {
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
export type IamRoleFacts = {
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

/** A value in a workload's configuration that looks like a credential. The value itself was dropped. */
export type ConfigSecret = {
  /** Where it stood: the environment variable's or parameter's name. */
  readonly name: string
  /** What it looks like: `aws-access-key`, `openai-api-key`, `private-key` …; `named-secret` when only the name says so. */
  readonly looksLike: string
  readonly by: 'value' | 'name'
  /** HMAC of the value under the installation's key: equal values meet, nothing can be read back. */
  readonly fingerprint?: string
}

/**
 * Workloads: resources that run with a role; `runs-as` edges lead to `roleArn`. By kind, besides what all have:
 *
 * - lambda:function: runtime, packageType, lastModifiedAt, hasEventSource, hasTrigger (only when true); tier deep:
 *   functionUrlAuthType (`NONE` when any URL is open), resourcePolicy
 * - ecs:service: clusterArn, taskDefinition, enableExecuteCommand, launchType, desiredCount
 * - ecs:task-definition, in use only, with a runs-as edge only where no service runs it: family, revision,
 *   executionRoleArn, networkMode
 * - ec2:instance, with a profile only: instanceProfileArn, state, publicIp, launchedAt, imdsv2Required, launchTemplateId,
 *   autoScalingGroup
 * - eks:cluster: oidcIssuer (without the scheme), version, createdAt
 * - eks:pod-identity-association: clusterName, namespace, serviceAccount, targetRoleArn, createdAt
 * - glue:job: command, createdAt
 * - codebuild:project: sourceType, webhook, batch, privilegedMode, public, createdAt
 * - cloudformation:stack, with a role only: status, createdAt
 * - sagemaker:notebook-instance: status, rootAccess, directInternetAccess, createdAt
 * - sagemaker:domain: authMode, spaceRoleArn, createdAt
 * - apprunner:service: status, accessRoleArn, createdAt
 * - states:state-machine: type, createdAt
 * - bedrock:agent: foundationModel, guardrail (id), actionGroups (names), collaboration, memory, status, createdAt
 * - bedrock-agentcore:runtime, bedrock-agentcore:gateway: authorizerType (`AWS_IAM`, `CUSTOM_JWT`; gateways also `NONE`),
 *   discoveryUrl, allowedAudience, allowedClients, protocol, status, createdAt; runtimes also networkMode, workloadIdentityArn
 *
 * `accessKeyIds`: ids of AWS access keys found in the configuration.
 */
export type WorkloadFacts = {
  readonly arn: string
  readonly region: Known<string>
  readonly roleArn: Known<string>
  /** Absent where this kind of workload carries no such configuration. */
  readonly configSecrets?: Known<readonly ConfigSecret[]>
  readonly tags?: Known<{ readonly [key: string]: string }>
  readonly [name: string]: Json | undefined | Known<readonly ConfigSecret[]>
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
