import { z } from 'zod'
import { apiKeyFacts } from '../../analysis/effective/gcp-facts.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at } from '../shared/evidence.ts'
import {
  apiKeyEvidence,
  apiKeyOff,
  apiKeyPermission,
  apiKeyRelated,
  apiKeyValues,
  replaceApiKey,
} from '../shared/gcp-api-keys.ts'
import { gcpControls } from '../shared/gcp-controls.ts'

export const rule = defineRule({
  id: 'gcp-api-key-old',
  title: 'API key is older than its rotation period',
  severity: 'medium',
  provider: 'gcp',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['gcp.api-keys'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Oldest an API key may be, in days.'),
  }),
  messages: { old: 'API key {key} of project {project} is {days} old.' },
  frameworks: gcpControls('long-lived-secret'),
  remediation: replaceApiKey,
  check(key, { view, now, options }) {
    const off = apiKeyOff(key, view)
    if (off) return off === 'off' ? undefined : off
    if (!isKnown(key.createdAt)) return unknownBecause(becauseOf(key.createdAt), [apiKeyPermission])
    const days = daysBetween(key.createdAt, now)
    if (days <= options.maxDays) return pass
    return fail('old', {
      values: { ...apiKeyValues(key), days: daysInWords(days) },
      evidence: apiKeyEvidence(key, `createTime ${at(key.createdAt)}`),
      related: apiKeyRelated(key, view),
      data: { days, bound: typeof apiKeyFacts(key).boundTo === 'string' },
    })
  },
})
