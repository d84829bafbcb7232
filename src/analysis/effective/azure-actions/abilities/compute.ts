/** Abilities to run code on machines and clusters, where the tokens of their identities are to be had. */
import type { AbilityRow } from '../types.ts'

const machine = ['microsoft.compute/virtualmachines'] as const
const scaleSet = ['microsoft.compute/virtualmachinescalesets'] as const
const arcMachine = ['microsoft.hybridcompute/machines'] as const
const cluster = ['microsoft.containerservice/managedclusters'] as const
const kind = 'run-as-identity'

export const computeAbilities: readonly AbilityRow[] = [
  {
    id: 'vm-run-command',
    kind,
    actions: [
      'Microsoft.Compute/virtualMachines/runCommand/action',
      'Microsoft.Compute/virtualMachines/runCommands/write',
    ],
    resourceTypes: machine,
    does: 'it runs commands on',
    reason: 'It runs commands on machines, as their administrator.',
  },
  {
    id: 'vm-extension',
    kind,
    actions: ['Microsoft.Compute/virtualMachines/extensions/write'],
    resourceTypes: machine,
    does: 'it installs an extension on',
    reason: 'An extension of a machine is a script that runs as its administrator.',
  },
  {
    id: 'vm-write',
    kind,
    actions: ['Microsoft.Compute/virtualMachines/write'],
    // https://learn.microsoft.com/azure/virtual-machines/vm-applications
    resourceTypes: machine,
    does: 'it installs an application on',
    reason: 'Who writes a machine attaches an application to it, whose script runs as its administrator.',
  },
  {
    id: 'vm-login',
    kind,
    dataActions: [
      'Microsoft.Compute/virtualMachines/loginAsAdmin/action',
      'Microsoft.Compute/virtualMachines/login/action',
    ],
    resourceTypes: machine,
    does: 'it logs in on',
    // Any process on a machine may ask for its tokens, an administrator's or not.
    reason: 'It logs in on machines with Entra ID, and whoever is on a machine gets the tokens of its identity.',
  },
  {
    id: 'vmss-write',
    kind,
    actions: [
      'Microsoft.Compute/virtualMachineScaleSets/write',
      'Microsoft.Compute/virtualMachineScaleSets/extensions/write',
      'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/write',
      'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/extensions/write',
      'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommand/action',
      'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommands/write',
    ],
    resourceTypes: scaleSet,
    does: 'it runs code on the machines of',
    reason: 'It runs code on the machines of a scale set.',
  },
  {
    id: 'arc-machine',
    kind,
    actions: [
      'Microsoft.HybridCompute/machines/runCommands/write',
      'Microsoft.HybridCompute/machines/extensions/write',
    ],
    resourceTypes: arcMachine,
    does: 'it runs commands on',
    reason: 'It runs commands on machines outside Azure that Azure Arc manages, as their administrator.',
  },
  {
    id: 'arc-machine-login',
    kind,
    dataActions: [
      'Microsoft.HybridCompute/machines/loginAsAdmin/action',
      'Microsoft.HybridCompute/machines/login/action',
    ],
    resourceTypes: arcMachine,
    does: 'it logs in on',
    reason: 'It logs in on machines outside Azure that Azure Arc manages.',
  },
  {
    id: 'aks-admin-credential',
    kind,
    actions: [
      'Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action',
      'Microsoft.ContainerService/managedClusters/accessProfiles/listCredential/action',
    ],
    resourceTypes: cluster,
    does: 'it gets the certificate of the administrator of',
    reason: 'It gets the certificate of the administrator of a cluster, which asks Entra ID nothing.',
  },
  {
    id: 'aks-run-command',
    kind,
    actions: ['Microsoft.ContainerService/managedClusters/runCommand/action'],
    resourceTypes: cluster,
    does: 'it runs commands in',
    reason: 'It runs commands in a cluster, as an administrator of it.',
  },
  {
    id: 'aks-write',
    kind,
    actions: ['Microsoft.ContainerService/managedClusters/write'],
    resourceTypes: cluster,
    does: 'it names the administrators of',
    reason: 'Who writes a cluster names its administrators and opens local accounts.',
  },
  {
    id: 'aks-workloads',
    kind,
    dataActions: [
      'Microsoft.ContainerService/managedClusters/pods/write',
      'Microsoft.ContainerService/managedClusters/pods/exec/action',
      'Microsoft.ContainerService/managedClusters/apps/deployments/write',
      'Microsoft.ContainerService/managedClusters/batch/jobs/write',
      'Microsoft.ContainerService/fleets/apps/deployments/write',
    ],
    resourceTypes: cluster,
    does: 'it runs pods in',
    reason: 'It runs pods in a cluster, under any of its service accounts.',
  },
  {
    id: 'batch-pools',
    kind,
    actions: ['Microsoft.Batch/batchAccounts/write', 'Microsoft.Batch/batchAccounts/pools/write'],
    dataActions: ['Microsoft.Batch/batchAccounts/jobs/write'],
    resourceTypes: ['microsoft.batch/batchaccounts', 'microsoft.batch/batchaccounts/pools'],
    does: 'it runs jobs in',
    reason: 'Jobs of Batch run with the identity of their pool.',
  },
  {
    id: 'desktop-hosts',
    kind,
    actions: [
      'Microsoft.DesktopVirtualization/hostPools/write',
      'Microsoft.DesktopVirtualization/applicationGroups/applications/write',
    ],
    resourceTypes: ['microsoft.desktopvirtualization/hostpools'],
    does: 'it publishes programs on the hosts of',
    reason: 'It publishes programs with a command line of its own on hosts of virtual desktops.',
  },
  {
    id: 'image-templates',
    kind,
    actions: ['Microsoft.VirtualMachineImages/imageTemplates/write'],
    resourceTypes: ['microsoft.virtualmachineimages/imagetemplates'],
    does: 'it writes the script that runs in',
    reason: 'An image template runs scripts with the identity assigned to it.',
  },
]
