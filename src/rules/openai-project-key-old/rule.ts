import { z } from 'zod'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
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
  withoutKeys,
} from '../shared/openai-keys.ts'

export const rule = defineRule({
  id: 'openai-project-key-old',
  title: 'Key of a project at OpenAI is older than its rotation period',
  severity: 'medium',
  provider: 'openai',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['openai.project-keys'],
  options: z.strictObject({
    maxDays: z.int().positive().default(180).describe('Oldest a key may be, in days.'),
  }),
  messages: { old: 'Key {key} of project {project} is {days} old.' },
  frameworks: modelControls('long-lived-secret'),
  remediation: (key) => [
    withoutKeys,
    {
      text: 'Where there is no way but a key, make its successor under a service account, with an end, and hand it over.',
    },
    ...deleteKey(key, 'Delete the old one when its last use stands still.'),
  ],
  check(key, { view, now, options }) {
    const facts = liveProjectKey(key)
    if (facts === undefined) return undefined
    if (!isKnown(key.createdAt)) return unknownBecause(becauseOf(key.createdAt), [managementScope])
    const days = daysBetween(key.createdAt, now)
    if (days <= options.maxDays) return pass
    return fail('old', {
      values: { ...projectKeyValues(key, facts), days: daysInWords(days) },
      evidence: keyEvidence(key, `created_at ${at(key.createdAt)}, expires_at ${at(key.expiresAt)}`),
      related: keyRelated(key, view),
      data: { days, expires: isKnown(key.expiresAt) },
    })
  },
})
