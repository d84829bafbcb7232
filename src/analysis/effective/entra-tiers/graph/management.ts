/** Permissions whose shape says too little: what they change takes nobody over, but is worth a word. */
import type { PermissionGroup } from '../types.ts'

export const managementPermissions: readonly PermissionGroup[] = [
  {
    values: ['Synchronization.ReadWrite.All'],
    tier: 'management',
    reason: 'It decides what provisioning writes into applications and other tenants, and reads its settings.',
  },
  {
    values: ['AdministrativeUnit.ReadWrite.All'],
    tier: 'management',
    reason: 'It decides over whom administrators of a unit have power.',
  },
  {
    values: ['CustomSecAttributeAssignment.ReadWrite.All'],
    tier: 'management',
    reason: 'It sets security attributes, by which conditions on access may decide.',
  },
  {
    values: ['OnPremisesPublishingProfiles.ReadWrite.All'],
    tier: 'management',
    reason: 'It publishes what is inside the network.',
  },
  {
    values: ['IdentityProvider.ReadWrite.All'],
    tier: 'management',
    reason: 'It decides by which issuers customers and guests sign in.',
  },
  {
    values: ['CustomAuthenticationExtension.ReadWrite.All'],
    tier: 'management',
    reason: 'It sends sign-ins of applications to an address of its own, which adds claims to their tokens.',
  },
  {
    values: ['Policy.ReadWrite.ApplicationConfiguration'],
    tier: 'management',
    reason: 'It decides which claims are in tokens of applications, and what secrets those may have.',
  },
  {
    values: ['AgentIdentity.ReadWrite.All'],
    tier: 'management',
    reason: 'It creates, changes and deletes agents, though it does not sign in as them.',
  },
  {
    values: ['AgentIdUser.ReadWrite.All'],
    tier: 'management',
    reason: 'It creates and changes the users of agents, though it does not sign in as them.',
  },
  {
    values: ['AgentIdentityBlueprint.UpdateAuthProperties.All'],
    tier: 'management',
    reason: 'It changes how agent blueprints are signed in to, though not their credentials.',
  },
  {
    values: ['User.EnableDisableAccount.All'],
    tier: 'management',
    reason: 'It locks users out, and lets them in again.',
  },
  {
    values: ['User.RevokeSessions.All'],
    tier: 'management',
    reason: 'It signs users out.',
  },
  {
    values: ['Device.ReadWrite.All'],
    tier: 'management',
    reason: 'It writes devices, by which conditions on access may decide.',
  },
  {
    values: ['AppCatalog.ReadWrite.All'],
    tier: 'management',
    reason: 'It publishes applications of Teams to everybody.',
  },
]

export const limitedPermissions: readonly PermissionGroup[] = [
  {
    values: ['Directory.Read.All'],
    tier: 'limited',
    reason: 'It reads users, groups and applications, and changes nothing.',
    data: ['directory'],
  },
  {
    values: ['MailboxSettings.Read'],
    tier: 'limited',
    reason: 'It reads settings of mailboxes, such as absences.',
  },
  {
    values: ['Application.ReadWrite.OwnedBy'],
    tier: 'limited',
    reason: 'It changes the applications that it owns, their credentials among that, and no others.',
  },
  {
    values: ['Sites.Selected'],
    tier: 'limited',
    reason: 'It gets at the sites that it was given, and no others.',
  },
  {
    values: ['AgentIdentity.CreateAsManager'],
    tier: 'limited',
    reason: 'It creates agents of its own blueprint, and manages those.',
  },
]
