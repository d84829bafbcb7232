import { z } from 'zod'
import { idleKey } from '../../analysis/effective/ai-usage.ts'
import { daysInWords } from '../../analysis/time.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { at } from '../shared/evidence.ts'
import { deleteKey, isLiveAdminKey, keyEvidence, keyRelated, managementScope } from '../shared/openai-keys.ts'

export const rule = defineRule({
  id: 'openai-admin-key-unused',
  title: 'Admin key of OpenAI is not used',
  severity: 'high',
  provider: 'openai',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['openai.admin-keys'],
  options: z.strictObject({
    maxDays: z.int().positive().default(30).describe('Days without use that are still fine, also for a new key.'),
  }),
  messages: {
    unused: 'Admin key {key} was last used {days} ago.',
    never: 'Admin key {key} was made {days} ago and has never been used.',
  },
  frameworks: modelControls('stale-credential'),
  remediation: (key) => deleteKey(key, 'Delete it. What still needs it fails and says so; that cannot be undone.'),
  check(key, { view, now, options }) {
    if (!isLiveAdminKey(key)) return undefined
    const idle = idleKey(key, 'openai.admin-keys', options.maxDays, view, now)
    if (isUnknown(idle)) return unknownBecause(idle.unknown, [managementScope])
    if (idle.atLeast <= options.maxDays) return pass
    return fail(idle.used ? 'unused' : 'never', {
      values: { key: key.name, days: daysInWords(idle.days) },
      evidence: keyEvidence(key, `created_at ${at(key.createdAt)}, last_used_at ${at(view.usage(key.id)?.lastUsedAt)}`),
      related: keyRelated(key, view),
      data: { days: idle.days, used: idle.used },
    })
  },
})
