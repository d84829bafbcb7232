import { onlyLooks, rolesHeldBy } from '../../analysis/effective/okta-roles.ts'
import type { HeldRole } from '../../analysis/effective/okta-roles.ts'
import { changes, scopesOf, takeoverBy } from '../../analysis/effective/okta-scopes.ts'
import { oktaAppFacts, oktaEntity } from '../../analysis/effective/okta-facts.ts'
import type { Severity } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { enumerated } from '../shared/lists.ts'
import { oktaControls } from '../shared/okta-controls.ts'
import { appPage } from '../shared/okta-steps.ts'

export const rule = defineRule({
  id: 'okta-service-app-manage-scopes',
  title: 'Service application may change the organization',
  severity: 'high',
  provider: 'okta',
  subject: 'identity',
  kinds: ['service-app'],
  reads: ['okta.apps', 'okta.app-grants', 'okta.app-roles'],
  messages: {
    takeover: '{app} was granted {scopes}: it {deed}.',
    changes: '{app} was granted {scopes}.',
    idle: '{app} was granted {scopes}, which no role lets it use.',
  },
  frameworks: oktaControls('over-privilege'),
  remediation: (app) => [
    {
      text: `Take away what ${app.name} does not need; for what it only reads there is the same scope with .read at its end: ${appPage(app, 'Okta API Scopes')}.`,
    },
    {
      text: `What has to stay works as far as its roles reach: hold those to groups or applications, ${appPage(app, 'Admin roles')}.`,
    },
  ],
  check(app, { view }) {
    if (app.enabled === false) return undefined
    const granted = scopesOf(app.id, view)
    const changing = granted.filter(changes)
    if (changing.length === 0) return pass
    const [worst] = changing.filter((scope) => takeoverBy(scope) !== undefined)
    const may = usable(rolesHeldBy(app.id, view), view.gap('okta.app-roles') !== undefined)
    const message = may === false ? 'idle' : worst === undefined ? 'changes' : 'takeover'
    const sorted = worst === undefined ? changing : [worst, ...changing.filter((scope) => scope !== worst)]
    return fail(message, {
      values: { app: app.name, scopes: enumerated(sorted), deed: worst === undefined ? '' : (takeoverBy(worst) ?? '') },
      severity: severities[message],
      ...(may === undefined ? { confidence: 'possible' } : {}),
      evidence: changing.map((scope) => ({
        source: 'GET /api/v1/apps/{appId}/grants',
        detail: `${oktaAppFacts(app).appId}: ${scope}`,
      })),
      related: changing.map((scope) => oktaEntity(view.scope, 'api-scope', scope)),
      data: { scopes: changing, usable: may ?? null },
    })
  },
})

const severities = { takeover: 'high', changes: 'medium', idle: 'low' } as const satisfies {
  readonly [message: string]: Severity
}

/** It may what a scope and a role both allow: https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/ */
function usable(held: readonly HeldRole[], unseen: boolean): boolean | undefined {
  const looks = held.map((role) => onlyLooks(role))
  if (looks.includes(false)) return true
  return unseen || looks.includes(undefined) ? undefined : false
}
