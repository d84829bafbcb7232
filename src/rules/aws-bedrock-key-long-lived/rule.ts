import { z } from 'zod'
import { holderIds } from '../../analysis/credentials.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { at, read } from '../shared/evidence.ts'
import { isBedrockKey, isSpent, retireServiceCredential, userOf } from '../shared/aws-service-credentials.ts'

const missing = ['iam:ListServiceSpecificCredentials']

export const rule = defineRule({
  id: 'aws-bedrock-key-long-lived',
  title: 'Bedrock API key lives for a long time',
  severity: 'high',
  provider: 'aws',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['aws.service-specific-credentials'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Longest life of a key, and greatest age, in days.'),
  }),
  messages: {
    noEnd: 'Bedrock API key {key} of {user} never expires.',
    farEnd: 'Bedrock API key {key} of {user} is made to live for {days}.',
    old: 'Bedrock API key {key} of {user} is {days} old.',
  },
  frameworks: controls('long-lived-secret', {
    'owasp-llm-2025': ['LLM10:2025'],
    'mitre-attack-19.1': ['T1078.004', 'T1550.001', 'T1496.004'],
  }),
  remediation: (key) => [
    {
      text: 'Let the workload call Bedrock with its role, or with short-term keys, which end with the session they are made from.',
    },
    ...retireServiceCredential(key),
  ],
  check(key, { view, now, options }) {
    if (!isBedrockKey(key) || isSpent(key, now)) return undefined
    const { createdAt, expiresAt, enabled } = key
    if (isUnknown(enabled)) return unknownBecause(becauseOf(enabled), missing)
    const values = { key: key.nativeId, user: userOf(key, view) }
    const related = holderIds(key, view)
    const dates = `CreateDate ${at(createdAt)}, ExpirationDate ${at(expiresAt)}`
    const evidence = read('iam:ListServiceSpecificCredentials', dates)
    if (expiresAt === null) return fail('noEnd', { values, evidence, related })
    if (isUnknown(expiresAt)) return unknownBecause(becauseOf(expiresAt), missing)
    if (!isKnown(createdAt)) return unknownBecause(becauseOf(createdAt), missing)
    const life = daysBetween(createdAt, expiresAt)
    const age = daysBetween(createdAt, now)
    if (age > options.maxDays)
      return fail('old', { values: { ...values, days: daysInWords(age) }, evidence, related, data: { days: age } })
    if (life > options.maxDays)
      return fail('farEnd', { values: { ...values, days: daysInWords(life) }, evidence, related, data: { days: life } })
    return pass
  },
})
