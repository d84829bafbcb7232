/** Abilities to read secrets, and to use keys that are not given out. */
import type { AbilityRow } from '../types.ts'

const vault = ['microsoft.keyvault/vaults'] as const

export const secretAbilities: readonly AbilityRow[] = [
  {
    id: 'vault-open',
    kind: 'read-secrets',
    actions: ['Microsoft.KeyVault/vaults/write', 'Microsoft.KeyVault/vaults/accessPolicies/write'],
    // Vaults that go by roles are closed to it: https://learn.microsoft.com/azure/key-vault/general/rbac-guide
    resourceTypes: vault,
    does: 'it lets itself into',
    reason: 'It lets itself into vaults that go by access policies, and reads their secrets.',
  },
  {
    id: 'vault-secrets',
    kind: 'read-secrets',
    dataActions: ['Microsoft.KeyVault/vaults/secrets/getSecret/action'],
    resourceTypes: vault,
    does: 'it reads the secrets of',
    reason: 'It reads the values of secrets, private keys of certificates among them.',
  },
  {
    id: 'vault-keys',
    kind: 'use-keys',
    dataActions: [
      'Microsoft.KeyVault/vaults/keys/sign/action',
      'Microsoft.KeyVault/vaults/keys/decrypt/action',
      'Microsoft.KeyVault/vaults/keys/unwrap/action',
      'Microsoft.KeyVault/vaults/keys/release/action',
      'Microsoft.KeyVault/managedHsms/keys/sign/action',
      'Microsoft.KeyVault/managedHsms/keys/decrypt/action',
    ],
    resourceTypes: [...vault, 'microsoft.keyvault/managedhsms'],
    does: 'it signs and decrypts with the keys of',
    reason: 'It signs or decrypts with keys, as whoever the key stands for.',
  },
  {
    id: 'web-settings',
    kind: 'read-secrets',
    actions: ['Microsoft.Web/sites/config/list/action', 'Microsoft.Web/sites/slots/config/list/action'],
    resourceTypes: ['microsoft.web/sites', 'microsoft.web/sites/slots'],
    does: 'it reads the settings of',
    reason: 'It reads settings and connection strings of web and function apps.',
  },
  {
    id: 'container-secrets',
    kind: 'read-secrets',
    actions: ['Microsoft.App/containerApps/listSecrets/action', 'Microsoft.App/jobs/listSecrets/action'],
    resourceTypes: ['microsoft.app/containerapps', 'microsoft.app/jobs'],
    does: 'it reads the secrets of',
    reason: 'It reads secrets of container apps and jobs.',
  },
  {
    id: 'cluster-secrets',
    kind: 'read-secrets',
    dataActions: ['Microsoft.ContainerService/managedClusters/secrets/read'],
    resourceTypes: ['microsoft.containerservice/managedclusters'],
    does: 'it reads the secrets of',
    reason: 'It reads secrets of a cluster, tokens of service accounts among them.',
  },
  {
    id: 'cluster-user-credential',
    kind: 'read-secrets',
    actions: [
      'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action',
      'Microsoft.Kubernetes/connectedClusters/listClusterUserCredential/action',
    ],
    // Of a cluster without Entra ID this is the administrator's: https://learn.microsoft.com/azure/aks/control-kubeconfig-access
    resourceTypes: ['microsoft.containerservice/managedclusters', 'microsoft.kubernetes/connectedclusters'],
    does: 'it gets a credential of',
    reason: 'It gets the credential of a cluster’s user, which is the administrator’s where Entra ID is not asked.',
  },
  {
    id: 'api-named-values',
    kind: 'read-secrets',
    actions: ['Microsoft.ApiManagement/service/namedValues/listValue/action'],
    resourceTypes: ['microsoft.apimanagement/service'],
    does: 'it reads the named values of',
    reason: 'It reads secret values that policies of API Management use.',
  },
  {
    id: 'ml-connections',
    kind: 'read-secrets',
    actions: ['Microsoft.MachineLearningServices/workspaces/connections/listsecrets/action'],
    resourceTypes: ['microsoft.machinelearningservices/workspaces'],
    does: 'it reads the connections of',
    reason: 'It reads credentials of the connections of a workspace of Machine Learning.',
  },
]
