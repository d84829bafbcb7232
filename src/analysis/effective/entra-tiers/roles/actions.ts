/**
 * Actions of the directory that weigh, for custom roles and for built-in ones that the table does not know.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/custom-available-permissions
 */
import type { Ranked } from '../types.ts'

export interface ActionRow extends Omit<Ranked, 'source'> {
  /** After `microsoft.directory/`, without the kinds that stand behind a dot: `groups`, for `groups.security` as well. */
  readonly on: string
  /** What is done: `credentials/update`. All tasks, or the update of all properties, count as each of them. */
  readonly does: readonly string[]
}

const writes = ['create', 'basic/update', 'delete', 'manage'] as const

const control: readonly ActionRow[] = [
  {
    on: 'roleAssignments',
    does: ['create', 'update', 'basic/update'],
    tier: 'control',
    reason: 'It gives roles of the directory away.',
  },
  { on: 'directoryRoles', does: ['members/update'], tier: 'control', reason: 'It gives roles of the directory away.' },
  {
    on: 'scopedRoleMemberships',
    does: ['create', 'update'],
    tier: 'control',
    reason: 'It gives roles of the directory away.',
  },
  {
    on: 'privilegedIdentityManagement',
    does: ['create', 'update'],
    tier: 'control',
    reason: 'It gives roles of the directory away for a time.',
  },
  {
    on: 'roleDefinitions',
    does: ['create', 'basic/update', 'update'],
    tier: 'control',
    reason: 'It writes what custom roles allow, its own among them.',
  },
  {
    on: 'groupsAssignableToRoles',
    does: ['members/update', 'owners/update'],
    tier: 'control',
    reason: 'It fills the groups that roles are given to.',
    takesOver: ['group'],
  },
  {
    on: 'servicePrincipals',
    does: ['managePermissionGrantsForAll.microsoft-company-admin'],
    tier: 'control',
    reason: 'It consents to any permission of any application.',
  },
  {
    on: 'tenantGovernance',
    does: ['requests/allProperties/update'],
    tier: 'control',
    reason: 'It accepts another tenant as the governor of this one.',
  },
]

const applications: readonly ActionRow[] = [
  {
    on: 'applications',
    does: ['credentials/update', 'owners/update'],
    tier: 'takeover',
    reason: 'It adds credentials to applications, or makes itself their owner, and signs in as them.',
    takesOver: ['application'],
  },
  {
    on: 'servicePrincipals',
    does: ['credentials/update', 'owners/update'],
    tier: 'takeover',
    reason: 'It adds credentials to service principals, or makes itself their owner, and signs in as them.',
    takesOver: ['application'],
  },
  {
    on: 'agentIdentityBlueprints',
    does: ['credentials/update', 'owners/update'],
    tier: 'takeover',
    reason: 'It adds credentials to agent blueprints, which sign in for their agents.',
    takesOver: ['agent'],
  },
  {
    on: 'agentIdentityBlueprintPrincipals',
    does: ['owners/update'],
    tier: 'takeover',
    reason: 'It makes itself owner of agent blueprints, which sign in for their agents.',
    takesOver: ['agent'],
  },
  {
    on: 'oAuth2PermissionGrants',
    does: ['create', 'basic/update'],
    tier: 'takeover',
    reason: 'It lets applications act in the name of users, administrators among them.',
  },
  {
    on: 'permissionGrantPolicies',
    does: writes,
    tier: 'takeover',
    reason: 'It decides who may consent to what.',
  },
]

const people: readonly ActionRow[] = [
  {
    on: 'users',
    does: ['password/update'],
    tier: 'takeover',
    reason: 'It resets passwords of users that it reaches, owners of applications among them.',
    takesOver: ['user'],
  },
  {
    on: 'users',
    does: ['authenticationMethods/create', 'authenticationMethods/basic/update', 'authorizationInfo/update'],
    tier: 'takeover',
    reason: 'It changes what users that it reaches sign in with.',
    takesOver: ['user'],
  },
  {
    on: 'domains',
    does: ['federation/update', 'federationConfiguration/basic/update', 'federationConfiguration/create'],
    tier: 'takeover',
    reason: 'It federates domains, so that an issuer of its own vouches for their users.',
    takesOver: ['user'],
  },
  {
    on: 'organization',
    does: ['trustedCAsForPasswordlessAuth/update'],
    tier: 'takeover',
    reason: 'It decides whose certificates users sign in with.',
    takesOver: ['user'],
  },
  {
    on: 'conditionalAccessPolicies',
    does: writes,
    tier: 'takeover',
    reason: 'It takes away the conditions that stand before every administrator.',
  },
  {
    on: 'groups',
    does: ['members/update', 'owners/update', 'dynamicMembershipRule/update'],
    tier: 'takeover',
    reason: 'It fills groups, whatever those hold in Azure or elsewhere.',
    takesOver: ['group'],
  },
  {
    on: 'entitlementManagement',
    does: ['update'],
    tier: 'takeover',
    reason: 'It puts groups, applications and roles into packages that it approves itself.',
    takesOver: ['group'],
  },
  {
    on: 'lifecycleWorkflows',
    does: ['workflows/allProperties/allTasks'],
    tier: 'takeover',
    reason: 'Its workflows hand out temporary access passes for users and put them into groups.',
    takesOver: ['user', 'group'],
  },
  {
    on: 'deviceLocalCredentials',
    does: ['password/read'],
    tier: 'takeover',
    reason: 'It reads passwords of local administrators.',
    takesOver: ['device'],
  },
  {
    on: 'bitlockerKeys',
    does: ['key/read'],
    tier: 'data',
    reason: 'It reads keys of encrypted disks.',
    data: ['devices'],
  },
]

export const directoryActions: readonly ActionRow[] = [...control, ...applications, ...people]

/** Actions outside the directory, by the service that they stand before. */
export const serviceActions: readonly (Omit<Ranked, 'source'> & { readonly service: string })[] = [
  {
    service: 'microsoft.intune',
    tier: 'takeover',
    reason: 'It runs scripts on managed devices.',
    takesOver: ['device'],
  },
  { service: 'microsoft.cloudPC', tier: 'takeover', reason: 'It manages cloud PCs.', takesOver: ['device'] },
  {
    service: 'microsoft.windows.defenderAdvancedThreatProtection',
    tier: 'takeover',
    reason: 'It runs commands on devices by Defender.',
    takesOver: ['device'],
  },
  {
    service: 'microsoft.commerce.tenantRelationships',
    tier: 'control',
    reason: 'It accepts partners, whose people then hold the roles here that they asked for.',
  },
  { service: 'microsoft.office365.exchange', tier: 'management', reason: 'It manages mailboxes.', data: ['mail'] },
  {
    service: 'microsoft.office365.sharePoint',
    tier: 'management',
    reason: 'It manages sites and drives.',
    data: ['files'],
  },
  { service: 'microsoft.teams', tier: 'management', reason: 'It manages Teams.', data: ['chat', 'calls'] },
]
