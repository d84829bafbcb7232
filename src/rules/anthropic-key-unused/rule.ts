import { z } from 'zod'
import { idleKey } from '../../analysis/effective/ai-usage.ts'
import { daysInWords } from '../../analysis/time.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import {
  adminKeyNeed,
  claudeKeyEvidence,
  claudeKeyRelated,
  claudeKeyValues,
  disableKey,
} from '../shared/anthropic-keys.ts'
import { at, read } from '../shared/evidence.ts'

export const rule = defineRule({
  id: 'anthropic-key-unused',
  title: 'Key of Anthropic is not used',
  severity: 'medium',
  provider: 'anthropic',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['anthropic.keys', 'anthropic.usage'],
  options: z.strictObject({
    maxDays: z
      .int()
      .positive()
      .max(92)
      .default(90)
      .describe('Days without use that are still fine, also for a new key; the report that is read has 93.'),
  }),
  messages: {
    unused: 'Key {key} {where} was last used {days} ago.',
    never: 'Key {key} {where} has not been used in {days}.',
  },
  frameworks: modelControls('stale-credential'),
  remediation: (key) => disableKey(key, 'Switch it off. What still needs it fails and says so.'),
  check(key, { view, now, options }) {
    if (key.enabled === false) return undefined
    const idle = idleKey(key, 'anthropic.usage', options.maxDays, view, now)
    if (isUnknown(idle)) return unknownBecause(idle.unknown, [adminKeyNeed])
    if (idle.atLeast <= options.maxDays) return pass
    const usage = view.usage(key.id)
    return fail(idle.used ? 'unused' : 'never', {
      values: { ...claudeKeyValues(key), days: daysInWords(idle.days) },
      evidence: [
        ...claudeKeyEvidence(key, `created_at ${at(key.createdAt)}`),
        ...read(usage?.source ?? '', `last day ${at(usage?.lastUsedAt)}, reported since ${at(usage?.observedSince)}`),
      ],
      related: claudeKeyRelated(key, view),
      data: { days: idle.days, used: idle.used },
    })
  },
})
