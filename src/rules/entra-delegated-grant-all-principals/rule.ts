import { weighedScopes } from '../../analysis/effective/entra-consents.ts'
import type { WeighedScope } from '../../analysis/effective/entra-consents.ts'
import { azureEntity, delegatedGrantFacts, servicePrincipalFacts } from '../../analysis/effective/entra-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Resource, Severity } from '../../model/index.ts'
import { valueOf } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { removeDelegatedGrant } from '../shared/entra-commands.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'entra-delegated-grant-all-principals',
  title: 'App acts in the name of everybody',
  severity: 'high',
  provider: 'azure',
  subject: 'resource',
  kinds: ['delegated-grant'],
  reads: ['azure.delegated-grants', 'azure.service-principals', 'azure.agent-identities'],
  messages: {
    takeover: '{name} changes who may what in the name of everybody who signs in, by {scopes} of {api}.',
    writes: '{name} changes data in the name of everybody who signs in, by {scopes} of {api}.',
    reads:
      '{name}, an app of another organization, reads data in the name of everybody who signs in, by {scopes} of {api}.',
  },
  frameworks: entraControls('over-privilege', {
    'owasp-nhi-2025': ['NHI5:2025', 'NHI3:2025'],
    'mitre-attack-19.1': ['T1550.001', 'T1528'],
  }),
  remediation: (grant) => mend(grant),
  check(grant, { view }) {
    const facts = delegatedGrantFacts(grant)
    if (facts.consentType !== 'AllPrincipals') return undefined
    const client = clientOf(grant, view)
    if (client === 'microsoft' || (client !== undefined && client.enabled === false)) return undefined
    const scopes = weighedScopes(facts)
    const [heaviest] = scopes
    if (heaviest === undefined) return pass
    if (client === undefined) {
      const gap = view.gap('azure.service-principals') ?? view.gap('azure.agent-identities')
      return unknownBecause(gap?.reason ?? 'not-collected', [gap?.permission ?? 'Application.Read.All'])
    }
    const foreign = isForeign(client)
    // What one's own app reads for whoever uses it is what apps are for.
    if (heaviest.weight === 'reads' && !foreign) return pass
    const same = scopes.filter(({ weight }) => weight === heaviest.weight)
    return fail(heaviest.weight, {
      values: {
        name: client.name,
        scopes: enumerated(
          same.map(({ scope }) => scope),
          4,
        ),
        api: valueOf(facts.apiName) ?? 'an API',
      },
      severity: severityOf(heaviest, foreign),
      evidence: same.slice(0, 12).map(({ scope, reason }) => ({
        source: 'GET /oauth2PermissionGrants',
        detail: `${grant.nativeId} AllPrincipals ${scope}: ${reason}`,
      })),
      related: [client.id],
      data: { scopes: scopes.map(({ scope }) => scope), foreign },
    })
  },
})

/** Microsoft's own apps are no matter of the tenant's; `undefined`: it was not read. */
function clientOf(grant: Resource, view: View): Identity | 'microsoft' | undefined {
  const { clientId } = delegatedGrantFacts(grant)
  const ids = ['service-principal', 'agent-identity'].map((kind) => azureEntity(view.scope, kind, clientId))
  const client = ids.map((id) => view.identity(id)).find((found) => found !== undefined)
  if (client === undefined)
    return view.resource(azureEntity(view.scope, 'microsoft-app', clientId)) ? 'microsoft' : undefined
  return client.facts['origin'] === 'microsoft' ? 'microsoft' : client
}

function isForeign(client: Identity): boolean {
  return client.kind === 'service-principal' && servicePrincipalFacts(client).origin === 'foreign'
}

/** It is bounded by what each user may, so that one's own app is a step less. */
function severityOf({ weight }: WeighedScope, foreign: boolean): Severity {
  if (weight === 'reads') return 'medium'
  return foreign || weight === 'takeover' ? 'high' : 'medium'
}

function mend(grant: Resource) {
  return [
    { text: 'Let only those use the app who need it: demand assignment, assign them, and consent for them alone.' },
    {
      text: 'Take the scopes out that it can do without: what reads in place of what writes, .Selected in place of .All.',
    },
    removeDelegatedGrant(grant.nativeId),
  ]
}
