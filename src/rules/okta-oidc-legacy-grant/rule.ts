import { oktaAppFacts } from '../../analysis/effective/okta-facts.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { enumerated } from '../shared/lists.ts'
import { oktaControls } from '../shared/okta-controls.ts'
import { appPage } from '../shared/okta-steps.ts'

export const rule = defineRule({
  id: 'okta-oidc-legacy-grant',
  title: 'Application gets tokens in a way that OAuth has given up',
  severity: 'medium',
  provider: 'okta',
  subject: 'identity',
  kinds: ['service-app', 'oauth-app'],
  reads: ['okta.apps'],
  messages: { legacy: '{app} may get tokens {ways}.' },
  frameworks: oktaControls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025'] }),
  remediation: (app) => [
    {
      text: `Let ${app.name} use the authorization code with PKCE, which browsers and programs on a device can do as well.`,
    },
    { text: `Then take the old grant away: ${appPage(app, 'General > Grant type')}.` },
  ],
  check(app) {
    const { grantTypes, catalogName, appId } = oktaAppFacts(app)
    if (app.enabled === false || isOktas(catalogName)) return undefined
    if (!isKnown(grantTypes)) return unknownBecause(becauseOf(grantTypes), ['okta.apps.read'])
    const found = grantTypes.filter((type) => type in ways)
    if (found.length === 0) return pass
    return fail('legacy', {
      values: { app: app.name, ways: enumerated(found.map((type) => ways[type] ?? type)) },
      evidence: [{ source: 'GET /api/v1/apps', detail: `${appId}: grant_types ${grantTypes.join(' ')}` }],
      data: { grantTypes: found },
    })
  },
})

/** RFC 9700, sections 2.1.2 and 2.4. */
const ways: { readonly [grantType: string]: string } = {
  implicit: 'by the implicit grant, in an address of the browser',
  password: 'by the password grant, with the password of a user',
}

/** Applications that are parts of Okta itself, which nobody can change. */
function isOktas(catalogName: string): boolean {
  return [
    'saasure',
    'flow',
    'okta_enduser',
    'okta_browser_plugin',
    'okta_iga',
    'okta_access_requests_resource_catalog',
  ].includes(catalogName)
}
