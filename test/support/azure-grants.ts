/** What identities of a tenant hold, for rule tests: each gives the thing that is granted, and the edge to it. */
import type { Instant } from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { edge } from './aws-records.ts'
import { azureId, azureResource, guidOf, longAgo, objectIdOf, principalId, subscriptionScope } from './azure-place.ts'
import type { PrincipalKind } from './azure-place.ts'

interface GrantInput {
  readonly holder?: string
  readonly holderKind?: PrincipalKind
}

const microsoftGraph = { apiAppId: '00000003-0000-0000-c000-000000000000', apiName: 'Microsoft Graph' }

interface PermissionInput extends GrantInput {
  readonly value?: string | null
  readonly apiAppId?: string
  readonly apiName?: string
}

/** A permission that is exercised without a user: left out, `User.Read.All` of Graph. */
export function appPermission(input: PermissionInput = {}): Records {
  const { holder = 'shop-api', holderKind = 'service-principal', value = 'User.Read.All' } = input
  const { apiAppId = microsoftGraph.apiAppId, apiName = microsoftGraph.apiName } = input
  const roleId = guidOf(`app role ${apiAppId} ${value}`)
  const native = `${apiAppId}/${value ?? 'default'}`
  const facts = { apiAppId, apiName, roleId, value, displayName: value }
  const via = guidOf(`assignment ${holderKind} ${holder} ${native}`)
  return [
    ...azureResource('app-role', native, native, facts, value ?? 'default access'),
    edge('grants', principalId(holder, holderKind), azureId('app-role', native), { via }),
  ]
}

interface DelegatedInput extends GrantInput, LooseFacts {
  readonly scopes?: readonly string[]
}

/** What the client may do in everybody's name; with `consentType: Principal`, in that of `principalId`. */
export function delegatedGrant(input: DelegatedInput = {}): Records {
  const { holder = 'shop-api', holderKind = 'service-principal', scopes = ['User.Read'], ...facts } = input
  const native = guidOf(`delegated ${holder} ${scopes.join(' ')}`)
  const given = {
    clientId: objectIdOf(holderKind, holder),
    consentType: 'AllPrincipals',
    principalId: null,
    ...microsoftGraph,
    scopes,
    ...facts,
  }
  return [
    ...azureResource('delegated-grant', native, native, given, `${holder}: ${scopes.join(' ')}`),
    edge('grants', principalId(holder, holderKind), azureId('delegated-grant', native), { via: native }),
  ]
}

interface DirectoryRoleInput extends GrantInput {
  readonly role?: string
  /** Left out: of Global Administrator. */
  readonly templateId?: string
  readonly builtIn?: boolean
  readonly actions?: readonly string[]
  /** `/` is all of the tenant. */
  readonly scope?: string
  readonly state?: 'active' | 'eligible'
  readonly until?: Instant | null
}

export function directoryRoleGrant(input: DirectoryRoleInput = {}): Records {
  const { holder = 'shop-api', holderKind = 'service-principal', role = 'Global Administrator' } = input
  const { templateId = '62e90394-69f5-4237-9190-012177145e10', builtIn = true, actions = [] } = input
  const { scope = '/', state = 'active', until = null } = input
  const facts = { templateId, displayName: role, builtIn, enabled: true, actions }
  const conditions = { directoryScope: scope, state, until }
  const via = guidOf(`directory role ${holderKind} ${holder} ${templateId} ${scope} ${state}`)
  return [
    ...azureResource('directory-role', templateId, templateId, facts, role),
    edge('grants', principalId(holder, holderKind), azureId('directory-role', templateId), { via, conditions }),
  ]
}

/** Roles of Azure by name, as far as tests need them, with their GUID and what they allow. */
const azureRoles: { readonly [name: string]: readonly [guid: string, permissions: LooseFacts] } = {
  Owner: ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', { actions: ['*'] }],
  Contributor: [
    'b24988ac-6180-42a0-ab88-20f7382dd24c',
    {
      actions: ['*'],
      notActions: [
        'Microsoft.Authorization/*/Delete',
        'Microsoft.Authorization/*/Write',
        'Microsoft.Authorization/elevateAccess/Action',
        'Microsoft.Blueprint/blueprintAssignments/write',
        'Microsoft.Blueprint/blueprintAssignments/delete',
        'Microsoft.Compute/galleries/share/action',
      ],
    },
  ],
  Reader: ['acdd72a7-3385-48ef-bd42-f606fba81ae7', { actions: ['*/read'] }],
  'User Access Administrator': [
    '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    { actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'] },
  ],
  'Storage Blob Data Reader': [
    '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
    {
      actions: ['Microsoft.Storage/storageAccounts/blobServices/containers/read'],
      dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'],
    },
  ],
}

interface AzureGrantInput extends GrantInput {
  readonly role?: string
  readonly permissions?: LooseFacts
  readonly scope?: string
  readonly condition?: string | null
  readonly state?: 'active' | 'eligible'
  readonly assignableScopes?: readonly string[]
  /** Facts of the assignment. */
  readonly facts?: LooseFacts
}

/** A role over the subscription: left out, Reader. The assignment comes first. */
export function azureGrant(input: AzureGrantInput = {}): Records {
  const { holder = 'shop-api', holderKind = 'service-principal', role = 'Reader' } = input
  const { scope = subscriptionScope, condition = null, state = 'active' } = input
  const [guid, known] = azureRoles[role] ?? [guidOf(`azure role ${role}`), {}]
  const permissions = {
    actions: [],
    notActions: [],
    dataActions: [],
    notDataActions: [],
    ...(input.permissions ?? known),
  }
  const roleFacts = {
    roleId: guid,
    roleName: role,
    type: azureRoles[role] ? 'BuiltInRole' : 'CustomRole',
    permissions: [permissions],
    assignableScopes: input.assignableScopes ?? [azureRoles[role] ? '/' : scope],
  }
  const principal = objectIdOf(holderKind, holder)
  const assignmentId = `${scope === '/' ? '' : scope}/providers/microsoft.authorization/roleassignments/${guidOf(`${principal} ${guid} ${scope}`)}`
  const facts = {
    assignmentId,
    principalId: principal,
    principalType: holderKind === 'user' ? 'User' : holderKind === 'group' ? 'Group' : 'ServicePrincipal',
    roleId: guid,
    scope,
    condition,
    delegated: null,
    createdAt: longAgo,
    createdBy: null,
    principal: 'present',
    state,
    ...input.facts,
  }
  return [
    ...azureResource('role-assignment', assignmentId, assignmentId, facts, `${role} for ${holder}`),
    ...azureResource('azure-role', guid, guid, roleFacts, role),
    edge('grants', principalId(holder, holderKind), azureId('azure-role', guid), {
      via: assignmentId,
      conditions: { scope, condition, state },
    }),
  ]
}

interface MembershipInput extends GrantInput {
  readonly group?: string
}

export function groupMembership(input: MembershipInput = {}): Records {
  const { holder = 'shop-api', holderKind = 'service-principal', group = 'operators' } = input
  return [edge('member-of', principalId(holder, holderKind), principalId(group, 'group'))]
}

interface DenyInput {
  readonly actions?: readonly string[]
  readonly dataActions?: readonly string[]
  readonly scope?: string
  /** Object ids; left out: everybody. */
  readonly principals?: readonly string[]
  readonly except?: readonly string[]
}

/** Over the subscription and what is in it: left out, whatever there is. */
export function denyAssignment(input: DenyInput = {}): Records {
  const { actions = ['*'], dataActions = [], scope = subscriptionScope, except = [] } = input
  const { principals = ['00000000-0000-0000-0000-000000000000'] } = input
  const denyId = `${scope}/providers/microsoft.authorization/denyassignments/${guidOf(`deny ${actions.join(' ')} ${scope}`)}`
  return azureResource('deny-assignment', denyId, denyId, {
    denyId,
    denyName: 'held by a stack',
    permissions: [{ actions, notActions: [], dataActions, notDataActions: [] }],
    scope,
    appliesToChildren: true,
    principals,
    exceptPrincipals: except,
    condition: null,
  })
}
