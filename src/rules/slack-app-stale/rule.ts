import { z } from 'zod'
import { logSource } from '../../analysis/effective/slack-apps.ts'
import { slackAppFacts } from '../../analysis/effective/slack-facts.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import type { Identity, Instant } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import type { CheckContext } from '../contract.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { slackControls } from '../shared/slack-controls.ts'
import { manage, takeOut } from '../shared/slack-steps.ts'

interface Options {
  readonly maxDays: number
  readonly disabledDays: number
}

export const rule = defineRule({
  id: 'slack-app-stale',
  title: 'App has given no sign of life for a long time',
  severity: 'medium',
  provider: 'slack',
  subject: 'identity',
  kinds: ['slack-app'],
  reads: ['slack.integration-logs'],
  options: z.strictObject({
    maxDays: z
      .int()
      .positive()
      .default(180)
      .describe('Days without a change or an action that are still fine; audit logs are asked for 180.'),
    disabledDays: z.int().nonnegative().default(30).describe('Days that an app may stay switched off.'),
  }),
  messages: {
    disabled: '{app} was switched off {days} ago and is still installed.',
    silent: '{app} has not changed in {days}, and its bot has done nothing that audit logs tell of since {since}.',
  },
  frameworks: slackControls('stale-credential', { 'owasp-nhi-2025': ['NHI1:2025', 'NHI3:2025'] }),
  remediation: (app) => [manage(app)],
  check(app, context) {
    const { lastChangeAt, disabledFor } = slackAppFacts(app)
    // On by the log and off all the same: Slack took its bot away, and the app with it.
    if (app.enabled === false && disabledFor === null) return undefined
    if (!isKnown(lastChangeAt)) return unknownBecause(becauseOf(lastChangeAt), [logSource.permission])
    const days = daysBetween(lastChangeAt, context.now)
    if (!isKnown(disabledFor)) return silence(app, lastChangeAt, days, context)
    if (days <= context.options.disabledDays) return pass
    return fail('disabled', {
      values: { app: app.name, days: daysInWords(days) },
      severity: 'low',
      evidence: read(logSource.source, `app ${app.nativeId}, disabled ${at(lastChangeAt)}, reason ${disabledFor}`),
      data: { days, disabledFor },
      remediation: [takeOut(app, context.view.scope)],
    })
  },
})

/** That nothing is told is no proof: messages that an app reads and writes are in no log. */
function silence(app: Identity, changedAt: Instant, days: number, { view, now, options }: CheckContext<Options>) {
  if (days <= options.maxDays) return pass
  const gap = view.gap('slack.audit-logs')
  const { actedAt, auditSince } = slackAppFacts(app)
  if (isUnknown(actedAt))
    return unknownBecause(gap?.reason ?? becauseOf(actedAt), [gap?.permission ?? 'auditlogs:read'])
  if (actedAt !== null && daysBetween(actedAt, now) <= options.maxDays) return pass
  if (!isKnown(auditSince)) return unknownBecause(becauseOf(auditSince), ['auditlogs:read'])
  return fail('silent', {
    values: { app: app.name, days: daysInWords(days), since: dayOf(actedAt ?? auditSince) },
    confidence: 'possible',
    evidence: [
      ...read(logSource.source, `app ${app.nativeId}, last entry ${at(changedAt)}`),
      ...read(
        'audit/v1/logs',
        `actor ${at(slackAppFacts(app).botUserId)}, last ${at(actedAt)}, since ${at(auditSince)}`,
      ),
    ],
    data: { days },
    remediation: [
      {
        text: `Ask in the channels that ${app.name} is in whether anybody uses it; Slack shows its last messages there, and counts nothing.`,
      },
      takeOut(app, view.scope),
    ],
  })
}
