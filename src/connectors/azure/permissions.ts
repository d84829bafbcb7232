/** The least that Muster has to be allowed: application permissions of Graph, and a custom role of Azure. */
import type { StepMeta } from '../contract.ts'

const graphAppId = '00000003-0000-0000-c000-000000000000'

interface Needed {
  readonly graph: readonly string[]
  readonly actions: readonly string[]
  readonly dataActions: readonly string[]
}

/** Data actions are those that a step needs of what lies inside of a resource. */
const inside = /^Microsoft\.CognitiveServices\/accounts\/AIServices\//i

function neededBy(steps: readonly StepMeta[]): Needed {
  const all = [...new Set(steps.flatMap(({ needs }) => needs))].toSorted()
  return {
    graph: all.filter((need) => !need.includes('/')),
    actions: all.filter((need) => need.includes('/') && !inside.test(need)),
    dataActions: all.filter((need) => inside.test(need)),
  }
}

function native(steps: readonly StepMeta[]): string {
  const { graph, actions, dataActions } = neededBy(steps)
  const pages = {
    microsoftGraph: { appId: graphAppId, applicationPermissions: graph },
    customRole: {
      Name: 'Muster reader',
      IsCustom: true,
      Description: 'What nhi-muster reads of Azure, and nothing else.',
      Actions: actions,
      NotActions: [],
      DataActions: dataActions,
      NotDataActions: [],
      AssignableScopes: ['/providers/Microsoft.Management/managementGroups/ROOT'],
    },
  }
  return `${JSON.stringify(pages, null, 2)}\n`
}

function list(steps: readonly StepMeta[]): string {
  const { graph, actions, dataActions } = neededBy(steps)
  return `${[...graph, ...actions, ...dataActions].join('\n')}\n`
}

function quoted(names: readonly string[], indent: string): string {
  return names.map((name) => `${indent}"${name}",\n`).join('')
}

function terraform(steps: readonly StepMeta[]): string {
  const { graph, actions, dataActions } = neededBy(steps)
  return `variable "management_group_id" {
  description = "ARM id of the management group that is read, such as the tenant's root."
}

resource "azuread_application" "muster" {
  display_name = "muster"
}

resource "azuread_service_principal" "muster" {
  client_id = azuread_application.muster.client_id
}

data "azuread_service_principal" "graph" {
  client_id = "${graphAppId}"
}

resource "azuread_app_role_assignment" "muster" {
  for_each = toset([
${quoted(graph, '    ')}  ])
  app_role_id         = data.azuread_service_principal.graph.app_role_ids[each.value]
  principal_object_id = azuread_service_principal.muster.object_id
  resource_object_id  = data.azuread_service_principal.graph.object_id
}

resource "azurerm_role_definition" "muster" {
  name  = "Muster reader"
  scope = var.management_group_id
  permissions {
    actions = [
${quoted(actions, '      ')}    ]
    data_actions = [
${quoted(dataActions, '      ')}    ]
  }
}

resource "azurerm_role_assignment" "muster" {
  scope              = var.management_group_id
  role_definition_id = azurerm_role_definition.muster.role_definition_resource_id
  principal_id       = azuread_service_principal.muster.object_id
}
`
}

export const permissions = { native, terraform, list }
