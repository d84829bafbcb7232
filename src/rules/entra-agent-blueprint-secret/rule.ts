import { bearerOf, isExpired } from '../../analysis/effective/entra-credentials.ts'
import { applicationFacts, azureEntity, federatedFacts } from '../../analysis/effective/entra-facts.ts'
import type { Bearer } from '../../analysis/effective/entra-credentials.ts'
import type { View } from '../../inventory/view.ts'
import type { Credential } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { removeSecret, secretEvidence, secretPermission, withoutSecret } from '../shared/entra-secrets.ts'

export const rule = defineRule({
  id: 'entra-agent-blueprint-secret',
  title: 'Agents sign in by a secret that can be copied',
  severity: 'high',
  provider: 'azure',
  subject: 'credential',
  kinds: ['client-secret', 'certificate', 'federated'],
  reads: ['azure.applications', 'azure.service-principals', 'azure.federated-credentials'],
  messages: {
    secret: 'Agent blueprint {blueprint} signs in by the secret "{secret}", and so do all its agents.',
    agents: 'Agent blueprint {blueprint} signs in by the secret "{secret}", and so do its {count} agents.',
  },
  frameworks: entraControls('long-lived-secret', { 'owasp-nhi-2025': ['NHI4:2025', 'NHI7:2025'] }),
  remediation: (credential) => [...withoutSecret(credential), removeSecret(credential, 'Then take the secret away.')],
  check(credential, { view, now }) {
    if (credential.kind === 'federated' && federatedFacts(credential).on === 'managed-identity') return undefined
    const bearer = carrierOf(credential, view)
    if (bearer === undefined) {
      const gap = view.gap('azure.applications') ?? view.gap('azure.service-principals')
      return gap && unknownBecause(gap.reason, [gap.permission ?? secretPermission])
    }
    if (!isBlueprint(bearer) || isOff(bearer)) return undefined
    if (credential.kind !== 'client-secret') return pass
    // A secret that has ended opens nothing; that it is still there is told elsewhere.
    if (credential.enabled === false || isExpired(credential, now) === true) return undefined
    const agents = agentsOf(credential, view)
    return fail(agents.length > 1 ? 'agents' : 'secret', {
      values: { blueprint: bearer.name, secret: credential.name, count: agents.length },
      evidence: secretEvidence(credential, 'of an agent blueprint'),
      related: [bearer.id, ...agents],
      data: { agents: agents.length },
    })
  },
})

function carrierOf(credential: Credential, view: View): Bearer | undefined {
  if (credential.kind !== 'federated') return bearerOf(credential, view)
  const { objectId } = federatedFacts(credential)
  return (
    view.resource(azureEntity(view.scope, 'agent-blueprint', objectId)) ??
    view.resource(azureEntity(view.scope, 'application', objectId))
  )
}

function isBlueprint(bearer: Bearer): boolean {
  return bearer.kind === 'agent-blueprint' || bearer.facts['blueprint'] === true
}

function isOff(bearer: Bearer): boolean {
  return 'enabled' in bearer ? bearer.enabled === false : applicationFacts(bearer).disabled === true
}

function agentsOf(credential: Credential, view: View): readonly string[] {
  return view
    .edgesFrom(credential.id, 'authenticates')
    .flatMap(({ to }) => view.edgesFrom(to, 'delegates-to'))
    .map(({ to }) => to)
}
