/** Abilities to run code in services that host it, with the identity that was assigned to them. */
import type { AbilityRow } from '../types.ts'

const kind = 'run-as-identity'
const site = ['microsoft.web/sites', 'microsoft.web/sites/slots'] as const

export const applicationAbilities: readonly AbilityRow[] = [
  {
    id: 'web-deploy',
    kind,
    actions: [
      'Microsoft.Web/sites/write',
      'Microsoft.Web/sites/publishxml/action',
      'Microsoft.Web/sites/publish/action',
      'Microsoft.Web/sites/config/write',
      'Microsoft.Web/sites/config/list/action',
      'Microsoft.Web/sites/extensions/write',
      'Microsoft.Web/sites/sourcecontrols/write',
      'Microsoft.Web/sites/functions/write',
      'Microsoft.Web/sites/host/listkeys/action',
      'Microsoft.Web/sites/slots/write',
      'Microsoft.Web/sites/slots/publishxml/action',
      'Microsoft.Web/sites/slots/config/write',
      'Microsoft.Web/sites/slots/config/list/action',
    ],
    // https://learn.microsoft.com/azure/app-service/deploy-configure-credentials
    resourceTypes: site,
    does: 'it puts code of its own into',
    reason: 'It deploys code to web and function apps, or gets the credentials that do.',
  },
  {
    id: 'logic-apps',
    kind,
    actions: ['Microsoft.Logic/workflows/write'],
    resourceTypes: ['microsoft.logic/workflows'],
    does: 'it writes the steps of',
    reason: 'A logic app calls what its steps say, with its identity and its connections.',
  },
  {
    id: 'automation-runbooks',
    kind,
    actions: [
      'Microsoft.Automation/automationAccounts/write',
      'Microsoft.Automation/automationAccounts/runbooks/write',
      'Microsoft.Automation/automationAccounts/runbooks/draft/content/write',
      'Microsoft.Automation/automationAccounts/runbooks/draft/testJob/write',
      'Microsoft.Automation/automationAccounts/modules/write',
      'Microsoft.Automation/automationAccounts/python3Packages/write',
    ],
    resourceTypes: ['microsoft.automation/automationaccounts'],
    does: 'it writes runbooks of',
    reason: 'Runbooks, and the modules that they load, run with the identity of their account.',
  },
  {
    id: 'container-apps',
    kind,
    actions: [
      'Microsoft.App/containerApps/write',
      'Microsoft.App/containerApps/exec/action',
      'Microsoft.App/containerApps/getAuthToken/action',
      'Microsoft.App/jobs/write',
      'Microsoft.App/jobs/start/action',
    ],
    // A job may be started with another image and command: https://learn.microsoft.com/azure/container-apps/jobs
    resourceTypes: ['microsoft.app/containerapps', 'microsoft.app/jobs'],
    does: 'it runs code in',
    reason: 'It runs containers of its own choice as an app or a job.',
  },
  {
    id: 'container-groups',
    kind,
    actions: [
      'Microsoft.ContainerInstance/containerGroups/write',
      'Microsoft.ContainerInstance/containerGroups/containers/exec/action',
    ],
    resourceTypes: ['microsoft.containerinstance/containergroups'],
    does: 'it runs code in',
    reason: 'It runs commands in container groups, or other containers there.',
  },
  {
    id: 'registry-tasks',
    kind,
    actions: [
      'Microsoft.ContainerRegistry/registries/tasks/write',
      'Microsoft.ContainerRegistry/registries/scheduleRun/action',
    ],
    resourceTypes: ['microsoft.containerregistry/registries', 'microsoft.containerregistry/registries/tasks'],
    does: 'it runs tasks of',
    reason: 'Tasks of a registry run commands with their identity.',
  },
  {
    id: 'api-policies',
    kind,
    actions: ['Microsoft.ApiManagement/service/write', 'Microsoft.ApiManagement/service/policies/write'],
    // https://learn.microsoft.com/azure/api-management/authentication-managed-identity-policy
    resourceTypes: ['microsoft.apimanagement/service'],
    does: 'it writes the policies of',
    reason: 'A policy of API Management sends tokens of its identity wherever the policy says.',
  },
  {
    id: 'data-factory',
    kind,
    actions: [
      'Microsoft.DataFactory/factories/write',
      'Microsoft.DataFactory/factories/pipelines/write',
      'Microsoft.DataFactory/factories/linkedservices/write',
    ],
    resourceTypes: ['microsoft.datafactory/factories'],
    does: 'it writes pipelines of',
    reason: 'Pipelines read and call with the identity of their factory.',
  },
  {
    id: 'synapse',
    kind,
    actions: ['Microsoft.Synapse/workspaces/write', 'Microsoft.Synapse/workspaces/administrators/write'],
    resourceTypes: ['microsoft.synapse/workspaces'],
    does: 'it makes itself administrator of',
    reason: 'Who administers a workspace of Synapse runs pipelines with its identity.',
  },
  {
    id: 'databricks',
    kind,
    actions: ['Microsoft.Databricks/workspaces/write', 'Microsoft.Databricks/accessConnectors/write'],
    // https://learn.microsoft.com/azure/databricks/admin/admin-concepts: contributors come in as administrators.
    resourceTypes: ['microsoft.databricks/workspaces', 'microsoft.databricks/accessconnectors'],
    does: 'it comes in as an administrator of',
    reason: 'Who may write a workspace of Databricks comes in as its administrator.',
  },
  {
    id: 'deployment-scripts',
    kind,
    actions: ['Microsoft.Resources/deploymentScripts/write'],
    resourceTypes: ['microsoft.resources/deploymentscripts'],
    does: 'it writes the script of',
    reason: 'A deployment script runs with the identity assigned to it.',
  },
  {
    id: 'registry-push',
    kind: 'supply-code',
    actions: ['Microsoft.ContainerRegistry/registries/push/write'],
    dataActions: ['Microsoft.ContainerRegistry/registries/repositories/content/write'],
    resourceTypes: ['microsoft.containerregistry/registries'],
    does: 'it replaces images in',
    reason: 'It replaces images, and whatever pulls them runs its code.',
  },
  {
    id: 'gallery-images',
    kind: 'supply-code',
    actions: [
      'Microsoft.Compute/galleries/images/versions/write',
      'Microsoft.Compute/galleries/applications/versions/write',
    ],
    resourceTypes: ['microsoft.compute/galleries'],
    does: 'it replaces images in',
    reason: 'It replaces images and applications, and machines made of them run its code.',
  },
]
