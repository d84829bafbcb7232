import { trustOfAnthropic } from '../../analysis/effective/ai-federation.ts'
import { anthropicEntity, anthropicFederationFacts } from '../../analysis/effective/anthropic-facts.ts'
import { loosenessOf } from '../../analysis/effective/entra-trust.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { doorMessages, doorValues, severityOfDoor } from '../shared/ai-federation.ts'
import { read } from '../shared/evidence.ts'

const source = 'GET /v1/organizations/federation_rules'

export const rule = defineRule({
  id: 'anthropic-federation-unscoped',
  title: 'Federation rule of Anthropic takes more tokens than are meant',
  severity: 'high',
  provider: 'anthropic',
  subject: 'credential',
  kinds: ['federated'],
  reads: ['anthropic.federation', 'anthropic.service-accounts'],
  messages: {
    ...doorMessages,
    admin: 'Rule {rule} lets {subjects} of {issuer} administer the organization as {account}, by org:admin.',
  },
  frameworks: modelControls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025', 'NHI6:2025'] }),
  remediation: (door) => [
    {
      text: `Hold ${door.name} to one repository and one branch or environment by subject_prefix: repo:my-org/my-repo:environment:production, without a star.`,
      command: `curl -X POST -H "Authorization: Bearer $ANTHROPIC_OAUTH_TOKEN" -H "anthropic-version: 2023-06-01" -H "content-type: application/json" -d '{"match":{"subject_prefix":"repo:my-org/my-repo:environment:production"}}' https://api.anthropic.com/v1/organizations/federation_rules/${door.nativeId}`,
    },
    {
      text: 'Calling models takes the scope workspace:inference. Give org:admin to nothing but what sets the organization up.',
    },
  ],
  check(door, { view }) {
    if (door.enabled === false) return undefined
    const facts = anthropicFederationFacts(door)
    const trust = trustOfAnthropic(facts)
    const admin = facts.scopes.includes('org:admin')
    const account = view.identity(anthropicEntity(view.scope, 'anthropic-service-account', facts.serviceAccountId))
    const common = {
      evidence: read(
        source,
        `${door.nativeId} match ${JSON.stringify(matchOf(facts))}, oauth_scope ${facts.scopes.join(' ')}`,
      ),
      related: account === undefined ? [] : [account.id],
    }
    const named = { rule: door.name, account: account?.name ?? facts.serviceAccountId }
    const loose = isUnknown(trust) ? undefined : loosenessOf(trust)
    if (!isUnknown(trust) && loose !== undefined)
      return fail(loose.how, {
        ...common,
        values: { ...named, ...doorValues(loose, trust) },
        severity: admin ? 'critical' : severityOfDoor(loose, trust),
        data: { issuer: trust.url, breadth: loose.how, subjects: [...loose.values], admin },
      })
    if (admin)
      return fail('admin', {
        ...common,
        values: { ...named, subjects: facts.subject ?? 'tokens', issuer: facts.issuer },
        data: { issuer: facts.issuer, breadth: 'part', subjects: facts.subject === null ? [] : [facts.subject], admin },
      })
    return isUnknown(trust) ? unknownBecause(trust.unknown, ['match.condition']) : pass
  },
})

function matchOf({ subject, claims, condition, audience }: ReturnType<typeof anthropicFederationFacts>) {
  return { subject, claims: [...claims], condition, audience }
}
