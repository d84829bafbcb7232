import { oktaAppFacts } from '../../analysis/effective/okta-facts.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { oktaControls } from '../shared/okta-controls.ts'
import { appPage } from '../shared/okta-steps.ts'

export const rule = defineRule({
  id: 'okta-service-app-secret-auth',
  title: 'Service application signs in with a shared secret',
  severity: 'medium',
  provider: 'okta',
  subject: 'identity',
  kinds: ['service-app'],
  reads: ['okta.apps'],
  messages: { secret: '{app} signs in with a secret ({method}), which it sends to Okta or shares with it.' },
  frameworks: oktaControls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025'] }),
  remediation: (app) => [
    {
      text: `Make a pair of keys where ${app.name} runs, and add the public one: ${appPage(app, 'General > Client Credentials')}.`,
    },
    { text: 'Choose "Public key / Private key" there, let the program sign its requests, then delete the secrets.' },
  ],
  check(app) {
    if (app.enabled === false) return undefined
    const { authMethod, appId } = oktaAppFacts(app)
    if (!isKnown(authMethod)) return unknownBecause(becauseOf(authMethod), ['okta.apps.read'])
    if (!authMethod.startsWith('client_secret')) return pass
    return fail('secret', {
      values: { app: app.name, method: authMethod },
      evidence: [{ source: 'GET /api/v1/apps', detail: `${appId}: token_endpoint_auth_method ${authMethod}` }],
      data: { method: authMethod },
    })
  },
})
