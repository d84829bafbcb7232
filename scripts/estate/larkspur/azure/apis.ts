/** APIs that permissions are granted of, with the roles that Larkspur uses; ids are those of Microsoft's own documentation. */
import { guid, microsoftTenant } from './ids.ts'

interface Api {
  readonly appId: string
  readonly name: string
  readonly owner: string
  /** Value -> id. */
  readonly roles: { readonly [value: string]: string }
  readonly scopes: readonly string[]
}

export const apis = {
  graph: {
    appId: '00000003-0000-0000-c000-000000000000',
    name: 'Microsoft Graph',
    owner: microsoftTenant,
    roles: {
      'Application.Read.All': '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
      'Application.ReadWrite.All': '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
      'AppRoleAssignment.ReadWrite.All': '06b708a9-e830-4db3-a914-8e69da51d44f',
      'AuditLog.Read.All': 'b0afded3-3588-46d8-8b3d-9842eff778da',
      'DelegatedPermissionGrant.Read.All': '81b4724a-58aa-41c1-8a55-84ef97466587',
      'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
      'Files.Read.All': '01d4889c-1287-42c6-ac1f-5d1e02578ef6',
      'GroupMember.Read.All': '98830695-27a2-44f7-8c18-0c3ebc9698f6',
      'Mail.Read': '810c84a8-4a9e-49e6-bf7d-12d183f40d01',
      'Mail.ReadWrite': 'e2a3a72e-5f79-4c64-b1b1-878b674786c9',
      'Organization.Read.All': '498476ce-e0fe-48b0-b801-37ba7e2685c6',
      'Policy.Read.All': '246dd0d5-5bd0-4def-940b-0421030a5b68',
      'RoleManagement.Read.Directory': '483bed4a-2ad3-4361-a73b-c83ccdbdc53c',
      'RoleManagement.ReadWrite.Directory': '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8',
      'Sites.Selected': '883ea226-0bf2-4a8f-9f9d-92c9162a727d',
      'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
    },
    scopes: [
      'User.Read',
      'Mail.Read',
      'Mail.ReadWrite',
      'Files.Read',
      'Calendars.Read',
      'offline_access',
      'openid',
      'profile',
    ],
  },
  exchange: {
    appId: '00000002-0000-0ff1-ce00-000000000000',
    name: 'Office 365 Exchange Online',
    owner: microsoftTenant,
    roles: {
      full_access_as_app: 'dc890d15-9560-4a4c-9b7f-a736ec74ec40',
      'Exchange.ManageAsApp': 'dc50a0fb-09a3-484d-be87-e023b12c6440',
    },
    scopes: ['EWS.AccessAsUser.All'],
  },
  orders: {
    appId: guid('app Larkspur Orders API'),
    name: 'Larkspur Orders API',
    owner: '',
    roles: { 'Orders.Read': guid('role Orders.Read'), 'Orders.Write': guid('role Orders.Write') },
    scopes: ['Orders.Read'],
  },
} as const satisfies { readonly [name: string]: Api }

export type ApiName = keyof typeof apis

/** Roles of Azure by name, as Azure defines them, in short. */
export const azureRoles: {
  readonly [name: string]: {
    readonly id: string
    readonly actions: readonly string[]
    readonly notActions?: readonly string[]
    readonly dataActions?: readonly string[]
  }
} = {
  Owner: { id: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', actions: ['*'] },
  Contributor: {
    id: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
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
  Reader: { id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', actions: ['*/read'] },
  'User Access Administrator': {
    id: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
  },
  'Virtual Machine Contributor': {
    id: '9980e02c-c2be-4d73-94e8-173b1dc7cf3c',
    actions: [
      'Microsoft.Authorization/*/read',
      'Microsoft.Compute/availabilitySets/*',
      'Microsoft.Compute/locations/*',
      'Microsoft.Compute/virtualMachines/*',
      'Microsoft.Compute/virtualMachineScaleSets/*',
      'Microsoft.Network/networkInterfaces/*',
      'Microsoft.Resources/deployments/*',
      'Microsoft.Resources/subscriptions/resourceGroups/read',
    ],
  },
  'Storage Blob Data Reader': {
    id: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
    actions: ['Microsoft.Storage/storageAccounts/blobServices/containers/read'],
    dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'],
  },
  'Cognitive Services OpenAI User': {
    id: '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd',
    actions: [
      'Microsoft.CognitiveServices/*/read',
      'Microsoft.Authorization/roleAssignments/read',
      'Microsoft.Authorization/roleDefinitions/read',
    ],
    dataActions: [
      'Microsoft.CognitiveServices/accounts/OpenAI/*/read',
      'Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action',
    ],
  },
  AcrPull: {
    id: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
    actions: ['Microsoft.ContainerRegistry/registries/pull/read'],
  },
}

/** Roles of the directory by name. */
export const directoryRoles: { readonly [name: string]: { readonly id: string; readonly actions: readonly string[] } } =
  {
    'Global Administrator': {
      id: '62e90394-69f5-4237-9190-012177145e10',
      actions: ['microsoft.directory/users/allProperties/allTasks'],
    },
    'Directory Readers': {
      id: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
      actions: ['microsoft.directory/users/standard/read'],
    },
    'User Administrator': {
      id: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
      actions: ['microsoft.directory/users/password/update'],
    },
    'Privileged Role Administrator': {
      id: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
      actions: ['microsoft.directory/roleAssignments/allProperties/allTasks'],
    },
    'Cloud Application Administrator': {
      id: '158c047a-c907-4556-b7ef-446551a6b5f7',
      actions: [
        'microsoft.directory/applications/credentials/update',
        'microsoft.directory/servicePrincipals/credentials/update',
      ],
    },
  }
