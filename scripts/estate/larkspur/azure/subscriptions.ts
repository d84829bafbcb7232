/** Writes down what runs in subscriptions and who may do what there, as Azure shows it. */
import type { Row } from '../../../../fixtures/servers/azure/estate.ts'
import { azureRoles } from './apis.ts'
import { noteSignIn, recently } from './draft.ts'
import type { Draft } from './draft.ts'
import { guid, inGroup, subscriptions, tenantId } from './ids.ts'
import { identityRow } from './rows.ts'

export interface Estate {
  readonly userIdentity: (
    name: string,
    at: { subscription: string; group: string; federated?: readonly Row[]; tags?: Row },
  ) => string
  readonly resource: (
    row: Row & { readonly type: string; readonly name: string; readonly subscription: string; readonly group: string },
  ) => string
  /** Returns its id. */
  readonly azureRole: (principal: string, role: string, scope: string, given?: Row) => string
}

export function makeEstate(draft: Draft, owner: string): Estate {
  const { graph, arm, children } = draft
  return {
    userIdentity: (name, { subscription, group, federated: own = [], tags = {} }) => {
      const [principal, clientId] = [guid(`principal ${name}`), guid(`app ${name}`)]
      const id = `${inGroup(subscription, group)}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`
      graph['servicePrincipals']!.push(identityRow(principal, clientId, name, ['isExplicit=True', id]))
      arm['resources']!.push({
        id,
        name,
        type: 'microsoft.managedidentity/userassignedidentities',
        location: 'westeurope',
        subscriptionId: subscription,
        resourceGroup: group,
        tags,
        properties: { principalId: principal, clientId, tenantId },
      })
      if (own.length > 0)
        children[`${id}/federatedIdentityCredentials`] = own.map((row, index) => ({
          id: `${id}/federatedIdentityCredentials/${String(row['name'])}`,
          name: String(row['name']),
          type: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
          properties: {
            issuer: row['issuer'],
            subject: row['subject'],
            audiences: row['audiences'] ?? ['api://AzureADTokenExchange'],
            index,
          },
        }))
      noteSignIn(draft, name, clientId, recently)
      return principal
    },
    resource: ({ type, name, subscription, group, identity, ...row }) => {
      const id = `${inGroup(subscription, group)}/providers/${type}/${name}`
      const assigned = Array.isArray(identity) ? (identity as readonly string[]) : undefined
      const principalId = guid(`principal ${name}`)
      if (identity === 'system') {
        graph['servicePrincipals']!.push(identityRow(principalId, guid(`app ${name}`), name, ['isExplicit=False', id]))
        noteSignIn(draft, name, guid(`app ${name}`), recently)
      }
      arm['resources']!.push({
        id,
        name,
        type: type.toLowerCase(),
        kind: '',
        location: 'westeurope',
        subscriptionId: subscription,
        resourceGroup: group,
        tags: {},
        properties: {},
        ...row,
        ...(identity === 'system' ? { identity: { type: 'SystemAssigned', principalId, tenantId } } : {}),
        ...(assigned === undefined
          ? {}
          : {
              identity: {
                type: 'UserAssigned',
                userAssignedIdentities: Object.fromEntries(
                  assigned.map((each) => [
                    each,
                    {
                      principalId: guid(`principal ${each.split('/').at(-1)}`),
                      clientId: guid(`app ${each.split('/').at(-1)}`),
                    },
                  ]),
                ),
              },
            }),
      })
      return id
    },
    azureRole: (principal, role, scope, given = {}) => {
      const definition = azureRoles[role]
      if (definition === undefined) throw new Error(`no role of Azure ${role}`)
      const name = guid(`assignment ${principal} ${role} ${scope}`)
      const id = `${scope}/providers/Microsoft.Authorization/RoleAssignments/${name}`
      arm['roleAssignments']!.push({
        id,
        name,
        type: 'microsoft.authorization/roleassignments',
        properties: {
          principalId: principal,
          principalType: 'ServicePrincipal',
          roleDefinitionId: `/subscriptions/${subscriptions.production}/providers/Microsoft.Authorization/roleDefinitions/${definition.id}`,
          scope,
          condition: null,
          createdOn: '2025-03-04T10:00:00Z',
          createdBy: owner,
          ...given,
        },
      })
      return id
    },
  }
}
