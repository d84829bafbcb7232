import { z } from 'zod'
import { idleFor } from '../../analysis/effective/okta-usage.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at } from '../shared/evidence.ts'
import { oktaControls } from '../shared/okta-controls.ts'
import { ownerName, replaceToken, revokeToken, tokenEvidence } from '../shared/okta-steps.ts'

export const rule = defineRule({
  id: 'okta-api-token-old-or-idle',
  title: 'API token is old, or nearly unused',
  severity: 'medium',
  provider: 'okta',
  subject: 'credential',
  kinds: ['token'],
  reads: ['okta.api-tokens'],
  options: z.strictObject({
    maxAgeDays: z.int().positive().default(180).describe('Days since it was made that are still fine.'),
    maxIdleDays: z
      .int()
      .positive()
      .default(21)
      .describe('Days without use that are still fine, also for a new one; Okta itself ends it after 30.'),
  }),
  messages: {
    old: 'API token "{token}" of {owner} was made {days} ago, and never ends while it is used.',
    idle: 'API token "{token}" of {owner} was last used {days} ago.',
    never: 'API token "{token}" of {owner} was made {days} ago, and never used.',
  },
  frameworks: oktaControls('long-lived-secret', { 'owasp-nhi-2025': ['NHI7:2025', 'NHI1:2025'] }),
  remediation: (token) => [replaceToken, revokeToken(token)],
  check(token, { view, now, options }) {
    const idle = idleFor(token, { facet: 'okta.api-tokens', maxDays: options.maxIdleDays }, view, now)
    const values = { token: token.name, owner: ownerName(token, view) }
    const evidence = [
      tokenEvidence(
        token,
        `created ${at(token.createdAt)}, last used ${at(view.usage(token.id)?.lastUsedAt)}, by when it ends`,
      ),
    ]
    if (!isUnknown(idle) && idle.over) {
      const data = { days: idle.days, used: idle.used }
      return fail(idle.used ? 'idle' : 'never', { values: { ...values, days: daysInWords(idle.days) }, evidence, data })
    }
    if (!isKnown(token.createdAt)) return unknownBecause(becauseOf(token.createdAt), ['okta.apiTokens.read'])
    const age = daysBetween(token.createdAt, now)
    if (age > options.maxAgeDays)
      return fail('old', { values: { ...values, days: daysInWords(age) }, evidence, data: { days: age, used: true } })
    return isUnknown(idle) ? unknownBecause(idle.unknown, ['okta.apiTokens.read']) : pass
  },
})
