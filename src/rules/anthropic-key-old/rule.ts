import { z } from 'zod'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import {
  adminKeyNeed,
  claudeKeyEvidence,
  claudeKeyRelated,
  claudeKeyValues,
  disableKey,
  withoutClaudeKeys,
} from '../shared/anthropic-keys.ts'
import { at } from '../shared/evidence.ts'

export const rule = defineRule({
  id: 'anthropic-key-old',
  title: 'Key of Anthropic is old and never ends',
  severity: 'medium',
  provider: 'anthropic',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['anthropic.keys'],
  options: z.strictObject({
    maxDays: z.int().positive().default(180).describe('Oldest a key without an end may be, in days.'),
  }),
  messages: { old: 'Key {key} {where} is {days} old and does not expire.' },
  frameworks: modelControls('long-lived-secret'),
  remediation: (key) => [
    withoutClaudeKeys,
    { text: 'Where there is no way but a key, make its successor with an end, in the Console, and hand it over.' },
    ...disableKey(key, 'Switch the old one off when the report of usage has no more of it.'),
  ],
  check(key, { view, now, options }) {
    if (key.enabled === false) return undefined
    const { createdAt, expiresAt } = key
    if (isKnown(expiresAt)) return pass
    if (!isKnown(createdAt)) return unknownBecause(becauseOf(createdAt), [adminKeyNeed])
    const days = daysBetween(createdAt, now)
    if (days <= options.maxDays) return pass
    if (isUnknown(expiresAt)) return unknownBecause(becauseOf(expiresAt), ['expires_at'])
    return fail('old', {
      values: { ...claudeKeyValues(key), days: daysInWords(days) },
      evidence: claudeKeyEvidence(key, `created_at ${at(createdAt)}, expires_at none`),
      related: claudeKeyRelated(key, view),
      data: { days },
    })
  },
})
