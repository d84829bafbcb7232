import { z } from 'zod'
import { holderIds } from '../../analysis/credentials.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import { accessKeyFacts } from '../../analysis/effective/aws-facts.ts'
import { heldByAdmin } from '../../analysis/effective/aws-privilege.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { at, read } from '../shared/evidence.ts'
import { keyValues, rotateKey } from '../shared/aws-commands.ts'

export const rule = defineRule({
  id: 'aws-access-key-rotation-overdue',
  title: 'Access key is older than its rotation period',
  severity: 'medium',
  provider: 'aws',
  subject: 'credential',
  kinds: ['access-key'],
  reads: ['aws.access-keys'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Oldest an active key may be, in days.'),
    highDays: z.int().positive().default(365).describe('From this age on the severity is high.'),
  }),
  messages: { old: 'Key {key} of {user} is {days} old; keys are to be rotated every {maxDays}.' },
  frameworks: controls('long-lived-secret'),
  remediation: rotateKey,
  check(key, { view, now, options }) {
    if (key.enabled === false || accessKeyFacts(key).root) return undefined
    if (isUnknown(key.enabled)) return unknownBecause(becauseOf(key.enabled), ['iam:ListAccessKeys'])
    const born = isKnown(key.createdAt) ? key.createdAt : key.rotatedAt
    if (!isKnown(born)) return unknownBecause(becauseOf(key.createdAt), ['iam:ListAccessKeys'])
    const days = daysBetween(born, now)
    if (days <= options.maxDays) return pass
    const privileged = heldByAdmin(key, view)
    return fail('old', {
      values: { ...keyValues(key), days: daysInWords(days), maxDays: daysInWords(options.maxDays) },
      ...(privileged || days >= options.highDays ? { severity: 'high' } : {}),
      evidence: read('iam:ListAccessKeys', `CreateDate ${at(born)}`),
      related: holderIds(key, view),
      data: { days, privileged },
    })
  },
})
