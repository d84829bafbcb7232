import { oktaSwaFacts } from '../../analysis/effective/okta-facts.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { oktaControls } from '../shared/okta-controls.ts'

export const rule = defineRule({
  id: 'okta-swa-shared-credential',
  title: 'Everybody signs in to an application with one account',
  severity: 'high',
  provider: 'okta',
  subject: 'resource',
  kinds: ['swa-app'],
  reads: ['okta.apps'],
  messages: {
    shared: 'Whoever is assigned {app} signs in to it with the same name and password, which Okta fills in.',
  },
  frameworks: oktaControls('shared-identity'),
  remediation: (app) => [
    {
      text: `Give everybody an account of their own in ${app.name}: by SAML or OpenID Connect if it can, else by "User sets username and password".`,
    },
    { text: 'Then change the shared password there: whoever was ever assigned may have it.' },
  ],
  check(app) {
    const { scheme, active, appId, signOnMode } = oktaSwaFacts(app)
    if (!active) return undefined
    if (!isKnown(scheme)) return unknownBecause(becauseOf(scheme), ['okta.apps.read'])
    if (!scheme.startsWith('SHARED')) return fills.has(signOnMode) && schemes.has(scheme) ? pass : unread
    return fail('shared', {
      values: { app: app.name },
      evidence: [{ source: 'GET /api/v1/apps', detail: `${appId}: ${signOnMode}, credentials.scheme ${scheme}` }],
      data: { scheme },
    })
  },
})

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Application/: ways to sign in by a password, and whose it is. */
const fills = new Set(['AUTO_LOGIN', 'BASIC_AUTH', 'BROWSER_PLUGIN', 'SECURE_PASSWORD_STORE'])
const schemes = new Set([
  'ADMIN_SETS_CREDENTIALS',
  'EDIT_PASSWORD_ONLY',
  'EDIT_USERNAME_AND_PASSWORD',
  'EXTERNAL_PASSWORD_SYNC',
])
const unread = unknownBecause('failed', ['okta.apps.read'])
