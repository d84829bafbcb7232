import { heldBy, isOff, logSource } from '../../analysis/effective/slack-apps.ts'
import { reaching, reachOf } from '../../analysis/effective/slack-scopes.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { enumerated } from '../shared/lists.ts'
import { slackControls } from '../shared/slack-controls.ts'
import { manage, takeOut } from '../shared/slack-steps.ts'

export const rule = defineRule({
  id: 'slack-app-admin-scope',
  title: 'App may administer the workspace',
  severity: 'high',
  provider: 'slack',
  subject: 'identity',
  kinds: ['slack-app'],
  reads: ['slack.integration-logs'],
  messages: {
    administers: '{app} may administer {workspace} by {scopes}.',
    oversees: '{app} reads what administrators of {workspace} see by {scopes}.',
  },
  frameworks: slackControls('over-privilege', { 'owasp-nhi-2025': ['NHI5:2025', 'NHI3:2025'] }),
  remediation: (app) => [manage(app)],
  check(app, { view }) {
    if (isOff(app)) return undefined
    const held = heldBy(app, view)
    if (held === undefined || isUnknown(held)) return unknownBecause(becauseOf(held), [logSource.permission])
    const telling = reaching(held.scopes, 'administers', 'oversees')
    const [heaviest] = telling
    if (heaviest === undefined) return pass
    const administers = reachOf(heaviest) === 'administers'
    const same = telling.filter((scope) => (reachOf(scope) === 'administers') === administers)
    return fail(administers ? 'administers' : 'oversees', {
      values: { app: app.name, workspace: view.scope.name, scopes: enumerated(same) },
      severity: administers ? 'high' : 'medium',
      // What was approved may never have been asked for.
      ...(held.by === 'approval' ? { confidence: 'possible' as const } : {}),
      evidence: held.evidence,
      data: { scopes: telling },
      remediation: [
        {
          text: `Ask its maker what ${app.name} needs ${enumerated(same)} for. Provisioning is done by SCIM from the identity provider, and most of the rest by a scope that only reads.`,
        },
        takeOut(app, view.scope),
      ],
    })
  },
})
