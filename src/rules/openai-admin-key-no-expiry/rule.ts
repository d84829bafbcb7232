import { z } from 'zod'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { at } from '../shared/evidence.ts'
import {
  deleteKey,
  isLiveAdminKey,
  keyEvidence,
  keyRelated,
  managementScope,
  openaiCall,
} from '../shared/openai-keys.ts'

export const rule = defineRule({
  id: 'openai-admin-key-no-expiry',
  title: 'Admin key of OpenAI never ends, or is old',
  severity: 'medium',
  provider: 'openai',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['openai.admin-keys'],
  options: z.strictObject({
    maxDays: z.int().positive().default(180).describe('Oldest an admin key may be, in days.'),
  }),
  messages: {
    endless: 'Admin key {key} does not expire.',
    old: 'Admin key {key} is {days} old.',
  },
  frameworks: modelControls('long-lived-secret'),
  remediation: (key) => [
    {
      text: 'Make a successor that ends by itself, in seconds from now, and hand it over.',
      command: openaiCall('POST', '/organization/admin_api_keys', { name: key.name, expires_in_seconds: 7_776_000 }),
    },
    ...deleteKey(key, 'Delete the old one when it is no longer used.'),
  ],
  check(key, { view, now, options }) {
    if (!isLiveAdminKey(key)) return undefined
    const { createdAt, expiresAt } = key
    const days = isKnown(createdAt) ? daysBetween(createdAt, now) : undefined
    const old = days !== undefined && days > options.maxDays
    if (expiresAt === null || old)
      return fail(expiresAt === null ? 'endless' : 'old', {
        values: { key: key.name, days: daysInWords(days ?? 0) },
        evidence: keyEvidence(key, `created_at ${at(createdAt)}, expires_at ${at(expiresAt)}`),
        related: keyRelated(key, view),
        data: { days: days ?? null, expires: isKnown(expiresAt) },
      })
    if (isUnknown(expiresAt)) return unknownBecause(becauseOf(expiresAt), [managementScope])
    return days === undefined ? unknownBecause(becauseOf(createdAt), [managementScope]) : pass
  },
})
