import { z } from 'zod'
import { idleFor } from '../../analysis/effective/okta-usage.ts'
import { daysInWords } from '../../analysis/time.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at } from '../shared/evidence.ts'
import { oktaControls } from '../shared/okta-controls.ts'
import { deactivateApp, oktaCall } from '../shared/okta-steps.ts'

export const rule = defineRule({
  id: 'okta-service-app-unused',
  title: 'Service application or integration is not used',
  severity: 'medium',
  provider: 'okta',
  subject: 'identity',
  kinds: ['service-app', 'api-service'],
  reads: ['okta.apps', 'okta.api-services', 'okta.activity'],
  options: z.strictObject({
    maxDays: z
      .int()
      .positive()
      .max(90)
      .default(90)
      .describe('Days without a token that are still fine, also for a new one; the log has 90.'),
  }),
  messages: {
    unused: '{app} last got a token {days} ago.',
    never: '{app} has not got a token in {days}.',
  },
  frameworks: oktaControls('stale-credential'),
  remediation: (app) =>
    app.kind === 'service-app'
      ? [deactivateApp(app)]
      : [
          {
            text: `Ask who installed ${app.name}, and remove it.`,
            command: oktaCall('DELETE', `/integrations/api/v1/api-services/${app.nativeId}`),
          },
        ],
  check(app, { view, now, options }) {
    if (app.enabled === false) return undefined
    const idle = idleFor(app, { facet: 'okta.activity', maxDays: options.maxDays }, view, now)
    if (isUnknown(idle)) return unknownBecause(idle.unknown, ['okta.logs.read'])
    if (!idle.over) return pass
    const seen = view.usage(app.id)
    return fail(idle.used ? 'unused' : 'never', {
      values: { app: app.name, days: daysInWords(idle.days) },
      evidence: [
        {
          source: 'GET /api/v1/logs',
          detail: `actor.id ${app.nativeId}: last token ${at(seen?.lastUsedAt)}, observed since ${at(seen?.observedSince)}`,
        },
      ],
      data: { days: idle.days, used: idle.used },
    })
  },
})
