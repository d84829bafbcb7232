/** Permissions that take over applications, agents, groups or users, and by them whatever those hold. */
import type { PermissionGroup } from '../types.ts'

export const takeoverPermissions: readonly PermissionGroup[] = [
  {
    values: ['Application.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It adds a credential to any application and signs in as it, with whatever that one holds.',
    takesOver: ['application'],
  },
  {
    values: ['Application.ReadUpdate.All'],
    tier: 'takeover',
    reason: 'It changes any application, its credentials among that, and signs in as it.',
    takesOver: ['application'],
  },
  {
    values: ['SpiffeTrustDomain.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It decides whose SPIFFE identities sign in as applications.',
    takesOver: ['application'],
  },
  {
    values: ['MutualTlsOauthConfiguration.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It decides whose certificates applications sign in with.',
    takesOver: ['application'],
  },
  {
    values: ['AgentIdentityBlueprint.AddRemoveCreds.All'],
    tier: 'takeover',
    reason: 'It adds a credential to any agent blueprint, which signs in for its agents.',
    takesOver: ['agent'],
  },
  {
    values: ['AgentIdentityBlueprint.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It changes any agent blueprint, which signs in for its agents.',
    takesOver: ['agent'],
  },
  {
    values: ['DelegatedPermissionGrant.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It lets any application act in the name of users, administrators among them.',
    takesOver: ['user'],
  },
  {
    values: ['Policy.ReadWrite.PermissionGrant'],
    tier: 'takeover',
    reason: 'It decides who may consent to what for applications.',
  },
  {
    values: ['Policy.ReadWrite.Authorization'],
    tier: 'takeover',
    reason: 'It decides what every user may do, consent to applications among it.',
  },
  {
    values: ['Directory.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It fills groups that roles cannot be given to, and lets applications act in the name of users.',
    takesOver: ['group'],
  },
  {
    values: ['Group.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It fills groups that roles cannot be given to, whatever those hold in Azure or elsewhere.',
    takesOver: ['group'],
    data: ['files', 'chat'],
  },
  {
    values: ['GroupMember.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It fills groups that roles cannot be given to, whatever those hold in Azure or elsewhere.',
    takesOver: ['group'],
  },
  {
    values: ['EntitlementManagement.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It puts groups, applications and roles into packages that it approves itself.',
    takesOver: ['group'],
  },
  {
    values: ['LifecycleWorkflows.ReadWrite.All', 'LifecycleWorkflows-Workflow.ReadWrite.All'],
    tier: 'takeover',
    reason: 'Its workflows hand out temporary access passes for users and put them into groups.',
    takesOver: ['user', 'group'],
  },
  {
    values: ['TeamMember.ReadWrite.All', 'TeamMember.ReadWriteNonOwnerRole.All'],
    tier: 'takeover',
    reason: 'It fills teams, and so the groups of Microsoft 365 behind them.',
    takesOver: ['unified-group'],
    data: ['files', 'chat'],
  },
  {
    values: [
      'RoleManagementPolicy.ReadWrite.Directory',
      'RoleManagementPolicy.ReadWrite.AzureADGroup',
      'RoleManagementPolicy.ReadWrite.EntraAppRole',
    ],
    tier: 'takeover',
    reason: 'It takes away the approval and the second factor that activating a role asks for.',
  },
  {
    values: ['PrivilegedAccess.ReadWrite.AzureResources'],
    tier: 'takeover',
    reason: 'It gives roles of Azure away by the older form of Privileged Identity Management, where Azure lets it.',
  },
  {
    values: ['DelegatedAdminRelationship.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It gives roles in the tenants of customers that this one administers.',
  },
  {
    values: ['ConsentRequest.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It approves what applications ask for.',
  },
]

export const signInPermissions: readonly PermissionGroup[] = [
  {
    values: ['User.ReadWrite.All', 'User.ReadUpdate.All'],
    tier: 'takeover',
    reason: 'It changes the name, phone and mail of users, which resets of passwords go by.',
    takesOver: ['user'],
  },
  {
    values: ['User-PasswordProfile.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It resets passwords of users who administer nothing, owners of applications among them.',
    takesOver: ['user'],
  },
  {
    values: ['User.ManageIdentities.All'],
    tier: 'takeover',
    reason: 'It adds a name of another issuer to a user and signs in by it.',
    takesOver: ['user'],
  },
  {
    values: ['User-Phone.ReadWrite.All', 'User-Mail.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It changes the phone or mail that a reset of the password goes to.',
    takesOver: ['user'],
  },
  {
    values: ['UserAuthMethod-Password.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It resets passwords of users.',
    takesOver: ['user'],
  },
  {
    values: [
      'UserAuthMethod-Passkey.ReadWrite.All',
      'UserAuthMethod-WindowsHello.ReadWrite.All',
      'UserAuthMethod-PlatformCred.ReadWrite.All',
      'UserAuthMethod-QR.ReadWrite.All',
    ],
    tier: 'takeover',
    reason: 'It registers, for users, what signs in without a password.',
    takesOver: ['user'],
  },
  {
    values: [
      'UserAuthMethod-Phone.ReadWrite.All',
      'UserAuthMethod-Email.ReadWrite.All',
      'UserAuthMethod-SoftwareOATH.ReadWrite.All',
      'UserAuthMethod-HardwareOATH.ReadWrite.All',
      'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All',
      'UserAuthMethod-External.ReadWrite.All',
    ],
    tier: 'takeover',
    reason: 'It replaces the second factor of users, or where a reset of the password goes.',
    takesOver: ['user'],
  },
  {
    values: ['Domain.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It federates a domain, so that an issuer of its own vouches for its users.',
    takesOver: ['user'],
  },
  {
    values: ['Domain-InternalFederation.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It federates a domain, so that an issuer of its own vouches for its users.',
    takesOver: ['user'],
  },
  {
    values: ['Organization.ReadWrite.All', 'PublicKeyInfrastructure.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It adds an authority whose certificates users sign in with, where certificates are let in.',
    takesOver: ['user'],
  },
  {
    values: ['OnPremDirectorySynchronization.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It decides which accounts of Active Directory become which users.',
    takesOver: ['user'],
  },
  {
    values: ['Policy.ReadWrite.AuthenticationMethod'],
    tier: 'takeover',
    reason: 'It decides what counts as a sign-in, passes and certificates among it.',
    takesOver: ['user'],
  },
  {
    values: ['Policy.ReadWrite.ConditionalAccess'],
    tier: 'takeover',
    reason: 'It takes away the second factor and other conditions that stand before administrators.',
  },
  {
    values: ['Policy.ReadWrite.SecurityDefaults'],
    tier: 'takeover',
    reason: 'It takes away the second factor where security defaults are what asks for it.',
  },
  {
    values: ['Policy.ReadWrite.CrossTenantAccess'],
    tier: 'takeover',
    reason: 'It trusts the sign-ins and devices of another tenant, and lets that one bring users in.',
  },
  {
    values: ['Policy.ReadWrite.FeatureRollout'],
    tier: 'takeover',
    reason: 'It decides by what users of a federated domain sign in.',
  },
  {
    values: ['Policy.ReadWrite.TrustFramework', 'TrustFrameworkKeySet.ReadWrite.All'],
    tier: 'takeover',
    reason: 'It decides how customers sign in, and with which keys their tokens are signed.',
    takesOver: ['user'],
  },
]
