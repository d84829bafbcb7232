import { z } from 'zod'
import { idleKey } from '../../analysis/effective/ai-usage.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { at } from '../shared/evidence.ts'
import {
  deleteKey,
  keyEvidence,
  keyRelated,
  liveProjectKey,
  managementScope,
  projectKeyValues,
} from '../shared/openai-keys.ts'

export const rule = defineRule({
  id: 'openai-project-key-unused',
  title: 'Key of a project at OpenAI is not used',
  severity: 'medium',
  provider: 'openai',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['openai.project-keys'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Days without use that are still fine, also for a new key.'),
  }),
  messages: {
    unused: 'Key {key} of project {project} was last used {days} ago.',
    never: 'Key {key} of project {project} was made {days} ago and has never been used.',
  },
  frameworks: modelControls('stale-credential'),
  remediation: (key) => deleteKey(key, 'Delete it. What still needs it fails and says so; that cannot be undone.'),
  check(key, { view, now, options }) {
    const facts = liveProjectKey(key)
    if (facts === undefined) return undefined
    const idle = idleKey(key, 'openai.project-keys', options.maxDays, view, now)
    if (isUnknown(idle)) return unknownBecause(idle.unknown, [managementScope])
    if (idle.atLeast <= options.maxDays) return pass
    // The report of usage has a later call than the list of keys: one of the two is wrong.
    const { reportedAt } = facts
    if (isKnown(reportedAt) && daysBetween(reportedAt, now) <= options.maxDays)
      return unknownBecause('failed', ['last_used_at'])
    return fail(idle.used ? 'unused' : 'never', {
      values: { ...projectKeyValues(key, facts), days: daysInWords(idle.days) },
      evidence: keyEvidence(key, `created_at ${at(key.createdAt)}, last_used_at ${at(view.usage(key.id)?.lastUsedAt)}`),
      related: keyRelated(key, view),
      data: { days: idle.days, used: idle.used, owner: isKnown(facts.owner) ? facts.owner.type : null },
    })
  },
})
