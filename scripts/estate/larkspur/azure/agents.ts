/** Agents of Entra Agent ID and their blueprints. */
import type { Row } from '../../../../fixtures/servers/azure/estate.ts'
import { apis } from './apis.ts'
import type { TenantBuilder } from './builder.ts'
import { guid, tenantId } from './ids.ts'
import type { Expect } from '../github/company.ts'

export function plantAgents(tenant: TenantBuilder, people: { readonly [name: string]: string }, expect: Expect): void {
  const carla = people['carla.ruiz']!
  const blueprint = (name: string, given: { readonly secret?: boolean; readonly inherits: readonly Row[] }): string => {
    const principal = tenant.app(name, {
      ...(given.secret
        ? { secrets: [{ from: '2026-10-01', to: '2027-02-01', used: '2026-11-19' }] }
        : {
            // The workers of the platform sign in for them.
            federated: [
              { subject: guid('principal label-worker'), issuer: `https://login.microsoftonline.com/${tenantId}/v2.0` },
            ],
          }),
      application: { '@odata.type': '#microsoft.graph.agentIdentityBlueprint' },
      principal: { '@odata.type': '#microsoft.graph.agentIdentityBlueprintPrincipal' },
    })
    const application = guid(`application ${name}`)
    tenant.sponsors[application] = [carla]
    tenant.inheritable[application] = [...given.inherits]
    return principal
  }
  const agent = (name: string, of: string, sponsors: readonly string[] = [carla]): void => {
    const id = guid(`agent ${name}`)
    tenant.graph['servicePrincipals']!.push({
      '@odata.type': '#microsoft.graph.agentIdentity',
      id,
      appId: id,
      displayName: name,
      servicePrincipalType: 'ServiceIdentity',
      accountEnabled: true,
      appOwnerOrganizationId: null,
      agentIdentityBlueprintId: guid(`app ${of}`),
      createdByAppId: guid(`app ${of}`),
      createdDateTime: '2026-09-14T09:00:00Z',
      alternativeNames: [],
      tags: [],
      passwordCredentials: [],
      keyCredentials: [],
      appRoles: [],
      oauth2PermissionScopes: [],
    })
    tenant.sponsors[id] = [...sponsors]
  }
  const everything: Row = {
    resourceAppId: apis.graph.appId,
    inheritableScopes: { '@odata.type': '#microsoft.graph.allAllowedScopes', kind: 'allAllowed' },
    inheritableRoles: { '@odata.type': '#microsoft.graph.allAllowedRoles', kind: 'allAllowed' },
  }
  const nothing: Row = {
    resourceAppId: apis.graph.appId,
    inheritableScopes: {
      '@odata.type': '#microsoft.graph.enumeratedScopes',
      kind: 'enumerated',
      scopes: ['User.Read'],
    },
    inheritableRoles: { '@odata.type': '#microsoft.graph.noRoles', kind: 'none' },
  }

  // What the blueprint may read of every mailbox, its agents inherit; the twin's agents do not.
  tenant.permission(blueprint('support-agents', { inherits: [everything] }), 'graph', 'Mail.Read')
  agent('support-inbox-agent', 'support-agents')
  expect('entra-agent-reads-tenant-data', guid('agent support-inbox-agent'), 'high')
  for (const name of ['support-agents', 'search-agents'])
    expect('entra-app-exchange-unscoped', guid(`app ${name}`), 'high')
  tenant.permission(blueprint('search-agents', { inherits: [nothing] }), 'graph', 'Mail.Read')
  agent('parcel-search-agent', 'search-agents')

  blueprint('invoice-agents', { secret: true, inherits: [nothing] })
  expect('entra-agent-blueprint-secret', guid('secret invoice-agents 0'), 'high')
  expect('entra-app-secret-in-use', guid('secret invoice-agents 0'), 'low')
  agent('invoice-triage-agent', 'invoice-agents', [])
  expect('entra-agent-identity-no-sponsor', guid('agent invoice-triage-agent'), 'medium')

  // Microsoft's list of what a Claude connector signs in as; it acts for who signs in, and reads nothing by itself.
  tenant.delegated(
    tenant.foreign('M365 MCP Client for Claude', guid('tenant of Anthropic'), {
      appId: '08ad6f98-a4f8-4635-bb8d-f1a3044760f0',
    }),
    'graph',
    'User.Read',
    { principal: carla },
  )
}
