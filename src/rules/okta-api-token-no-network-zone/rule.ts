import { oktaTokenFacts } from '../../analysis/effective/okta-facts.ts'
import { counted } from '../../analysis/time.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import type { Credential } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { oktaControls } from '../shared/okta-controls.ts'
import { oktaCall, ownerName, tokenEvidence } from '../shared/okta-steps.ts'

export const rule = defineRule({
  id: 'okta-api-token-no-network-zone',
  title: 'API token works from any address',
  severity: 'medium',
  provider: 'okta',
  subject: 'credential',
  kinds: ['token'],
  reads: ['okta.api-tokens'],
  messages: {
    anywhere: 'API token "{token}" of {owner} works from any address.',
    allBut: 'API token "{token}" of {owner} works from any address outside of {zones}.',
  },
  frameworks: oktaControls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025'] }),
  remediation: (token) => [
    {
      text: `Hold "${token.name}" to the zone that its machine calls from: ZONE_ID is the id of a network zone.`,
      command: restrict(token),
    },
  ],
  check(token, { view }) {
    const { network } = oktaTokenFacts(token)
    if (!isKnown(network)) return unknownBecause(becauseOf(network), ['okta.apiTokens.read'])
    const { connection, include, exclude } = network
    // Neither of the two that there are: what it keeps out is not known here.
    if (connection !== 'ANYWHERE' && connection !== 'ZONE') return unknownBecause('failed', ['okta.apiTokens.read'])
    if (connection === 'ZONE' && include.length > 0) return pass
    // What is only kept out leaves the rest of the world.
    const open = connection === 'ANYWHERE' || exclude.length === 0
    return fail(open ? 'anywhere' : 'allBut', {
      values: { token: token.name, owner: ownerName(token, view), zones: counted(exclude.length, 'zone') },
      ...(open ? {} : { severity: 'low' }),
      evidence: [tokenEvidence(token, `network.connection ${connection}`)],
      data: { connection, excluded: exclude.length },
    })
  },
})

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ApiToken/#tag/ApiToken/operation/upsertApiToken */
function restrict(token: Credential): string {
  const body = `{"name":${JSON.stringify(token.name)},"userId":"${oktaTokenFacts(token).userId}","network":{"connection":"ZONE","include":["'"$ZONE_ID"'"]}}`
  const plain = body.replaceAll(/'(?!"\$ZONE_ID"')(?<!"\$ZONE_ID"')/g, `'\\''`)
  return `${oktaCall('PUT', `/api/v1/api-tokens/${token.nativeId}`)} -H "Content-Type: application/json" -d '${plain}'`
}
