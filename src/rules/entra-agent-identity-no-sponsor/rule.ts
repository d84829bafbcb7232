import { agentIdentityFacts, applicationFacts, servicePrincipalFacts } from '../../analysis/effective/entra-facts.ts'
import { ownershipsOf, registrationsOf, sponsorshipsOf } from '../../analysis/effective/entra-owners.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Known, Remediation } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { graphCall, objectIdOf } from '../shared/entra-commands.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { read } from '../shared/evidence.ts'

const permissions = {
  agent: 'AgentIdentity.Read.All',
  blueprint: 'AgentIdentityBlueprint.Read.All',
  owners: 'Application.Read.All',
} as const

export const rule = defineRule({
  id: 'entra-agent-identity-no-sponsor',
  title: 'Nobody answers for an agent',
  severity: 'medium',
  provider: 'azure',
  subject: 'identity',
  kinds: ['agent-identity', 'service-principal'],
  reads: [
    'azure.agent-identities',
    'azure.service-principals',
    'azure.applications',
    'azure.application-owners',
    'azure.service-principal-owners',
  ],
  messages: {
    nobody: '{kind} {name} has neither a sponsor nor an owner.',
    gone: '{kind} {name} has no sponsor or owner whose account is still on.',
  },
  frameworks: entraControls('stale-credential', {
    'owasp-nhi-2025': ['NHI1:2025'],
    'nist-ai-rmf-1.0': ['GOVERN 2.1', 'GOVERN 1.7'],
  }),
  remediation: (agent) => addSponsor(agent, undefined),
  check(identity, { view }) {
    const what = agentOf(identity, view)
    if (what === undefined || identity.enabled === false) return undefined
    const owners = [...ownershipsOf(identity, view), ...sponsorshipsOf(identity, view)]
    // Groups and what was not read of people count: nobody says that they are gone.
    const gone = owners.filter((owner) => owner.identity?.enabled === false).map(({ owner }) => objectOf(owner))
    const named = isKnown(what.sponsors) ? what.sponsors : []
    const answering = [...named, ...owners.map(({ owner }) => objectOf(owner))].filter((id) => !gone.includes(id))
    if (answering.length > 0) return pass
    if (isUnknown(what.sponsors)) return unknownBecause(becauseOf(what.sponsors), [permissions[what.kind]])
    const hidden = view.gap('azure.application-owners') ?? view.gap('azure.service-principal-owners')
    if (hidden) return unknownBecause(hidden.reason, [hidden.permission ?? permissions.owners])
    return fail(gone.length > 0 ? 'gone' : 'nobody', {
      values: { kind: what.kind === 'agent' ? 'Agent' : 'Agent blueprint', name: identity.name },
      evidence: read(what.source, `sponsors ${gone.length > 0 ? gone.join(', ') : 'none'}`),
      related: owners.flatMap((owner) => owner.identity?.id ?? []),
      data: { kind: what.kind, gone: gone.toSorted() },
      remediation: addSponsor(identity, what.objectId),
    })
  },
})

interface Answerable {
  readonly kind: 'agent' | 'blueprint'
  readonly sponsors: Known<readonly string[]> | undefined
  /** Of the blueprint that is registered here. */
  readonly objectId: string | undefined
  readonly source: string
}

/** Blueprints of other tenants are answered for there. */
function agentOf(identity: Identity, view: View): Answerable | undefined {
  if (identity.kind === 'agent-identity') {
    const source = 'GET /servicePrincipals/{id}/microsoft.graph.agentIdentity/sponsors'
    return { kind: 'agent', sponsors: agentIdentityFacts(identity).sponsors, objectId: undefined, source }
  }
  if (servicePrincipalFacts(identity).blueprint !== true) return undefined
  const blueprint = registrationsOf(identity, view).find(({ kind }) => kind === 'agent-blueprint')
  if (blueprint === undefined) return undefined
  const { sponsors, objectId } = applicationFacts(blueprint)
  const source = 'GET /applications/{id}/microsoft.graph.agentIdentityBlueprint/sponsors'
  return { kind: 'blueprint', sponsors, objectId, source }
}

function objectOf(entityId: string): string {
  return objectIdOf({ id: entityId })
}

/** https://learn.microsoft.com/graph/api/agentidentity-post-sponsors */
function addSponsor(identity: Identity, blueprint: string | undefined): readonly Remediation[] {
  const path =
    blueprint === undefined
      ? `/servicePrincipals/${objectIdOf(identity)}/microsoft.graph.agentIdentity/sponsors/$ref`
      : `/applications/${blueprint}/microsoft.graph.agentIdentityBlueprint/sponsors/$ref`
  const body = { '@odata.id': 'https://graph.microsoft.com/v1.0/users/USER_ID' }
  return [
    {
      text: 'Name a sponsor: a person, or a group of those who run it. USER_ID is the person’s object id.',
      command: graphCall('POST', path, body),
    },
    { text: 'If nobody wants to answer for it, disable it, and delete it after a while.' },
  ]
}
