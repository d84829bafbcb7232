import { z } from 'zod'
import { holderIds } from '../../analysis/credentials.ts'
import { accessKeyFacts } from '../../analysis/effective/aws-facts.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { read } from '../shared/evidence.ts'
import { keyValues, retireKey } from '../shared/aws-commands.ts'

export const rule = defineRule({
  id: 'aws-access-key-never-used',
  title: 'Access key was created and never used',
  severity: 'medium',
  provider: 'aws',
  subject: 'credential',
  kinds: ['access-key'],
  reads: ['aws.access-keys', 'aws.key-usage'],
  options: z.strictObject({
    graceDays: z.int().nonnegative().default(7).describe('Days a new key may wait for its first use.'),
  }),
  messages: { neverUsed: 'Key {key} of {user} was created {days} ago and has never been used.' },
  frameworks: controls('stale-credential'),
  remediation: retireKey,
  check(key, { view, now, options }) {
    // The root user's keys are to go altogether: aws-root-access-key.
    if (key.enabled === false || accessKeyFacts(key).root) return undefined
    if (isUnknown(key.enabled)) return unknownBecause(becauseOf(key.enabled), ['iam:ListAccessKeys'])
    const usage = view.usage(key.id)
    const lastUsedAt = usage?.lastUsedAt
    if (isUnknown(lastUsedAt)) return unknownBecause(becauseOf(lastUsedAt), ['iam:GetCredentialReport'])
    if (lastUsedAt !== null) return pass
    const born = isKnown(key.createdAt) ? key.createdAt : key.rotatedAt
    if (!isKnown(born)) return unknownBecause(becauseOf(key.createdAt), ['iam:ListAccessKeys'])
    const days = daysBetween(born, now)
    if (days <= options.graceDays) return pass
    return fail('neverUsed', {
      values: { ...keyValues(key), days: daysInWords(days) },
      evidence: read(usage?.source ?? 'iam:GetCredentialReport', 'no last use'),
      related: holderIds(key, view),
      data: { days },
    })
  },
})
